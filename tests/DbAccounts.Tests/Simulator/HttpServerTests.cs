using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Simulator;
using DbAccounts.Simulator.Settings;
using Xunit;

namespace DbAccounts.Tests.Simulator;

public class HttpServerTests
{
    private const string GetRoot = "GET /nothing HTTP/1.1\r\nHost: x\r\n";

    [Theory]
    [InlineData("nonsense\r\n\r\n", 400)]
    [InlineData("GET\r\n\r\n", 400)]
    [InlineData("GET  / HTTP/1.1\r\nHost: x\r\n\r\n", 400)]
    [InlineData("GET nowhere HTTP/1.1\r\nHost: x\r\n\r\n", 400)]
    [InlineData("GET / HTTP/3.0\r\nHost: x\r\n\r\n", 505)]
    [InlineData("GET / HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nName : value\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n", 413)]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", 501)]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n", 413)]
    [InlineData("GET /nothing HTTP/1.0\r\n\r\n", 404)]
    [InlineData("\r\nGET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 404)]
    [InlineData("BREW / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 404)]
    public async Task Answers_what_is_no_request_and_then_hangs_up(string bytes, int status)
    {
        using var host = new SimulatorHost();
        string answer = await ExchangeAsync(host, bytes);
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nDate: Mon, 01 Jun 2026 08:30:00 GMT\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nConnection: close\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bounds_the_header()
    {
        using var host = new SimulatorHost();
        string many = string.Concat(Enumerable.Range(0, 3000).Select(i => $"X-Header-{i}: some value\r\n"));
        Assert.StartsWith("HTTP/1.1 431 ", await ExchangeAsync(host, GetRoot + many + "\r\n"), StringComparison.Ordinal);
        Assert.StartsWith(
            "HTTP/1.1 431 ", await ExchangeAsync(host, "GET /" + new string('a', 70_000) + " HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_a_connection_open_for_requests_one_after_another()
    {
        using var host = new SimulatorHost();
        string answer = await ExchangeAsync(host, GetRoot + "\r\n" + GetRoot + "\r\n" + GetRoot + "Connection: close\r\n\r\n");
        Assert.Equal(3, answer.Split("HTTP/1.1 404 Not Found").Length - 1);
        Assert.Equal(2, answer.Split("Connection: keep-alive").Length - 1);
    }

    [Fact]
    public async Task Joins_chunks_and_says_continue()
    {
        using var host = new SimulatorHost();
        string answer = await ExchangeAsync(
            host,
            "POST /iaas/ HTTP/1.1\r\nhost: x\r\nExpect: 100-continue\r\ntransfer-encoding: Chunked\r\nConnection: close\r\n\r\n"
            + "5;ext=1\r\nacces\r\n8\r\ns_key_id\r\n3\r\n=ab\r\n0\r\nTrailer: x\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
        // The key has arrived in one piece, the next parameter is missed.
        Assert.Contains("parameter [signature] is required", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_ends_connections_and_frees_the_port()
    {
        using var host = new SimulatorHost();
        using var idle = new TcpClient();
        await idle.ConnectAsync(IPAddress.Loopback, host.Simulator.Port);
        await ExchangeAsync(host, GetRoot + "Connection: close\r\n\r\n");
        var watch = Stopwatch.StartNew();
        host.Simulator.Stop();
        host.Simulator.Stop();
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2));
        Assert.False(host.Simulator.IsRunning);
        Assert.Equal(0, await ReadOrResetAsync(idle));
        using var late = new TcpClient();
        await Assert.ThrowsAnyAsync<SocketException>(() => late.ConnectAsync(IPAddress.Loopback, host.Simulator.Port));
        using DbSimulator next = DbSimulator.Start(new DbSimulatorOptions { Port = host.Simulator.Port });
        Assert.True(next.IsRunning);
    }

    [Fact]
    public void Says_that_a_port_is_taken()
    {
        using var host = new SimulatorHost();
        var error = Assert.Throws<DbAccountsException>(() => DbSimulator.Start(new DbSimulatorOptions { Port = host.Simulator.Port }));
        Assert.Equal(DbErrorId.SimulatorNotStarted, error.ErrorId);
        error = Assert.Throws<DbAccountsException>(() => DbSimulator.Start(new DbSimulatorOptions { Port = 70_000 }));
        Assert.Equal(DbErrorId.SimulatorNotStarted, error.ErrorId);
    }

    [Fact]
    public async Task Holds_answers_back_by_the_latency()
    {
        using DbSimulator simulator = DbSimulator.Start(new DbSimulatorOptions { Latency = TimeSpan.FromSeconds(0.3) });
        var watch = Stopwatch.StartNew();
        await ExchangeAsync(simulator.Port, GetRoot + "Connection: close\r\n\r\n");
        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(0.28));
    }

    [Fact]
    public async Task Serves_many_connections_at_once()
    {
        using var host = new SimulatorHost();
        string[] answers = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(_ => ExchangeAsync(host, GetRoot + "Connection: close\r\n\r\n")));
        Assert.All(answers, answer => Assert.StartsWith("HTTP/1.1 404", answer, StringComparison.Ordinal));
    }

    private static Task<string> ExchangeAsync(SimulatorHost host, string request) => ExchangeAsync(host.Simulator.Port, request);

    private static async Task<string> ExchangeAsync(int port, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(request));
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static async Task<int> ReadOrResetAsync(TcpClient client)
    {
        try
        {
            return await client.GetStream().ReadAsync(new byte[1].AsMemory()).AsTask().WaitAsync(TimeSpan.FromSeconds(2));
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
