using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Http;

/// <summary>What is sent again, when, and how often.</summary>
public sealed class RetryTests
{
    private static readonly StubAnswer _html = new("<html>Bad Gateway</html>", 502) { ContentType = "text/html" };

    [Theory]
    [ClassData(typeof(ProviderData))]
    public async Task A_read_is_sent_again_after_a_gateways_page_and_a_dropped_connection(string service)
    {
        using var stub = new Stub(_html, StubAnswer.Dropped, new StubAnswer("<html>", 200), Probe.Answer(service));

        await Probe.ReadAsync(Connected.To(service, stub));

        // The HTTP stack may repeat a read of its own accord when the connection is dropped.
        Assert.InRange(stub.Requests.Count, 4, 7);
    }

    [Theory]
    [InlineData("MySqlPlus", DbErrorId.ServiceFailed)]
    [InlineData("Ddm", DbErrorId.ServiceFailed)]
    [InlineData("TencentMySql", DbErrorId.ServiceFailed)]
    public async Task A_read_is_given_up_after_four_attempts(string service, string errorId)
    {
        using var stub = new Stub(_html);

        DbAccountsException error = await Probe.ErrorAsync(() => Probe.ReadAsync(Connected.To(service, stub)));

        Assert.Equal((errorId, DbErrorCategory.ResourceUnavailable, "HTTP 502"), (error.ErrorId, error.Category, error.ServiceCode));
        Assert.Equal(4, stub.Requests.Count);
    }

    [Theory]
    [InlineData("MySqlPlus", """{"ret_code":5300,"message":"updating"}""", 200)]
    [InlineData("Ddm", """{"error_code":"APIGW.0308","error_msg":"throttled","request_id":"x"}""", 429)]
    [InlineData("Ddm", """{"errCode":"DBS.200019","externalMessage":"busy"}""", 409)]
    [InlineData("TencentMySql", """{"Response":{"Error":{"Code":"RequestLimitExceeded.UinLimitExceeded","Message":"slow"},"RequestId":"r"}}""", 200)]
    [InlineData("TencentMySql", """{"Response":{"Error":{"Code":"FailedOperation.StatusConflict","Message":"busy"},"RequestId":"r"}}""", 200)]
    public async Task A_change_that_was_turned_away_is_sent_again_with_a_fresh_signature(string service, string refusal, int status)
    {
        var clock = new WaitedClock();
        int answered = 0;
        using var stub = new Stub(_ =>
        {
            // More than a second, so that the time stamp is another one for sure.
            clock.Pass(TimeSpan.FromSeconds(1.1));
            return Interlocked.Increment(ref answered) == 1 ? new StubAnswer(refusal, status) : Answers.Accepted(service);
        });
        var lines = new ConcurrentQueue<string>();

        await Probe.ChangeAsync(Connected.To(service, stub), new CallContext { Clock = clock, Verbose = lines.Enqueue });

        // Ddm's instance is asked in between whether it is ready.
        StubRequest[] changes = [.. stub.Requests.Where(request => !request.Path.EndsWith(Connected.DdmInstance, StringComparison.Ordinal))];
        Assert.Equal(2, changes.Length);
        Assert.NotEqual(Signature(changes[0]), Signature(changes[1]));
        Assert.Contains(lines, line => line.Contains("trying again in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_busy_instance_of_Ddm_is_not_sent_the_change_again_before_it_runs()
    {
        int looks = 0, changes = 0;
        using var stub = new Stub(request => request switch
        {
            { Method: "GET" } => new StubAnswer($$"""{"instances":[{"status":"{{(++looks < 3 ? "RESTARTING" : "RUNNING")}}"}]}"""),
            _ => ++changes == 1 ? new StubAnswer("""{"error_code":"DBS.200019","error_msg":"busy"}""", 409) : new StubAnswer("{}"),
        });

        await Probe.ChangeAsync(Connected.To("Ddm", stub));

        Assert.Equal((3, 2), (looks, changes));
        Assert.Equal("/v3/" + Connected.Project + "/instances/" + Connected.DdmInstance, stub.Requests[1].Path);
    }

    [Fact]
    public async Task Patience_with_a_busy_instance_ends_with_the_time_allowed()
    {
        using var stub = new Stub(Answers.TencentError("FailedOperation.StatusConflict", "Task status conflict."));

        DbAccountsException error = await Probe.ErrorAsync(() => Probe.ChangeAsync(Connected.To("TencentMySql", stub), Probe.NoPatience));

        Assert.Equal((DbErrorId.InstanceBusy, DbErrorCategory.ResourceBusy), (error.ErrorId, error.Category));
        Assert.Equal(("FailedOperation.StatusConflict", "Task status conflict."), (error.ServiceCode, error.ServiceMessage));
        Assert.Single(stub.Requests);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("Thu, 01 Jan 2015 00:00:00 GMT")]
    public async Task A_service_that_asks_to_come_back_at_once_is_not_flooded(string retryAfter)
    {
        using var stub = new Stub(new StubAnswer(Answers.QingCloudError(5300)) { Headers = { ["Retry-After"] = retryAfter } });

        await Probe.ErrorAsync(() => Probe.ChangeAsync(Connected.To("MySqlPlus", stub), new CallContext { Timeout = TimeSpan.FromSeconds(1) }));

        Assert.InRange(stub.Requests.Count, 1, 20);
    }

    [Fact]
    public async Task A_wait_that_the_service_asks_for_is_kept()
    {
        using var stub = new Stub(
            new StubAnswer(Answers.QingCloudError(5300)) { Headers = { ["Retry-After"] = "2" } }, Answers.QingCloudJob());
        var clock = new WaitedClock();

        await Probe.ChangeAsync(Connected.To("MySqlPlus", stub), new CallContext { Clock = clock });

        Assert.InRange(clock.Elapsed.TotalSeconds, 1.9, 60);
    }

    [Fact]
    public async Task A_gateways_window_is_longer_than_the_time_allowed()
    {
        using var stub = new Stub(new StubAnswer(
            """{"error_code":"APIGW.0308","error_msg":"The throttling threshold has been reached: policy user over ratelimit,limit:200,time:5 minute"}""", 429));

        DbAccountsException error = await Probe.ErrorAsync(
            () => Probe.ReadAsync(Connected.To("Ddm", stub), new CallContext { Timeout = TimeSpan.FromMinutes(4) }));

        Assert.Equal((DbErrorId.Throttled, DbErrorCategory.LimitsExceeded), (error.ErrorId, error.Category));
        Assert.Single(stub.Requests);
    }

    [Theory]
    [ClassData(typeof(ProviderData))]
    public async Task A_gateways_page_may_say_that_there_were_too_many_requests(string service)
    {
        using var stub = new Stub(new StubAnswer("<html>Too Many Requests</html>", 429) { ContentType = "text/html" });

        DbAccountsException error = await Probe.ErrorAsync(() => Probe.ReadAsync(Connected.To(service, stub), Probe.NoPatience));

        Assert.Equal((DbErrorId.Throttled, DbErrorCategory.LimitsExceeded, "HTTP 429"), (error.ErrorId, error.Category, error.ServiceCode));
    }

    [Fact]
    public void Numbers_in_messages_are_the_same_in_every_culture()
    {
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("de-DE");
            Assert.Contains("after 1.5 s", DbError.JobTimeout(new DbJob { Account = ["a"] }, TimeSpan.FromSeconds(1.5)).Message, StringComparison.Ordinal);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }
    }

    private static string Signature(StubRequest request) =>
        request.Headers.TryGetValue("Authorization", out string? header) ? header : request.Parameters["time_stamp"] + request.Parameters["signature"];
}
