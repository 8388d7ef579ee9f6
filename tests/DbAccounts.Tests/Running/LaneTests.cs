using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Running;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Running;

/// <summary>Changes go side by side as far as the service allows, and in order where the order matters.</summary>
public sealed class LaneTests
{
    [Theory]
    [InlineData("MySqlPlus", 8)]
    [InlineData("MySqlPlusAnalysis", 8)]
    [InlineData("ChronusDB", 8)]
    [InlineData("Ddm", 1)]
    [InlineData("TencentMySql", 8)]
    public async Task As_many_requests_are_under_way_as_the_catalogue_says(string service, int most)
    {
        var time = TimeSpan.FromMilliseconds(100);
        int now = 0, seen = 0;
        using var stub = new Stub(request =>
        {
            if (!request.IsChange())
            {
                return Probe.Answer(service);
            }

            seen = Math.Max(seen, Interlocked.Increment(ref now));
            // Just before the answer, which takes a little longer.
            Task.Delay(time - TimeSpan.FromMilliseconds(20)).ContinueWith(_ => Interlocked.Decrement(ref now), TaskScheduler.Default);
            return new StubAnswer(Answers.Accepted(service)) { Delay = time };
        });

        IReadOnlyList<Runs.Outcome> outcomes = await Connected.To(service, stub).RunAsync(Creations(service, 24));

        Assert.Equal(24, stub.Changes().Count);
        Assert.Equal(24, outcomes.Count(outcome => outcome is { Job: not null, Error: null }));
        Assert.InRange(seen, Math.Min(most, 4), most);
    }

