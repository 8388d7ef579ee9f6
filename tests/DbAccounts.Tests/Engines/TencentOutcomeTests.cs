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

/// <summary>What is claimed of a change of privileges on TencentMySql, and of tasks that don't end as they should.</summary>
public sealed class TencentOutcomeTests
{
    private static readonly DbAccountIdentity _app = new("app", "%");

    [Theory]
    [InlineData("INSERT", "", null)]
    // What no document names can't be taken away by this API.
    [InlineData("INSERT", "USAGE", null)]
    [InlineData("INSERT, SELECT", "", "it still holds SELECT ON shop.*")]
    [InlineData("INSERT", "PROCESS", "it still holds PROCESS ON *.*")]
    [InlineData("SELECT", "", "it still holds SELECT ON shop.*, and it does not hold INSERT ON shop.*")]
    [InlineData("", "", "it does not hold INSERT ON shop.*")]
    public async Task A_replacement_that_is_waited_for_is_read_back(string shop, string global, string? difference)
    {
        bool isDone = false;
        using var stub = new Stub(request =>
        {
            isDone |= request.IsChange();
            return request.IsChange() ? Answers.TencentTask()
                : request.Action == "DescribeAsyncRequestInfo" ? Answers.TencentStatus("SUCCESS")
                : isDone ? Answers.TencentPrivileges(shop, global) : Answers.TencentPrivileges("SELECT");
        });

        (DbJob job, DbAccountsException? error) = Assert.Single(await Connected.To("TencentMySql", stub).RunAsync(Change(OperationKind.SetPrivilege, "INSERT"), Probe.Fast));

        Assert.Equal(difference is null ? null : DbErrorId.ChangeNotVerified, error?.ErrorId);
        Assert.Equal(difference is null ? DbJobState.Succeeded : DbJobState.Unknown, job.State);
        if (difference is not null)
        {
            Assert.Equal($"cdb-f35wr6wj (TencentMySql) accepted the change of 'app@%', but {difference} when it is read again.", error!.Message);
            Assert.Same(error.Job!.Id, job.Id);
        }
    }

