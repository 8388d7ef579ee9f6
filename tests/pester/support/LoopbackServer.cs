using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace DbAccounts.PesterSupport;

/// <summary>
/// A server on the loopback address that stands between the module and the simulator and keeps what was asked, or that fails as it is told:
/// Silent never answers, Stalled sends the headers and a piece of the body, Dropped closes the connection on every request;
/// Answer gives the same JSON to all.
/// </summary>
public sealed class LoopbackServer : IDisposable
{
    private const string StalledAnswer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10000\r\n\r\n{\"a\":";
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<(DateTime At, string Text)> _requests = new();
    private readonly string _mode;
    private readonly int _target;
    private int _open;

    public LoopbackServer(string mode, int target)
    {
        _mode = mode;
        _target = target;
        _listener.Start();
        Endpoint = new Uri("http://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndpoint).Port);
        _ = AcceptAsync();
    }

    public Uri Endpoint { get; }

    /// <summary>What the mode Answer answers.</summary>
    public string Json { get; set; } = "{}";

    /// <summary>Connections that the client holds open.</summary>
    public int Open => System.Threading.Volatile.Read(ref _open);

    /// <summary>How many requests hold the text in their head.</summary>
    public int Count(string text) => Times(text).Length;

    /// <summary>When the requests came that hold the text in their head.</summary>
    public DateTime[] Times(string text)
    {
        lock (_requests)
        {
            return _requests.Where(r => r.Text.Contains(text)).Select(r => r.At).ToArray();
        }
    }

    public void Dispose() => _listener.Stop();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        System.Threading.Interlocked.Increment(ref _open);
        TcpClient service = new();
        try
        {
            NetworkStream up = client.GetStream();
            if (_mode == "Forward")
            {
                await service.ConnectAsync(IPAddress.Loopback, _target);
                _ = service.GetStream().CopyToAsync(up).ContinueWith(_ => client.Close());
            }

            var buffer = new byte[64 * 1024];
            int count;
            while ((count = await up.ReadAsync(buffer)) > 0)
            {
                string text = Encoding.Latin1.GetString(buffer, 0, count);
                if (text.Contains(" HTTP/1.1\r\n"))
                {
                    lock (_requests)
                    {
                        _requests.Add((DateTime.UtcNow, text));
                    }
                }

                switch (_mode)
                {
                    case "Forward":
                        await service.GetStream().WriteAsync(buffer.AsMemory(0, count));
                        break;
                    case "Stalled":
                        await up.WriteAsync(Encoding.ASCII.GetBytes(StalledAnswer));
                        break;
                    case "Answer":
                        byte[] body = Encoding.UTF8.GetBytes(Json);
                        await up.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.Length + "\r\n\r\n"));
                        await up.WriteAsync(body);
                        break;
                    case "Dropped":
                        return;
                }
            }
        }
        catch (Exception e) when (e is SocketException or System.IO.IOException or ObjectDisposedException or InvalidOperationException)
        {
            // One side has gone.
        }
        finally
        {
            System.Threading.Interlocked.Decrement(ref _open);
            client.Dispose();
            service.Dispose();
        }
    }
}
