using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;

namespace DbAccounts.Tests.Support;

/// <summary>
/// A MariaDB of this run's own, from the system's packages: an ordinary process with its data below <c>out/</c>, on a socket and a loopback
/// port. It ends with the run, also when that is killed: a shell between them ends it when its input does.
/// </summary>
public sealed class MariaDbServer : IDisposable
{
    /// <summary>Why there is none; null where there is one.</summary>
    public static readonly string? WhyNone = Find("mariadbd") is not null && Find("mariadb-install-db") is not null
        ? null
        : "There is no mariadbd on this machine: install mariadb-server-core and mariadb-client-core, or the packages of that kind.";

    private const int Attempts = 5;

    // The longest path of a socket on macOS, without the zero behind it; Linux has a few more.
    private const int LongestSocketPath = 103;
    private static readonly TimeSpan _longestStart = TimeSpan.FromSeconds(60);
    private static int _count;
    private readonly string _folder = "";
    private readonly Func<int> _choosePort = FreePort;
    private readonly Queue<string> _said = [];
    private Process? _process;
    private bool _wasUp;

    /// <summary>Starts one.</summary>
    /// <param name="options">More options.</param>
    public MariaDbServer(params string[] options)
        : this(FreePort, options)
    {
    }

    /// <summary>Starts one on a port that somebody else chooses, again and again where it can't be had.</summary>
    public MariaDbServer(Func<int> choosePort, params string[] options)
    {
        if (WhyNone is not null)
        {
            return;
        }

        _choosePort = choosePort;
        _folder = Path.Combine(Out(), "mariadb", $"{Environment.ProcessId}-{Interlocked.Increment(ref _count)}");
        // A run that was killed may have left one of the same number.
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }

        Directory.CreateDirectory(_folder);
        Socket = SocketPath($"dba-{Path.GetFileName(_folder)}.sock");
        Run(Find("mariadb-install-db")!, ["--no-defaults", $"--datadir={Data}", "--auth-root-authentication-method=normal", "--skip-test-db", .. User()]);
        Port = _choosePort();
        Start(options);
    }

    /// <summary>The socket.</summary>
    public string Socket { get; } = "";

    /// <summary>The port on the loopback address.</summary>
    public int Port { get; private set; }

    /// <summary>The general log, which holds each statement.</summary>
    public string Log
    {
        get
        {
            using var log = new StreamReader(new FileStream(
                Path.Combine(_folder, "general.log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            return log.ReadToEnd();
        }
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Starts it, with more options.</summary>
    public void Start(params string[] options)
    {
        for (int attempt = 1; !TryStart(options); attempt++)
        {
            Stop();
            string log;
            lock (_said)
            {
                log = string.Join("\n", _said);
            }

            // Between being chosen and being used a port may become somebody else's; after a restart it must stay the same.
            bool isTaken = log.Contains("Bind on TCP/IP port", StringComparison.Ordinal) || log.Contains("Address already in use", StringComparison.Ordinal);
            if (!isTaken || attempt == Attempts)
            {
                throw new InvalidOperationException(
                    $"mariadbd does not start on {Socket} and port {Port} (attempt {attempt}). The end of its log:\n{log}");
            }

            Port = _wasUp ? Port : _choosePort();
        }

        _wasUp = true;
    }

    private bool TryStart(string[] options)
    {
        // It ends the server when its input ends, which it does with the process that holds the other end, and ends with it.
        const string Script = "\"$@\" & server=$!; trap 'kill $server' TERM INT; (cat >/dev/null; kill $server 2>/dev/null) <&3 & wait $server";
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "-c", "exec 3<&0; " + Script, "mariadbd", Find("mariadbd")!, "--no-defaults", $"--datadir={Data}", $"--socket={Socket}",
            string.Create(CultureInfo.InvariantCulture, $"--port={Port}"), "--bind-address=127.0.0.1", $"--pid-file={Path.Combine(_folder, "pid")}",
            "--general-log=1", $"--general-log-file={Path.Combine(_folder, "general.log")}", "--skip-log-bin", "--innodb-buffer-pool-size=16M",
            "--innodb-flush-log-at-trx-commit=0", "--performance-schema=off", .. User(), .. options,
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var waited = Stopwatch.StartNew();
        while (!Answers())
        {
            if (_process.HasExited || waited.Elapsed > _longestStart)
            {
                return false;
            }

            Thread.Sleep(50);
        }

        return true;
    }

    private void Keep(string? line)
    {
        lock (_said)
        {
            if (line is not null)
            {
                _said.Enqueue(line);
            }

            while (_said.Count > 30)
            {
                _said.Dequeue();
            }
        }
    }

    /// <summary>Ends it at once, as a crash does.</summary>
    public void Kill()
    {
        using (var server = Process.GetProcessById(int.Parse(File.ReadAllText(Path.Combine(_folder, "pid")), CultureInfo.InvariantCulture)))
        {
            server.Kill();
            server.WaitForExit();
        }

        Stop();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_process is null)
        {
            return;
        }

        Stop();
        Directory.Delete(_folder, recursive: true);
    }

    private void Stop()
    {
        try
        {
            _process!.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended by itself.
        }

        if (!_process!.WaitForExit(TimeSpan.FromSeconds(20)))
        {
            _process.Kill(entireProcessTree: true);
        }

        // What it has said is read to the end.
        _process.WaitForExit();
        _process.Dispose();
    }

    private bool Answers()
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(Socket));
            return socket.Receive(new byte[1]) > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static void Run(string file, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        System.Threading.Tasks.Task<string> said = process.StandardError.ReadToEndAsync();
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{file} failed: {text} {said.Result}");
        }
    }

    // Paths of sockets are short, and folders of temporary files may be long.
    private static string SocketPath(string name) =>
        new[] { Path.GetTempPath(), "/tmp" }.Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(path => Encoding.UTF8.GetByteCount(path) <= LongestSocketPath) ?? Path.Combine("/tmp", name);

    // The server refuses to run as root, unless it is told to.
    private static string[] User() => Environment.UserName == "root" ? ["--user=root"] : [];

    /// <summary>A port that nobody uses at the moment.</summary>
    public static int FreePort()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
    }

    private static string? Find(string program) => OperatingSystem.IsWindows() ? null
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Append("/usr/local/sbin")
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static string Out([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "out"));
}
