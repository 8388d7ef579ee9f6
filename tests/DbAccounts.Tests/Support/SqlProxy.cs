using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace DbAccounts.Tests.Support;

/// <summary>Stands between a client and a server, and loses what it is told to: a statement, or the answer to one.</summary>
internal sealed class SqlProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _port;
    private readonly CancellationTokenSource _end = new();
    private Func<string, bool> _isMeant = _ => false;
    private Action _losing = () => { };
    private bool _isForwarded;
    private int _left;
    private int _lost;

    /// <summary>Begins to listen.</summary>
    /// <param name="port">The server's port.</param>
    public SqlProxy(int port)
    {
        _port = port;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How often something was lost.</summary>
    public int Lost => _lost;

    /// <summary>Loses connections with a statement.</summary>
    /// <param name="marker">Words of the statement.</param>
    /// <param name="isForwarded">True where the server gets it, and only the answer is lost.</param>
    /// <param name="times">How often.</param>
    public void Lose(string marker, bool isForwarded, int times = 1) =>
        Lose(sent => sent.Contains(marker, StringComparison.Ordinal), isForwarded, times, () => { });

    /// <summary>Loses connections with a statement.</summary>
    /// <param name="isMeant">Tells the statement by what is sent; called for each until enough was lost.</param>
    /// <param name="isForwarded">True where the server gets it, and only the answer is lost.</param>
    /// <param name="times">How often.</param>
    /// <param name="losing">Told when it is lost.</param>
    public void Lose(Func<string, bool> isMeant, bool isForwarded, int times, Action losing) =>
        (_isMeant, _isForwarded, _left, _losing) = (isMeant, isForwarded, times, losing);

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _port, _end.Token);
                client.NoDelay = server.NoDelay = true;
                using var answers = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
                Task back = server.GetStream().CopyToAsync(client.GetStream(), answers.Token);
                var buffer = new byte[64 * 1024];
                int count;
                while ((count = await client.GetStream().ReadAsync(buffer, _end.Token)) > 0)
                {
                    bool isMarked = _left > 0 && _isMeant(Encoding.UTF8.GetString(buffer, 0, count));
                    if (isMarked)
                    {
                        _left--;
                        Interlocked.Increment(ref _lost);
                        _losing();
                        await answers.CancelAsync();
                    }

                    if (!isMarked || _isForwarded)
                    {
                        await server.GetStream().WriteAsync(buffer.AsMemory(0, count), _end.Token);
                    }

                    if (isMarked)
                    {
                        // The server has done it before its connection ends.
                        await Task.Delay(_isForwarded ? 150 : 0, _end.Token);
                        return;
                    }
                }
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or System.IO.IOException or ObjectDisposedException)
            {
                // One of the two has gone.
            }
        }
    }
}
