using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Engines;

/// <summary>What may be made twice is sent again where reading back can't settle what became of it.</summary>
public sealed class SentAgainTests
{
    private const int MostAttempts = 4;
    private const string Denied = "denied";
    private const string Missing = "missing";
    private static readonly DbAccountIdentity _app = new("app");

    public static TheoryData<string, AccountChange> Changes() => new()
    {
        { "MySqlPlus", new RemoveAccount(new DbAccountIdentity("app", "%")) },
        { "MySqlPlusAnalysis", new RemoveAccount(_app) },
        { "ChronusDB", new RemoveAccount(_app) },
        { "ChronusDB", new ResetPassword(_app, Secret.From("Passwd_123")) },
        { "ChronusDB", new ModifyAccount(_app) { AllowedHost = ["10.0.0.1"], Password = Secret.From("Passwd_123") } },
        { "Ddm", new RemoveAccount(_app) },
        { "Ddm", new ResetPassword(_app, Secret.From(Probe.Password)) },
        { "Ddm", new ModifyAccount(_app) { Description = "new" } },
        { "Ddm", new ChangePrivilege(OperationKind.GrantPrivilege, _app, Set("INSERT")) },
        { "Ddm", new ChangePrivilege(OperationKind.RevokePrivilege, _app, Set("SELECT")) },
        { "Ddm", new ChangePrivilege(OperationKind.SetPrivilege, _app, Set("INSERT")) },
        { "TencentMySql", new RemoveAccount(_app) },
        { "TencentMySql", new ResetPassword(_app, Secret.From(Probe.Password)) },
        { "TencentMySql", new ModifyAccount(_app) { Description = "new" } },
        { "TencentMySql", new ModifyAccount(_app) { MaxUserConnections = 5 } },
        { "TencentMySql", new ModifyAccount(_app) { AllowedHost = ["10.0.0.1"] } },
        { "TencentMySql", new ChangePrivilege(OperationKind.GrantPrivilege, _app, Set("INSERT")) },
        { "TencentMySql", new ChangePrivilege(OperationKind.RevokePrivilege, _app, Set("SELECT")) },
        { "TencentMySql", new ChangePrivilege(OperationKind.SetPrivilege, _app, Set("INSERT")) },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_is_sent_until_it_is_answered_four_times_at_most(string service, AccountChange operation)
    {
        foreach (int lost in new[] { 1, MostAttempts - 1, MostAttempts })
        {
            int sent = 0;
            using var stub = new Stub(request => !request.IsChange() ? Unchanged(service, request)
                : ++sent <= lost ? StubAnswer.Dropped
                : new StubAnswer(Answers.Accepted(service)));
            // What is read after an accepted change shows nothing of it here: that is another test's.
            Task<IReadOnlyList<DbJob>> changing = Connected.To(service, stub).ChangeAsync(
                operation, Probe.Fast with { Timeout = TimeSpan.FromMinutes(10) });

            if (lost == MostAttempts)
            {
                DbAccountsException error = await Probe.ErrorAsync(() => changing);
                Assert.Equal((DbErrorId.OutcomeUnknown, operation.Kind.ToString()), (error.ErrorId, error.Job?.Operation));
            }
            else if (service == "Ddm" && operation is ChangePrivilege)
            {
                Assert.Equal(DbErrorId.ChangeNotVerified, (await Probe.ErrorAsync(() => changing)).ErrorId);
            }
            else
            {
                Assert.Equal(service == "Ddm" ? DbJobState.Succeeded : DbJobState.Pending, Assert.Single(await changing).State);
            }

            Assert.Equal(Math.Min(lost + 1, MostAttempts), sent);
        }
    }

    [Theory]
    [InlineData("Ddm")]
    [InlineData("TencentMySql")]
    public async Task A_removal_that_is_sent_again_and_finds_no_account_was_made(string service)
    {
        int sent = 0;
        using var stub = new Stub(request => !request.IsChange() ? Unchanged(service, request) : ++sent == 1 ? StubAnswer.Dropped : Refusal(service, Missing));

        DbJob job = Assert.Single(await Connected.To(service, stub).ChangeAsync(new RemoveAccount(_app), Probe.Fast));

        Assert.Equal((DbJobState.Succeeded, "found by reading back"), (job.State, job.ServiceState));
    }

    [Theory]
    [InlineData("Ddm")]
    [InlineData("TencentMySql")]
    public async Task A_removal_that_is_refused_at_once_finds_no_account(string service)
    {
        using var stub = new Stub(request => request.IsChange() ? Refusal(service, Missing) : Unchanged(service, request));

        Assert.Equal(DbErrorId.AccountNotFound, (await Probe.ErrorAsync(() => Connected.To(service, stub).ChangeAsync(new RemoveAccount(_app), Probe.Fast))).ErrorId);
        Assert.Single(stub.Changes());
    }

    [Theory]
    [InlineData("Ddm", DbErrorId.AccessDenied)]
    [InlineData("TencentMySql", DbErrorId.OutcomeUnknown)]
    public async Task A_refusal_says_nothing_of_the_attempt_before_unless_that_was_not_made(string service, string errorId)
    {
        int sent = 0;
        using var stub = new Stub(request => !request.IsChange() ? Unchanged(service, request) : ++sent == 1 ? StubAnswer.Dropped : Refusal(service, Denied));

        DbAccountsException error = await Probe.ErrorAsync(() => Connected.To(service, stub).ChangeAsync(new RemoveAccount(_app), Probe.Fast));

        Assert.Equal(errorId, error.ErrorId);
        Assert.Contains("not allowed", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, sent);
    }

    [Theory]
    [InlineData(OperationKind.GrantPrivilege, "INSERT")]
    [InlineData(OperationKind.SetPrivilege, "INSERT")]
    public async Task Of_an_account_that_does_not_exist_the_refusal_holds_for_both(OperationKind kind, string privilege)
    {
        int sent = 0;
        using var stub = new Stub(request => !request.IsChange() ? Unchanged("TencentMySql", request)
            : ++sent == 1 ? StubAnswer.Dropped : Refusal("TencentMySql", Missing));

        DbAccountsException error = await Probe.ErrorAsync(
            () => Connected.To("TencentMySql", stub).ChangeAsync(new ChangePrivilege(kind, _app, Set(privilege)), Probe.Fast));

        Assert.Equal(DbErrorId.AccountNotFound, error.ErrorId);
    }

    [Fact]
    public async Task A_merge_that_is_sent_again_is_merged_with_what_the_account_holds_then()
    {
        int sent = 0;
        string[] held = ["SELECT"];
        using var stub = new Stub(request =>
        {
            if (!request.IsChange())
            {
                return Answers.DdmUsers("app", held, ["shop"]);
            }

            // Somebody else takes SELECT away while the first answer is lost.
            held = ++sent == 1 ? ["DELETE"] : [.. request.Json.GetProperty("base_authority").EnumerateArray().Select(one => one.GetString()!)];
            return sent == 1 ? StubAnswer.Dropped : "{ }";
        });

        await Connected.To("Ddm", stub).ChangeAsync(new ChangePrivilege(OperationKind.GrantPrivilege, _app, Set("INSERT")), Probe.Fast);

        Assert.Equal(["DELETE", "INSERT"], held);
    }

    [Fact]
    public async Task A_creation_waits_until_a_removal_of_its_account_is_settled()
    {
        int removals = 0;
        using var stub = new Stub(request => !request.IsChange() ? Unchanged("TencentMySql", request)
            : request.Action == "DeleteAccounts" && ++removals == 1 ? StubAnswer.Dropped
            : new StubAnswer(Answers.TencentTask()));
        DbInstance instance = Connected.To("TencentMySql", stub);
        var clock = new WaitedClock();

        Task removing = instance.ChangeAsync(new RemoveAccount(_app), new CallContext { Clock = clock });
        while (stub.Changes().Count == 0)
        {
            await Task.Delay(1);
        }

        TimeSpan before = clock.Elapsed;
        await Probe.CreateAsync(instance, new CallContext { Clock = clock });
        await removing;

        Assert.Equal(["DeleteAccounts", "DeleteAccounts", "CreateAccounts"], stub.Changes().Select(change => change.Action));
        // The removal that was lost may come as long as that.
        Assert.InRange((clock.Elapsed - before).TotalSeconds, 25, 60);
    }

    [Fact]
    public async Task Without_the_time_to_settle_a_change_is_not_sent()
    {
        int sent = 0;
        using var stub = new Stub(request => !request.IsChange() ? Unchanged("TencentMySql", request)
            : ++sent == 1 ? StubAnswer.Dropped : new StubAnswer(Answers.TencentTask()));
        DbInstance instance = Connected.To("TencentMySql", stub);
        var context = new CallContext { Clock = new WaitedClock() };
        await instance.ChangeAsync(new RemoveAccount(_app), context);

        DbAccountsException error = await Probe.ErrorAsync(() => Probe.CreateAsync(instance, context with { Timeout = TimeSpan.FromSeconds(10) }));

        Assert.Equal((DbErrorId.InstanceBusy, 2), (error.ErrorId, sent));
        Assert.EndsWith("This change was not sent.", error.Message, StringComparison.Ordinal);
        // Another account has nothing to wait for.
        await instance.ChangeAsync(new RemoveAccount(new DbAccountIdentity("other")), context with { Timeout = TimeSpan.FromSeconds(10) });
    }

    private static DbPrivilegeSet Set(params string[] privileges) => DbPrivilegeSet.Of([new DbPrivilegeTarget("shop")], privileges);

    private static StubAnswer Refusal(string service, string kind) => (service, kind) switch
    {
        ("Ddm", Missing) => new StubAnswer("""{"error_code":"DBS.300327","error_msg":"The account does not exist."}""", 400),
        ("Ddm", _) => new StubAnswer("""{"error_code":"APIGW.0302","error_msg":"not allowed"}""", 403),
        (_, Missing) => new StubAnswer(Answers.TencentError("InvalidParameterValue.UserNotExistError")),
        _ => new StubAnswer(Answers.TencentError("UnauthorizedOperation", "not allowed")),
    };

    // The account as it was before, whatever was sent.
    private static StubAnswer Unchanged(string service, StubRequest request) => request.Action switch
    {
        "" => new StubAnswer(request.Target.EndsWith("/users", StringComparison.Ordinal) || request.Target.Contains("/users?", StringComparison.Ordinal)
            ? Answers.DdmUsers(("app", null)) : "{}"),
        "DescribeAccounts" => Answers.TencentAccounts(("app", "%", null)),
        "DescribeAccountPrivileges" => Answers.TencentPrivileges(shop: "SELECT"),
        "DescribeJobs" => """{"ret_code":0,"total_count":0,"job_set":[]}""",
        "DescribeClusters" => """{"ret_code":0,"total_count":1,"cluster_set":[{"cluster_id":"cl","display_tabs":{"users":{}}}]}""",
        _ => $$$"""{"ret_code":0,"display_tabs":{"labels":["user","host"],"data":[["app","{{{(service == "MySqlPlus" ? "%" : "10.0.0.2")}}}"]]}}""",
    };
}