    [Fact]
    public async Task What_becomes_of_changes_is_told_in_the_order_in_which_they_came()
    {
        int next = 0;
        using var stub = new Stub(_ => new StubAnswer(Answers.QingCloudJob()) { Delay = TimeSpan.FromMilliseconds(Interlocked.Increment(ref next) % 3 * 15) });

        IReadOnlyList<Runs.Outcome> outcomes = await Connected.To("MySqlPlus", stub).RunAsync(Creations("MySqlPlus", 30));

        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"a{i:00}@%"), outcomes.Select(outcome => outcome.Subject));
    }

    [Fact]
    public async Task A_change_that_takes_long_holds_up_what_became_of_the_others_for_a_moment_only()
    {
        var release = new TaskCompletionSource();
        var told = new ConcurrentQueue<string>();
        var five = new TaskCompletionSource();
        int next = 0;
        using var stub = new Stub(request => request.Action == "DescribeJobs"
            ? Answers.QingCloudJobs([.. Enumerable.Range(1, 6).Select(i => ($"j-{i}", i > 1 || release.Task.IsCompleted ? "successful" : "working"))])
            : Answers.QingCloudJob($"j-{Interlocked.Increment(ref next)}"));
        DbInstance instance = Connected.To("MySqlPlus", stub);
        var run = new ChangeRun(new ChangeRunOptions { Wait = true }, Runs.Quick);
        foreach (AccountChange change in Creations("MySqlPlus", 6))
        {
            run.Add(instance, await instance.PlanAsync(change), outcome =>
            {
                told.Enqueue(change.Subject);
                if (told.Count == 5)
                {
                    five.SetResult();
                }
            });
        }

        await five.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.DoesNotContain("a00@%", told);
        release.SetResult();
        await run.CompleteAsync();
        Assert.Equal("a00@%", told.Last());
    }

    [Fact]
    public async Task Changes_of_one_account_follow_one_another()
    {
        var running = new HashSet<string>();
        bool isMixed = false;
        using var stub = new Stub(request =>
        {
            string user = request.ServiceParams.GetProperty("user").GetString()!;
            lock (running)
            {
                isMixed |= !running.Add(user);
            }

            Task.Delay(5).ContinueWith(
                _ =>
                {
                    lock (running)
                    {
                        running.Remove(user);
                    }
                },
                TaskScheduler.Default);
            return new StubAnswer(Answers.QingCloudJob()) { Delay = TimeSpan.FromMilliseconds(30) };
        });
        AccountChange[] changes =
        [
            .. Enumerable.Range(0, 20).Select(i => (AccountChange)new RemoveAccount(new DbAccountIdentity($"u{i % 4}@%"))),
        ];

        await Connected.To("MySqlPlus", stub).RunAsync(changes);

        Assert.False(isMixed);
        Assert.Equal(20, stub.Changes().Count);
    }

    [Fact]
    public async Task All_accounts_of_a_pipeline_are_created_before_the_first_grant_and_the_grants_travel_together()
    {
        int next = 0;
        using var stub = new Stub(request => request.Action switch
        {
            "DescribeAsyncRequestInfo" => Answers.TencentStatus("SUCCESS"),
            _ => Answers.TencentTask($"t-{Interlocked.Increment(ref next)}"),
        });

        IReadOnlyList<Runs.Outcome> outcomes = await Connected.To("TencentMySql", stub).RunAsync(Creations("TencentMySql", 12).Select(
            change => (AccountChange)((CreateAccount)change with { Privilege = ["SELECT"], Database = ["shop"] })));

        string[] actions = [.. stub.Changes().Select(request => request.Action)];
        Assert.Equal(12, actions.TakeWhile(action => action == "CreateAccounts").Count());
        Assert.Equal("ModifyAccountPrivileges", Assert.Single(actions.Skip(12)));
        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        Assert.Equal(12, outcomes.Count(outcome => outcome.Job?.Operation == "CreateAccount"));
        Assert.Equal(12, outcomes.Single(outcome => outcome.Job?.Operation == "GrantPrivilege").Job!.Account.Length);
    }

    [Fact]
    public async Task The_first_request_goes_alone_until_the_run_may_proceed()
    {
        using var stub = new Stub(Answers.QingCloudJob());
        DbInstance instance = Connected.To("MySqlPlus", stub);
        var told = new TaskCompletionSource();
        var run = new ChangeRun(Runs.Options with { FirstAlone = true }, Runs.Quick);
        foreach (AccountChange change in Creations("MySqlPlus", 5))
        {
            run.Add(instance, await instance.PlanAsync(change), _ => told.TrySetResult());
        }

        await told.Task;
        await Task.Delay(50);
        Assert.Single(stub.Changes());

        run.Proceed();
        await run.CompleteAsync();
        Assert.Equal(5, stub.Changes().Count);
    }

    [Fact]
    public async Task Nothing_is_sent_after_it_was_canceled()
    {
        using var cancellation = new CancellationTokenSource();
        using var stub = new Stub(_ =>
        {
            cancellation.Cancel();
            return Answers.QingCloudJob();
        });
        DbInstance instance = Connected.To("MySqlPlus", stub);
        var context = new CallContext { Cancellation = cancellation.Token };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => instance.RunAsync(Creations("MySqlPlus", 20), context: context));

        int sent = stub.Requests.Count;
        await Task.Delay(50);
        Assert.Equal(sent, stub.Requests.Count);
        Assert.InRange(sent, 1, 2);
    }

    [Fact]
    public async Task What_was_under_way_when_it_was_canceled_is_heard()
    {
        using var cancellation = new CancellationTokenSource();
        int next = 0;
        using var stub = new Stub(_ => new StubAnswer(Answers.QingCloudJob($"j-{Interlocked.Increment(ref next)}")) { Delay = TimeSpan.FromMilliseconds(next > 1 ? 150 : 0) });
        DbInstance instance = Connected.To("MySqlPlus", stub);
        var run = new ChangeRun(Runs.Options, new CallContext { Cancellation = cancellation.Token });
        var accepted = new ConcurrentQueue<string>();
        foreach (AccountChange change in Creations("MySqlPlus", 20))
        {
            run.Add(instance, await instance.PlanAsync(change), _ => { }, job => accepted.Enqueue(job.Id!));
        }

        while (stub.Requests.Count < 3)
        {
            await Task.Delay(5);
        }

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(run.CompleteAsync);
        Assert.Single(accepted);
        await run.QuietAsync();

        Assert.Equal(stub.Requests.Count, accepted.Count);
        Assert.InRange(accepted.Count, 3, 8);
    }

    [Fact]
    public async Task A_change_that_had_to_wait_for_another_of_its_account_goes_before_those_that_came_later()
    {
        using var stub = new Stub(_ => new StubAnswer(Answers.QingCloudJob()) { Delay = TimeSpan.FromMilliseconds(5) });
        DbAccountIdentity[] accounts = [new("u@%"), new("u@%"), .. Enumerable.Range(0, 30).Select(i => new DbAccountIdentity($"a{i}@%"))];

        await Connected.To("MySqlPlus", stub).RunAsync(accounts.Select(account => new RemoveAccount(account)));

        string[] sent = [.. stub.Changes().Select(request => request.ServiceParams.GetProperty("user").GetString()!)];
        Assert.InRange(Array.LastIndexOf(sent, "u"), 1, 10);
    }

    [Fact]
    public async Task A_removal_whose_answer_was_lost_is_not_refuted_by_something_that_is_not_there()
    {
        int sent = 0;
        using var stub = new Stub(request => request.Action switch
        {
            "RunClusterCustomService" => ++sent == 1
                ? StubAnswer.Dropped
                : """{"action":"RunClusterCustomServiceResponse","ret_code":2100,"message":"user u does not exist"}""",
            _ => Answers.QingCloudJobs(),
        });

        IReadOnlyList<Runs.Outcome> outcomes = await Connected.To("MySqlPlus", stub).RunAsync([new RemoveAccount(new DbAccountIdentity("u@%"))]);

        Assert.Equal(2, sent);
        Assert.Equal("OutcomeUnknown", Assert.Single(outcomes).Error?.ErrorId);
    }

    [Fact]
    public async Task One_instance_that_does_not_answer_holds_up_no_other()
    {
        using var slow = new Stub(_ => new StubAnswer("") { Delay = TimeSpan.FromSeconds(30) });
        using var quick = new Stub(Answers.QingCloudJob());
        using var cancellation = new CancellationTokenSource();
        DbInstance[] instances = [Connected.To("MySqlPlus", slow), Connected.To("MySqlPlus", quick)];
        var context = new CallContext { Cancellation = cancellation.Token };
        var run = new ChangeRun(Runs.Options with { Wait = true }, context);
        var done = new CountdownEvent(10);
        foreach ((AccountChange change, int i) in Creations("MySqlPlus", 20).Select((change, i) => (change, i)))
        {
            run.Add(instances[i % 2], await instances[i % 2].PlanAsync(change), _ => { }, _ => done.Signal());
        }

        Assert.True(done.Wait(TimeSpan.FromSeconds(20)));
        Assert.Equal(10, quick.Changes().Count);
        await cancellation.CancelAsync();
    }

    private static IEnumerable<AccountChange> Creations(string service, int count) => Enumerable.Range(0, count).Select(i => Check.Good(service, $"a{i:00}") with
    {
        Account = service is "MySqlPlus" or "TencentMySql" ? new DbAccountIdentity($"a{i:00}", "%") : new DbAccountIdentity($"a{i:00}", null),
    });
}
