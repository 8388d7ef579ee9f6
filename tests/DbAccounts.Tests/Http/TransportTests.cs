using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Engines;
using DbAccounts.Engines.Cloud.Http;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Http;

/// <summary>Endpoints, connections and answers that are not as they should be.</summary>
public sealed class TransportTests
{
    [Theory]
    [ClassData(typeof(ProviderData))]
    public async Task A_refused_connection_says_that_nothing_was_sent(string service)
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)closed.LocalEndpoint).Port}");
        closed.Stop();

        var lines = new System.Collections.Concurrent.ConcurrentQueue<string>();
        DbAccountsException error = await Probe.ErrorAsync(
            () => Probe.ChangeAsync(Connected.To(service, endpoint), new CallContext { Verbose = lines.Enqueue, Clock = new WaitedClock() }));

        Assert.Equal((DbErrorId.ConnectionFailed, DbErrorCategory.ConnectionError), (error.ErrorId, error.Category));
        // Nothing was sent, so even a change is tried again.
        Assert.Equal(3, lines.Count(line => line.Contains("not reached; trying again", StringComparison.Ordinal)));
        Assert.Contains(endpoint.Authority, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_TLS_handshake_says_that_nothing_was_sent()
    {
        using var plain = new TcpListener(IPAddress.Loopback, 0);
        plain.Start();
        var endpoint = new Uri($"https://127.0.0.1:{((IPEndPoint)plain.LocalEndpoint).Port}");
        Task<TcpClient> accepting = plain.AcceptTcpClientAsync();
        Task<DbAccountsException> failing = Probe.ErrorAsync(() => Probe.ChangeAsync(Connected.To("MySqlPlus", endpoint)));
        using TcpClient client = await accepting;
        await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());

        DbAccountsException error = await failing;

        Assert.Equal(DbErrorId.ConnectionFailed, error.ErrorId);
    }

    [Theory]
    [InlineData("http://api.qingcloud.com")]
    [InlineData("http://localhost.example.com")]
    [InlineData("http://10.0.0.1")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("localhost:8080")]
    [InlineData("relative")]
    public void An_endpoint_that_others_could_read_is_not_allowed(string endpoint)
    {
        var error = Assert.Throws<DbAccountsException>(
            () => DbInstance.Connect(Connected.Options("MySqlPlus") with { Endpoint = new Uri(endpoint, UriKind.RelativeOrAbsolute) }));

        Assert.Equal((DbErrorId.EndpointNotAllowed, DbErrorCategory.InvalidArgument), (error.ErrorId, error.Category));
    }

    [Theory]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://localhost:1")]
    [InlineData("http://[::1]:1")]
    [InlineData("https://cloud.example.com")]
    public void An_endpoint_on_the_loopback_address_or_with_TLS_is_allowed(string endpoint) =>
        Assert.Equal(new Uri(endpoint).Authority, Connected.To("TencentMySql", new Uri(endpoint)).Endpoint.Authority);

    [Theory]
    [ClassData(typeof(ProviderData))]
    public async Task A_redirect_is_not_followed(string service)
    {
        using var other = new Stub(Answers.Accepted(service));
        using var stub = new Stub(new StubAnswer("", 307) { Headers = { ["Location"] = other.Endpoint.AbsoluteUri } });

        await Probe.ErrorAsync(() => Probe.CreateAsync(Connected.To(service, stub), Probe.Fast));

        Assert.Single(stub.Changes());
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_not_read()
    {
        using var stub = new Stub(new string(' ', (16 * 1024 * 1024) + 1));

        DbAccountsException error = await Probe.ErrorAsync(() => Probe.CreateAsync(Connected.To("TencentMySql", stub), Probe.Fast));

        Assert.Equal(DbErrorId.OutcomeUnknown, error.ErrorId);
        Assert.Contains("larger than 16 MiB", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(ProviderData))]
    public async Task A_byte_order_mark_before_the_JSON_is_passed_over(string service)
    {
        using var stub = new Stub("\uFEFF" + Probe.Answer(service));
        await Probe.ReadAsync(Connected.To(service, stub));

        using var second = new Stub("\uFEFF\uFEFF" + Probe.Answer(service));
        Assert.Equal(DbErrorId.ProtocolError, (await Probe.ErrorAsync(() => Probe.ReadAsync(Connected.To(service, second)))).ErrorId);
    }

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    public void Parameters_are_nested_to_one_depth_at_most(int levels, bool isAllowed)
    {
        object? value = "leaf";
        for (int level = 1; level < levels; level++)
        {
            value = level % 2 == 0 ? new object?[] { value } : new Dictionary<string, object?> { ["a"] = value };
        }

        Exception? error = Record.Exception(() => ParameterJson.Serialize(new Dictionary<string, object?> { ["a"] = value }));
        Assert.Equal(isAllowed ? null : DbErrorId.InvalidInput, (error as DbAccountsException)?.ErrorId);
    }

    [Theory]
    [InlineData("MySqlPlus", "[]")]
    [InlineData("MySqlPlus", """{"ret_code":"0"}""")]
    [InlineData("MySqlPlus", "{u'ret_code': 0}")]
    [InlineData("Ddm", "<html>")]
    [InlineData("TencentMySql", "{}")]
    [InlineData("TencentMySql", """{"Response":null}""")]
    public async Task An_answer_of_another_form_is_a_protocol_error(string service, string body)
    {
        using var stub = new Stub(body);

        DbAccountsException error = await Probe.ErrorAsync(() => Probe.ReadAsync(Connected.To(service, stub)));

        Assert.Equal((DbErrorId.ProtocolError, DbErrorCategory.ProtocolError), (error.ErrorId, error.Category));
    }

    [Theory]
    [ClassData(typeof(ProviderData))]
    public async Task Canceling_ends_a_request_under_way(string service)
    {
        using var stub = new Stub(new StubAnswer(Probe.Answer(service)) { Delay = TimeSpan.FromMinutes(5) });
        using var cancel = new CancellationTokenSource();
        Task reading = Probe.ReadAsync(Connected.To(service, stub), new CallContext { Cancellation = cancel.Token });
        while (stub.Requests.Count == 0 && !reading.IsCompleted)
        {
            await Task.Delay(5);
        }

        var clock = Stopwatch.StartNew();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
    }

    [Fact]
    public async Task Canceling_ends_a_wait_before_another_attempt()
    {
        using var stub = new Stub(new StubAnswer(Answers.QingCloudError(5300)) { Headers = { ["Retry-After"] = "300" } });
        using var cancel = new CancellationTokenSource();
        Task change = Probe.ChangeAsync(
            Connected.To("MySqlPlus", stub), new CallContext { Cancellation = cancel.Token, Verbose = line => CancelAt(line, cancel) });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => change);
        Assert.Single(stub.Requests);
    }

    private static void CancelAt(string line, CancellationTokenSource cancel)
    {
        if (line.Contains("trying again", StringComparison.Ordinal))
        {
            cancel.CancelAfter(50);
        }
    }
}
