using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Engines.Cloud.TencentCloud;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Engines;

/// <summary>The time allowed bounds the waiting for turns, for limits and for what is read back, and errors say what was not sent.</summary>
public sealed class TimeAllowedTests
{
    // So slow that no machine is: its seconds don't pass while a test runs.
    private static Clock Slow => new(0.001);

    [Fact]
    public async Task A_change_that_gets_no_turn_on_its_instance_is_not_sent()
    {
        using var stub = new Stub(new StubAnswer("{ }") { Delay = TimeSpan.FromMinutes(5) });
        using var cancel = new CancellationTokenSource();
        Task first = Probe.ChangeAsync(Connected.To("Ddm", stub), new CallContext { Cancellation = cancel.Token });
        await UntilAsync(() => stub.Requests.Count == 1);

        DbAccountsException error = await Probe.ErrorAsync(
            () => Probe.ChangeAsync(Connected.To("Ddm", stub), new CallContext { Timeout = TimeSpan.FromSeconds(0.2) }));

        Assert.Equal((DbErrorId.InstanceBusy, DbErrorCategory.ResourceBusy), (error.ErrorId, error.Category));
        Assert.EndsWith("This one was not sent.", error.Message, StringComparison.Ordinal);
        Assert.Contains("-Timeout", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(stub.Requests);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    [Fact]
    public async Task A_turn_is_passed_on_in_time()
    {
        using var stub = new Stub(new StubAnswer("{ }") { Delay = TimeSpan.FromSeconds(0.2) });

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Probe.ChangeAsync(Connected.To("Ddm", stub))));

        Assert.Equal(3, stub.Changes().Count);
    }

    [Theory]
    [ClassData(typeof(ProviderData))]
    public async Task A_turn_that_is_free_is_taken_without_any_time(string service)
    {
        using var stub = new Stub(Answers.Accepted(service));

        await Probe.ChangeAsync(Connected.To(service, stub), Probe.NoPatience);

        Assert.Single(stub.Changes());
    }

    [Fact]
    public async Task Canceling_ends_the_wait_for_a_turn()
    {
        using var stub = new Stub(new StubAnswer("{ }") { Delay = TimeSpan.FromMinutes(5) });
        using var cancel = new CancellationTokenSource();
        Task[] changes = [.. Enumerable.Range(0, 2).Select(_ => Probe.ChangeAsync(Connected.To("Ddm", stub), new CallContext { Cancellation = cancel.Token }))];
        await UntilAsync(() => stub.Requests.Count == 1);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => changes[0]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => changes[1]);
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task A_request_that_its_limit_leaves_no_turn_is_not_sent()
    {
        using var stub = new Stub(Answers.TencentTask());
        DbInstance instance = Connected.To("TencentMySql", stub);
        var context = new CallContext { Clock = Slow, Timeout = TimeSpan.FromSeconds(0.5) };
        int allowed = (int)TencentMySqlInfo.Info.Rate("DeleteAccounts")!.Value;
        for (int i = 0; i < allowed; i++)
        {
            await Probe.ChangeAsync(instance, context);
        }

        DbAccountsException error = await Probe.ErrorAsync(() => Probe.ChangeAsync(instance, context));

        Assert.Equal((DbErrorId.Throttled, DbErrorCategory.LimitsExceeded), (error.ErrorId, error.Category));
        Assert.EndsWith($"the limit of {allowed} requests a second left it no turn in the time allowed. It was not sent.", error.Message, StringComparison.Ordinal);
        Assert.Equal(allowed, stub.Requests.Count);
    }

    [Fact]
    public async Task A_request_behind_others_that_wait_for_their_limit_is_not_sent()
    {
        using var stub = new Stub(Answers.TencentTask());
        using var cancel = new CancellationTokenSource();
        DbInstance instance = Connected.To("TencentMySql", stub);
        var context = new CallContext { Clock = Slow, Cancellation = cancel.Token };
        int allowed = (int)TencentMySqlInfo.Info.Rate("DeleteAccounts")!.Value;
        // Changes of one account would wait for each other.
        Task ChangeAsync(string account, CallContext call) => instance.ChangeAsync(new RemoveAccount(new DbAccountIdentity(account)), call);
        for (int i = 0; i < allowed; i++)
        {
            await ChangeAsync("app" + i, context);
        }

        Task waiting = ChangeAsync("waiting", context);
        DbAccountsException error = await Probe.ErrorAsync(() => ChangeAsync("late", context with { Timeout = TimeSpan.FromSeconds(0.0002) }));

        Assert.Equal(DbErrorId.Throttled, error.ErrorId);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(allowed, stub.Requests.Count);
    }

    [Theory]
    [InlineData("Ddm")]
    [InlineData("TencentMySql")]
    [InlineData("MySqlPlus")]
    public async Task A_read_back_ends_with_the_time_allowed(string service)
    {
        // The first look comes after half a second at the earliest.
        using var stub = new Stub(StubAnswer.Dropped);

        DbAccountsException error = await Probe.ErrorAsync(
            () => Probe.ChangeAsync(Connected.To(service, stub), new CallContext { Timeout = TimeSpan.FromSeconds(0.4) }));

        Assert.Equal((DbErrorId.OutcomeUnknown, DbErrorCategory.ConnectionError), (error.ErrorId, error.Category));
        Assert.EndsWith("The time allowed was over before reading back could show it.", error.Message, StringComparison.Ordinal);
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task A_read_back_that_is_not_answered_ends_with_the_time_allowed()
    {
        // The first look comes after two seconds, and is given no second of its own.
        using var stub = new Stub(request => request.Method == "DELETE" ? StubAnswer.Dropped : new StubAnswer("{}") { Delay = TimeSpan.FromMinutes(5) });

        DbAccountsException error = await Probe.ErrorAsync(
            () => Probe.ChangeAsync(Connected.To("Ddm", stub), new CallContext { Timeout = TimeSpan.FromSeconds(2.6) }));

        Assert.EndsWith("The time allowed was over before reading back could show it.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_too_little_time_is_left_to_prepare_is_not_sent()
    {
        using var stub = new Stub(request => request.Method == "PUT" ? "{ }" : Answers.DdmUsers("app", ["SELECT"], ["shop"]));
        DbInstance instance = Connected.To("Ddm", stub);
        var context = new CallContext { Clock = Slow, Timeout = TimeSpan.FromSeconds(1) };
        await instance.ChangeAsync(new ModifyAccount(new DbAccountIdentity("app")) { Privilege = ["UPDATE"] }, context);

        DbAccountsException error = await Probe.ErrorAsync(() => instance.ChangeAsync(
            new ChangePrivilege(OperationKind.GrantPrivilege, new DbAccountIdentity("app"), DbPrivilegeSet.From([(new("shop"), ["INSERT"])])), context));

        Assert.Equal((DbErrorId.InstanceBusy, DbErrorCategory.ResourceBusy), (error.ErrorId, error.Category));
        Assert.EndsWith("This change was not sent.", error.Message, StringComparison.Ordinal);
        Assert.Single(stub.Requests, request => request.Method == "PUT");
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (int i = 0; i < 4000 && !condition(); i++)
        {
            await Task.Delay(5);
        }
    }
}
