using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
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

    private static int _count;
    private readonly string _folder = "";
    private Process? _process;
    private string _said = "";

    /// <summary>Starts one.</summary>
    /// <param name="options">More options.</param>
    public MariaDbServer(params string[] options)
    {
        if (WhyNone is not null)
        {
            return;
        }

        _folder = Path.Combine(Out(), "mariadb", $"{Environment.ProcessId}-{Interlocked.Increment(ref _count)}");
        Directory.CreateDirectory(_folder);
        Run(Find("mariadb-install-db")!, ["--no-defaults", $"--datadir={Data}", "--auth-root-authentication-method=normal", "--skip-test-db", .. User()]);
        Port = FreePort();
        Start(options);
    }

    /// <summary>The socket; paths of sockets are short, so it stands in the folder of temporary files.</summary>
    public string Socket => Path.Combine(Path.GetTempPath(), $"dba-{Path.GetFileName(_folder)}.sock");

    /// <summary>The port on the loopback address.</summary>
    public int Port { get; }

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
        // It ends the server when its input ends, which it does with the process that holds the other end.
        const string Script = "\"$@\" & server=$!; trap 'kill $server' TERM INT; cat >/dev/null; kill $server 2>/dev/null; wait $server";
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "-c", Script, "mariadbd", Find("mariadbd")!, "--no-defaults", $"--datadir={Data}", $"--socket={Socket}",
            string.Create(CultureInfo.InvariantCulture, $"--port={Port}"), "--bind-address=127.0.0.1", $"--pid-file={Path.Combine(_folder, "pid")}",
            "--general-log=1", $"--general-log-file={Path.Combine(_folder, "general.log")}", "--skip-log-bin", "--innodb-buffer-pool-size=16M",
            "--innodb-flush-log-at-trx-commit=0", "--performance-schema=off", .. User(), .. options,
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, line) => _said = line.Data ?? _said;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var waited = Stopwatch.StartNew();
        while (!Answers())
        {
            if (_process.HasExited || waited.Elapsed > TimeSpan.FromSeconds(60))
            {
                throw new InvalidOperationException($"mariadbd does not start: {_said}");
            }

            Thread.Sleep(50);
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
        _process!.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(20)))
        {
            _process.Kill(entireProcessTree: true);
        }

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

    // The server refuses to run as root, unless it is told to.
    private static string[] User() => Environment.UserName == "root" ? ["--user=root"] : [];

    private static int FreePort()
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
