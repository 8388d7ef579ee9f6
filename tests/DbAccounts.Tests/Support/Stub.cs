using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace DbAccounts.Tests.Support;

/// <summary>A small HTTP server on the loopback address that records what arrives and answers as it is told.</summary>
internal sealed class Stub : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<StubRequest> _requests = new();
    private readonly Func<StubRequest, StubAnswer> _answer;

    public Stub(Func<StubRequest, StubAnswer> answer)
    {
        _answer = answer;
        _listener.Start();
        Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _ = AcceptAsync();
    }

    /// <summary>Answers one after the other; the last one again and again.</summary>
    public Stub(params StubAnswer[] answers)
        : this(InTurn(answers))
    {
    }

    public Uri Endpoint { get; }

    public IReadOnlyList<StubRequest> Requests => [.. _requests];

    /// <summary>The one request that arrived.</summary>
    public StubRequest Request => Requests.Single();

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private static Func<StubRequest, StubAnswer> InTurn(StubAnswer[] answers)
    {
        int next = -1;
        return _ => answers[Math.Min(Interlocked.Increment(ref next), answers.Length - 1)];
    }

    private async Task AcceptAsync()
    {
        CancellationToken end = _end.Token;
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(end);
                _ = Task.Run(() => ServeAsync(client, end), end);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken end)
    {
        try
        {
            using (client)
            using (NetworkStream stream = client.GetStream())
            {
                while (await ReadAsync(stream, end) is { } request)
                {
                    _requests.Enqueue(request);
                    StubAnswer answer = _answer(request);
                    await Task.Delay(answer.Delay, end);
                    if (answer.Drop)
                    {
                        return;
                    }

                    await WriteAsync(stream, answer, end);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The client has gone, or the test is over.
        }
    }

    private static async Task<StubRequest?> ReadAsync(NetworkStream stream, CancellationToken end)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head.Count < 4 || head[^1] != '\n' || head[^3] != '\n')
        {
            if (await stream.ReadAsync(one, end) == 0)
            {
                return null;
            }

            head.Add(one[0]);
        }

        string[] lines = Encoding.Latin1.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        string[] first = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out string? length) ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, end);
        return new StubRequest(first[0], first[1], headers, body);
    }

    private static async Task WriteAsync(NetworkStream stream, StubAnswer answer, CancellationToken end)
    {
        byte[] body = Encoding.UTF8.GetBytes(answer.Body);
        string headers = string.Concat(answer.Headers.Select(h => $"{h.Key}: {h.Value}\r\n"));
        string head = $"HTTP/1.1 {answer.Status} Stub\r\nContent-Type: {answer.ContentType}\r\nContent-Length: {body.Length}\r\n{headers}\r\n";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head), end);
        await stream.WriteAsync(body, end);
    }
}
