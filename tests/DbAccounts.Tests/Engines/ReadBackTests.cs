using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Engines;

/// <summary>What is read after a lost answer proves something only where it is whole.</summary>
public sealed class ReadBackTests
{
    private const int MostAttempts = 4;

    private static CallContext Fast => Probe.Fast;

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("""{"total":3,"users":null}""")]
    [InlineData("""{"total":3,"users":[]}""")]
    [InlineData("""{"users":[]}""")]
    [InlineData("""{"total":-1,"users":[]}""")]
    [InlineData("""{"total":1,"users":[null]}""")]
    [InlineData("""{"total":1,"users":[{"name":null}]}""")]
    public Task A_list_of_DDM_that_is_not_whole_does_not_prove_a_removal(string list) => UnclearAsync("Ddm", list);

    [Theory]
    [InlineData("""{"Response":{"RequestId":"r"}}""")]
    [InlineData("""{"Response":{"TotalCount":2,"Items":null,"RequestId":"r"}}""")]
    [InlineData("""{"Response":{"TotalCount":2,"Items":[],"RequestId":"r"}}""")]
    [InlineData("""{"Response":{"Items":[],"RequestId":"r"}}""")]
    [InlineData("""{"Response":{"TotalCount":1,"Items":[null],"RequestId":"r"}}""")]
    [InlineData("""{"Response":{"TotalCount":1,"Items":[{"User":null,"Host":"%"}],"RequestId":"r"}}""")]
    [InlineData("""{"Response":{"TotalCount":1,"Items":[{"User":"app"}],"RequestId":"r"}}""")]
    public Task A_list_of_Tencent_Cloud_that_is_not_whole_does_not_prove_a_removal(string list) => UnclearAsync("TencentMySql", list);

    [Theory]
    [InlineData("""{"ret_code":0}""")]
    [InlineData("""{"ret_code":0,"total_count":3,"job_set":null}""")]
    [InlineData("""{"ret_code":0,"total_count":3,"job_set":[]}""")]
    [InlineData("""{"ret_code":0,"job_set":[]}""")]
    public Task A_list_of_jobs_that_is_not_whole_does_not_prove_that_there_is_none(string list) => UnclearAsync("MySqlPlus", list);

    [Fact]
    public async Task Jobs_beyond_those_that_were_looked_at_prove_nothing()
    {
        string page = Answers.QingCloudJobs([.. Enumerable.Range(0, 100).Select(i => ($"j-{i}", "working"))]);

        await UnclearAsync("MySqlPlus", page);
    }

    [Fact]
    public async Task A_job_of_that_time_that_does_not_show_its_request_may_be_the_one()
    {
        string job = $$"""{"ret_code":0,"total_count":1,"job_set":[{"job_id":"j-other","status":"working","create_time":"{{DateTime.UtcNow.AddMinutes(1):yyyy-MM-ddTHH:mm:ssZ}}"}]}""";

        await UnclearAsync("MySqlPlus", job);
    }

    [Theory]
    [InlineData("Ddm", "<html>504</html>", 504, """{"total":1,"users":[{"name":"app"}]}""")]
    [InlineData("Ddm", """{"error_code":"DBS.111205","error_msg":"server timeout"}""", 500, """{"total":1,"users":[{"name":"app"}]}""")]
    [InlineData("MySqlPlus", """{"ret_code":5100,"message":"timeout"}""", 200, """{"ret_code":0,"total_count":0,"job_set":[]}""")]
    public async Task A_removal_that_a_slow_service_may_still_make_is_sent_again_but_never_said_not_to_be_made(
        string service, string answer, int status, string list)
    {
        using var stub = new Stub(request => request.IsChange() ? new StubAnswer(answer, status) : new StubAnswer(list));

        DbAccountsException error = await Probe.ErrorAsync(() => Probe.ChangeAsync(Connected.To(service, stub), Fast));

        Assert.Equal(DbErrorId.OutcomeUnknown, error.ErrorId);
        Assert.Equal(MostAttempts, stub.Changes().Count);
    }

    [Fact]
    public async Task A_creation_that_a_slow_service_may_still_make_is_not_sent_again_where_nothing_shows_that_its_account_is_absent()
    {
        using var stub = new Stub(request => request.IsChange()
            ? new StubAnswer("""{"ret_code":5100,"message":"timeout"}""")
            : new StubAnswer("""{"ret_code":0,"total_count":0,"job_set":[]}"""));

        Assert.Equal(DbErrorId.OutcomeUnknown, (await Probe.ErrorAsync(() => Probe.CreateAsync(Connected.To("MySqlPlus", stub), Fast))).ErrorId);
        Assert.Single(stub.Changes());
    }

    [Fact]
    public async Task The_time_allowed_bounds_a_change_that_is_never_answered()
    {
        using var stub = new Stub(new StubAnswer("{}") { Delay = TimeSpan.FromSeconds(55) });
        var elapsed = System.Diagnostics.Stopwatch.StartNew();

        DbAccountsException error = await Probe.ErrorAsync(
            () => Probe.ChangeAsync(Connected.To("TencentMySql", stub), new CallContext { Timeout = TimeSpan.FromSeconds(2) }));

        Assert.Equal(DbErrorId.OutcomeUnknown, error.ErrorId);
        Assert.InRange(elapsed.Elapsed.TotalSeconds, 1, 30);
    }

    [Theory]
    [InlineData("""{"total":0,"users":null}""")]
    [InlineData("""{"total":0,"users":[]}""")]
    public async Task An_empty_list_of_DDM_proves_a_removal(string list)
    {
        using var stub = new Stub(request => request.Method == "GET" ? new StubAnswer(list) : StubAnswer.Dropped);

        await Probe.ChangeAsync(Connected.To("Ddm", stub), Fast);

        Assert.Single(stub.Changes());
    }

    [Theory]
    [InlineData("app", "localhost", false)]
    [InlineData("app", "LOCALHOST", false)]
    [InlineData("App", "localhost", true)]
    [InlineData("app", "%", true)]
    public async Task On_Tencent_Cloud_an_account_is_gone_where_neither_its_host_in_any_case_nor_its_name_is_listed(string user, string host, bool isGone)
    {
        using var stub = new Stub(request => request.Action == "DeleteAccounts" ? StubAnswer.Dropped
            : new StubAnswer(Answers.Tencent(new { TotalCount = 1, Items = new[] { new { User = user, Host = host } }, RequestId = "r" })));
        Task<IReadOnlyList<DbJob>> removal = Connected.To("TencentMySql", stub).ChangeAsync(new RemoveAccount(new DbAccountIdentity("app", "LocalHost")), Fast);

        if (isGone)
        {
            Assert.Equal(DbJobState.Succeeded, Assert.Single(await removal).State);
        }
        else
        {
            Assert.Equal(DbErrorId.OutcomeUnknown, (await Probe.ErrorAsync(() => removal)).ErrorId);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_job_of_any_attempt_is_found(int attempt)
    {
        // The first attempt is turned away, the second is lost; the service may have accepted either.
        StubRequest[] Sent(Stub s) => [.. s.Changes()];
        Stub stub = null!;
        int changes = 0;
        stub = new Stub(request => request.Action == "RunClusterCustomService"
            ? ++changes == 1 ? new StubAnswer(Answers.QingCloudError(5300)) : StubAnswer.Dropped
            : new StubAnswer(JsonSerializer.Serialize(new
            {
                ret_code = 0,
                total_count = 1,
                job_set = new[] { new { job_id = "j-" + stub.Endpoint.Port + "-" + attempt, directive = JsonSerializer.Serialize(Sent(stub)[attempt].Parameters) } },
            })));
        using (stub)
        {
            DbJob job = Assert.Single(await Connected.To("MySqlPlus", stub).ChangeAsync(new RemoveAccount(new DbAccountIdentity("app")), Fast));

            Assert.EndsWith("-" + attempt.ToString(CultureInfo.InvariantCulture), job.Id, StringComparison.Ordinal);
            Assert.Equal(2, stub.Changes().Count);
        }
    }

    [Fact]
    public async Task The_job_of_a_change_that_is_answered_without_one_is_found()
    {
        Stub stub = null!;
        stub = new Stub(request => request.Action == "RunClusterCustomService"
            ? """{"ret_code":0}"""
            : JsonSerializer.Serialize(new
            {
                ret_code = 0,
                total_count = 1,
                job_set = new[] { new { job_id = "j-unnamed-" + stub.Endpoint.Port, directive = JsonSerializer.Serialize(stub.Changes()[0].Parameters) } },
            }));
        using (stub)
        {
            DbJob job = Assert.Single(await Connected.To("MySqlPlus", stub).ChangeAsync(new RemoveAccount(new DbAccountIdentity("app")), Fast));

            Assert.StartsWith("j-unnamed-", job.Id, StringComparison.Ordinal);
            Assert.Single(stub.Changes());
        }
    }

    [Theory]
    [InlineData("Ddm", """{"total":1000000,"users":[{"name":"a"}]}""")]
    [InlineData("TencentMySql", """{"Response":{"TotalCount":1000000,"Items":[{"User":"a","Host":"%"}],"RequestId":"r"}}""")]
    public async Task A_page_that_comes_again_and_again_ends_the_list(string service, string page)
    {
        using var stub = new Stub(page);

        DbAccountsException error = await Probe.ErrorAsync(() => Connected.To(service, stub).AccountsAsync());

        Assert.Equal((DbErrorId.ProtocolError, DbErrorCategory.ProtocolError), (error.ErrorId, error.Category));
        Assert.Contains("counts 1000000 accounts, but lists 1", error.Message, StringComparison.Ordinal);
        Assert.InRange(stub.Requests.Count, 2, 10);
    }

    [Theory]
    // An account that is listed may be from before, and so may a time that belongs to another change.
    [InlineData("""{"User":"other","Host":"%"}""", "'app@%' is not listed. The task of the change may still be waiting after 10 s.")]
    [InlineData("""{"User":"app","Host":"%"}""", "'app@%' is listed, but nothing shows that this change created it. The service does not say when it was created.")]
    [InlineData("""{"User":"app","Host":"%","CreateTime":"2022-01-01 00:00:00"}""", "'app@%' existed before this change.")]
    public async Task What_was_seen_of_a_lost_creation_on_Tencent_Cloud_is_said(string item, string words)
    {
        using var stub = new Stub(request => request.Action == "CreateAccounts"
            ? StubAnswer.Dropped
            : new StubAnswer($$$"""{"Response":{"TotalCount":1,"Items":[{{{item}}}],"RequestId":"r"}}"""));

        DbAccountsException error = await Probe.ErrorAsync(() => Connected.To("TencentMySql", stub).ChangeAsync(
            new CreateAccount("app") { Password = Secret.From(Probe.Password), AllowedHost = ["%"] }, Fast));

        Assert.Equal(DbErrorId.OutcomeUnknown, error.ErrorId);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%", "10.0.0.1", """{"User":"app","Host":"10.0.0.1"}""", null)]
    [InlineData("%", "10.0.0.1", """{"User":"app","Host":"%"}""", "'app@%' is still listed.")]
    [InlineData("%", "10.0.0.1", """{"User":"other","Host":"%"}""", "'app@10.0.0.1' is not listed.")]
    public async Task A_lost_change_of_host_is_found_where_the_account_has_moved(string from, string to, string item, string? words)
    {
        using var stub = new Stub(request => request.Action == "ModifyAccountHost"
            ? StubAnswer.Dropped
            : new StubAnswer($$$"""{"Response":{"TotalCount":1,"Items":[{{{item}}}],"RequestId":"r"}}"""));
        Task<IReadOnlyList<DbJob>> changing = Connected.To("TencentMySql", stub).ChangeAsync(
            new ModifyAccount(new DbAccountIdentity("app", from)) { AllowedHost = [to] }, Fast);

        if (words is null)
        {
            Assert.Equal(DbJobState.Succeeded, Assert.Single(await changing).State);
        }
        else
        {
            DbAccountsException error = await Probe.ErrorAsync(() => changing);
            Assert.Equal(DbErrorId.OutcomeUnknown, error.ErrorId);
            Assert.Contains(words, error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"User":"app","Host":"%"}""", null)]
    [InlineData("""{"User":"other","Host":"%"}""", DbErrorId.AccountNotFound)]
    public async Task A_change_to_the_host_that_an_account_has_is_not_sent(string item, string? errorId)
    {
        using var stub = new Stub($$$"""{"Response":{"TotalCount":1,"Items":[{{{item}}}],"RequestId":"r"}}""");
        Task<IReadOnlyList<DbJob>> changing = Connected.To("TencentMySql", stub).ChangeAsync(
            new ModifyAccount(new DbAccountIdentity("app", "%")) { AllowedHost = ["%"] }, Fast);

        Assert.Equal(errorId, errorId is null ? null : (await Probe.ErrorAsync(() => changing)).ErrorId);
        if (errorId is null)
        {
            Assert.All(await changing, job => Assert.Equal(DbJobState.Succeeded, job.State));
        }

        Assert.DoesNotContain(stub.Requests, request => request.Action == "ModifyAccountHost");
    }

    private static async Task UnclearAsync(string service, string list)
    {
        using var stub = new Stub(request => request.Method == "DELETE" || request.Action is "RunClusterCustomService" or "DeleteAccounts"
            ? StubAnswer.Dropped
            : new StubAnswer(list));

        DbAccountsException error = await Probe.ErrorAsync(() => Probe.ChangeAsync(Connected.To(service, stub), Fast));

        Assert.Equal((DbErrorId.OutcomeUnknown, DbErrorCategory.ConnectionError), (error.ErrorId, error.Category));
        Assert.Equal(MostAttempts, stub.Changes().Count);
    }
}
