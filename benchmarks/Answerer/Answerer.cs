using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;

namespace DbAccounts.Benchmarks;

/// <summary>
/// Answers every request as RunClusterCustomService does, and looks at none. The simulator checks each one, and looks through all accounts
/// that it has got so far: with it, 10,000 rows would take more than ten times as long as 1,000 whatever the module does.
/// </summary>
public sealed class Answerer
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _jobs;

    /// <summary>Listens on any free port, until the process ends.</summary>
    public Answerer()
    {
        _listener.Start();
        Endpoint = new Uri($"http://{_listener.LocalEndpoint}");
        Begin(Accept);
    }

    /// <summary>Its address.</summary>
    public Uri Endpoint { get; }

    private static void Begin(Action work) => new Thread(() => work()) { IsBackground = true }.Start();

    private void Accept()
    {
        while (true)
        {
            Socket connection = _listener.AcceptSocket();
            connection.NoDelay = true;
            Begin(() => Serve(connection));
        }
    }

    private void Serve(Socket connection)
    {
        using (connection)
        {
            var buffer = new byte[64 * 1024];
            int filled = 0;
            int count;
            while ((count = Receive(connection, buffer, filled)) > 0)
            {
                filled += count;
                // Its requests have no body.
                if (buffer.AsSpan(0, filled).EndsWith("\r\n\r\n"u8))
                {
                    filled = 0;
                    connection.Send(Answer());
                }
            }
        }
    }

    private static int Receive(Socket connection, byte[] buffer, int filled)
    {
        try
        {
            return connection.Receive(buffer, filled, buffer.Length - filled, SocketFlags.None);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    private byte[] Answer()
    {
        string body = $$"""{"action":"RunClusterCustomServiceResponse","job_id":"j-{{Interlocked.Increment(ref _jobs)}}","ret_code":0}""";
        string headers = $"Date: {DateTime.UtcNow:R}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n";
        return Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{headers}\r\n{body}");
    }
}
