using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace DbAccounts.Simulator.Http;

/// <summary>A small HTTP/1.1 server on the loopback address: raw bytes in, raw bytes out, no URL reservation on Windows.</summary>
internal sealed class HttpServer : IDisposable
{
    private static readonly TimeSpan _idleLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan _stopLimit = TimeSpan.FromSeconds(5);
    private readonly TcpListener _listener;
    private readonly Func<HttpRequest, bool, CancellationToken, Task<HttpReply>> _answer;
    private readonly Func<DateTimeOffset> _clock;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<TcpClient, Task> _connections = new();
    private readonly Task _accepting;

    /// <summary>Listens, and hands each request to a function that makes the answer's bytes.</summary>
    /// <param name="port">The port, 0 for any.</param>
    /// <param name="answer">Makes the answer; told whether the connection stays open.</param>
    /// <param name="clock">For the Date header.</param>
    /// <exception cref="SocketException">The port is taken.</exception>
    public HttpServer(int port, Func<HttpRequest, bool, CancellationToken, Task<HttpReply>> answer, Func<DateTimeOffset> clock)
    {
        _answer = answer;
        _clock = clock;
        _listener = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>The port that is listened on.</summary>
    public int Port { get; }

    /// <summary>Ends all connections and waits until nothing runs any more.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _listener.Stop();
        WaitFor(_accepting);
        foreach (TcpClient client in _connections.Keys)
        {
            client.Dispose();
        }

        WaitFor([.. _connections.Values]);
        _stopping.Dispose();
    }

    private static void WaitFor(params Task[] tasks) => Task.WhenAll(tasks).ContinueWith(
        _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(_stopLimit);

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                TcpClient client = await _listener.AcceptTcpClientAsync().ConfigureAwait(false);
                // Answers are small and complete: waiting for more to send would only delay them.
                client.NoDelay = true;
                // The entry is there before the task can end and remove it.
                var begin = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                _connections[client] = ServeAsync(client, begin.Task);
                begin.SetResult(true);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Either the listener was stopped, or one peer gave up before it was accepted, or no more files can be opened.
                await Task.Delay(10).ConfigureAwait(false);
            }
        }
    }

    private async Task ServeAsync(TcpClient client, Task begin)
    {
        await begin.ConfigureAwait(false);
        try
        {
            using NetworkStream stream = client.GetStream();
            var reader = new HttpRequestReader(stream);
            while (await ServeOneAsync(client, stream, reader).ConfigureAwait(false))
            {
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException
            or InvalidOperationException)
        {
            // The peer is gone, was idle for too long, or the simulator stops: in each case there is nobody to tell.
        }
        finally
        {
            client.Dispose();
            _connections.TryRemove(client, out _);
        }
    }

    private async Task<bool> ServeOneAsync(TcpClient client, NetworkStream stream, HttpRequestReader reader)
    {
        HttpReply reply;
        bool keepAlive = false;
        try
        {
            (HttpRequest Request, bool KeepAlive)? next;
            // Not every platform cancels a read that is under way; closing the connection ends it everywhere.
            using (var idle = new Timer(_ => client.Dispose(), null, _idleLimit, Timeout.InfiniteTimeSpan))
            {
                next = await reader.ReadAsync(_stopping.Token).ConfigureAwait(false);
            }

            if (next is null)
            {
                return false;
            }

            keepAlive = next.Value.KeepAlive;
            reply = await _answer(next.Value.Request, keepAlive, _stopping.Token).ConfigureAwait(false);
        }
        catch (BadRequestException e)
        {
            var refusal = new HttpResponse(e.Status, Json.Of(json => json.WriteString("message", e.Message)));
            reply = new HttpReply(refusal.ToBytes(_clock(), keepAlive: false));
        }

        await stream.WriteAsync(reply.Bytes, 0, reply.Bytes.Length, _stopping.Token).ConfigureAwait(false);
        if (reply.EndsInReset)
        {
            // Lingering for no time at all is what makes closing a reset.
            client.LingerState = new LingerOption(true, 0);
            return false;
        }

        if (!keepAlive)
        {
            await LetThePeerReadAsync(client, stream).ConfigureAwait(false);
        }

        return keepAlive;
    }

    // Closing with unread bytes resets the connection, and the answer would be lost with it.
    private async Task LetThePeerReadAsync(TcpClient client, NetworkStream stream)
    {
        client.Client.Shutdown(SocketShutdown.Send);
        var rest = new byte[8192];
        using var enough = new Timer(_ => client.Dispose(), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        while (await stream.ReadAsync(rest, 0, rest.Length, _stopping.Token).ConfigureAwait(false) > 0)
        {
        }
    }
}