    [Fact]
    public async Task A_replacement_that_can_not_be_read_back_is_not_verified()
    {
        bool isDone = false;
        using var stub = new Stub(request =>
        {
            isDone |= request.IsChange();
            return request.IsChange() ? Answers.TencentTask()
                : request.Action == "DescribeAsyncRequestInfo" ? Answers.TencentStatus("SUCCESS")
                : isDone ? Answers.TencentError("UnauthorizedOperation") : Answers.TencentPrivileges("SELECT");
        });

        (DbJob job, DbAccountsException? error) = Assert.Single(await Connected.To("TencentMySql", stub).RunAsync(Change(OperationKind.SetPrivilege, "INSERT"), Probe.Fast));

        Assert.Equal((DbErrorId.ChangeNotVerified, DbJobState.Unknown), (error?.ErrorId, job.State));
        Assert.Contains("could not be read again", error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replacement_whose_reading_lags_behind_is_verified()
    {
        int reads = 0;
        using var stub = new Stub(request => request.IsChange() ? Answers.TencentTask()
            : request.Action == "DescribeAsyncRequestInfo" ? Answers.TencentStatus("SUCCESS")
            // The first is the plan's.
            : Answers.TencentPrivileges(++reads <= 2 ? "SELECT" : "INSERT"));

        (DbJob job, DbAccountsException? error) = Assert.Single(await Connected.To("TencentMySql", stub).RunAsync(Change(OperationKind.SetPrivilege, "INSERT"), Probe.Fast));

        Assert.Equal((null, DbJobState.Succeeded, 3), (error, job.State, reads));
    }

    [Theory]
    [InlineData("SELECT", "", "SELECT", "SELECT", null)]
    [InlineData("SELECT", "", "SELECT, INSERT", "SELECT", "'app@%' does not hold INSERT ON shop.*, so there is no such grant to revoke.")]
    [InlineData("", "SELECT", "SELECT", null, "Nothing is revoked from 'app@%', as it does not hold SELECT ON shop.*. 'app@%' can still do the same by SELECT ON *.*.")]
    [InlineData("SELECT", "SELECT", "SELECT", "SELECT", "'app@%' can still do the same by SELECT ON *.*.")]
    public async Task A_revoke_takes_away_what_is_held_and_says_what_is_not(string shop, string global, string asked, string? sent, string? warning)
    {
        using var stub = new Stub(request => request.IsChange() ? Answers.TencentTask() : Answers.TencentPrivileges(shop, global));
        var warnings = new List<string>();
        var context = Probe.Fast with { Warning = warnings.Add };
        DbInstance instance = Connected.To("TencentMySql", stub);
        ChangePrivilege revoke = Change(OperationKind.RevokePrivilege, asked.Split(", "));

        ChangePlan plan = await instance.PlanAsync(revoke, context);
        DbJob job = await instance.ApplyAsync(Assert.Single(plan.Steps), context);

        Assert.Equal(warning is null ? [] : [warning], warnings);
        Assert.Equal(sent is null ? [] : [$$"""[{"Database":"shop","Privileges":["{{sent}}"]}]"""],
            stub.Changes().Select(change => change.Json.GetProperty("DatabasePrivileges").GetRawText()));
        Assert.Equal(sent is null ? (DbJobState.Succeeded, "nothing to change") : (DbJobState.Pending, null), (job.State, job.ServiceState));
        Assert.Equal(sent is null, plan.Description.EndsWith("nothing has to be changed, so nothing is sent", StringComparison.Ordinal));
        Assert.Single(stub.Requests, request => request.Action == "DescribeAccountPrivileges");
    }

    [Fact]
    public async Task A_revoke_of_what_a_task_under_way_may_give_is_sent()
    {
        using var stub = new Stub(request => request.IsChange() ? Answers.TencentTask() : Answers.TencentPrivileges());
        DbInstance instance = Connected.To("TencentMySql", stub);
        var warnings = new List<string>();
        var context = Probe.Fast with { Warning = warnings.Add };
        await instance.ChangeAsync(Change(OperationKind.GrantPrivilege, "SELECT"), context);

        await instance.ChangeAsync(Change(OperationKind.RevokePrivilege, "SELECT"), context);

        Assert.Equal(2, stub.Changes().Count);
        Assert.Empty(warnings);
    }

    [Fact]
    public async Task A_revoke_after_a_grant_that_reading_does_not_show_yet_is_read_again()
    {
        int reads = 0;
        using var stub = new Stub(request => request.IsChange() ? Answers.TencentTask()
            : request.Action == "DescribeAsyncRequestInfo" ? Answers.TencentStatus("SUCCESS")
            : Answers.TencentPrivileges(++reads == 1 ? "" : "SELECT"));
        DbInstance instance = Connected.To("TencentMySql", stub);
        var context = new CallContext { Clock = new WaitedClock() };
        await instance.RunAsync(Change(OperationKind.GrantPrivilege, "SELECT"), context);

        await instance.ChangeAsync(Change(OperationKind.RevokePrivilege, "SELECT"), context);

        Assert.Equal((2, 2), (reads, stub.Changes().Count));
    }

    [Fact]
    public async Task A_revoke_goes_on_where_the_key_may_not_read_and_says_so()
    {
        using var stub = new Stub(request => request.IsChange() ? Answers.TencentTask() : Answers.TencentError("UnauthorizedOperation"));
        var warnings = new List<string>();

        await Connected.To("TencentMySql", stub).ChangeAsync(Change(OperationKind.RevokePrivilege, "SELECT"), Probe.Fast with { Warning = warnings.Add });

        Assert.StartsWith("What 'app@%' holds can't be read, so whether this revoke takes anything away is not known:", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Single(stub.Changes());
    }

    [Theory]
    // The attempt whose answer was lost has removed it: the task of the second finds nothing.
    [InlineData("FAILED", false, DbJobState.Succeeded, null)]
    [InlineData("KILLED", false, DbJobState.Succeeded, null)]
    // Neither has.
    [InlineData("FAILED", true, DbJobState.Failed, DbErrorId.JobFailed)]
    [InlineData("SUCCESS", false, DbJobState.Succeeded, null)]
    public async Task A_task_that_fails_when_its_change_was_sent_twice_is_looked_after(string status, bool isListed, DbJobState state, string? errorId)
    {
        int sent = 0;
        using var stub = new Stub(request => request.IsChange() ? (++sent == 1 ? StubAnswer.Dropped : Answers.TencentTask())
            : request.Action == "DescribeAsyncRequestInfo" ? Answers.TencentStatus(status)
            : Answers.TencentAccounts(isListed || sent == 1 ? [("app", "%", null)] : []));

        (DbJob job, DbAccountsException? error) = Assert.Single(await Connected.To("TencentMySql", stub).RunAsync(new RemoveAccount(_app), Probe.Fast));

        Assert.Equal((state, errorId, 2), (job.State, error?.ErrorId, sent));
    }

    [Fact]
    public async Task A_task_that_fails_when_its_change_was_sent_twice_leaves_it_unknown_where_nothing_can_be_read()
    {
        int sent = 0;
        using var stub = new Stub(request => request.IsChange() ? (++sent == 1 ? StubAnswer.Dropped : Answers.TencentTask())
            : request.Action == "DescribeAsyncRequestInfo" ? Answers.TencentStatus("FAILED", "no such user")
            : sent == 1 ? Answers.TencentAccounts(("app", "%", null)) : Answers.TencentError("UnauthorizedOperation"));

        (DbJob job, DbAccountsException? error) = Assert.Single(await Connected.To("TencentMySql", stub).RunAsync(new RemoveAccount(_app), Probe.Fast));

        Assert.Equal((DbJobState.Unknown, DbErrorId.OutcomeUnknown), (job.State, error?.ErrorId));
        Assert.Contains("It had been sent before, and the answer was lost", error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, DbJobState.Succeeded, null)]
    [InlineData(true, DbJobState.Pending, DbErrorId.JobNotFound)]
    public async Task What_became_of_a_task_that_nobody_knows_any_more_the_account_may_show(bool isListed, DbJobState state, string? errorId)
    {
        using var stub = new Stub(request => request.IsChange() ? Answers.TencentTask()
            : request.Action == "DescribeAsyncRequestInfo" ? Answers.TencentError("InvalidParameter.InvalidAsyncRequestId")
            : Answers.TencentAccounts(isListed ? [("app", "%", null)] : []));

        (DbJob job, DbAccountsException? error) = Assert.Single(await Connected.To("TencentMySql", stub).RunAsync(new RemoveAccount(_app), Probe.Fast));

        Assert.Equal((state, errorId), (job.State, error?.ErrorId));
    }

    private static ChangePrivilege Change(OperationKind kind, params string[] privileges) =>
        new(kind, _app, DbPrivilegeSet.Of([new DbPrivilegeTarget("shop")], privileges));
}
