using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Running;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Running;

public sealed class JobWaiterTests
{
    private readonly ConcurrentQueue<(DbJob Job, DbAccountsException? Error)> _ended = new();

    [Fact]
    public async Task Forty_jobs_are_waited_for_in_a_handful_of_requests()
    {
        int looks = 0;
        using var stub = new Stub(request => Jobs(request, Interlocked.Increment(ref looks) < 3 ? "working" : "successful"));

        await WaitAsync(Connected.To("MySqlPlus", stub), [.. Enumerable.Range(1, 40).Select(i => $"j-{i}")]);

        Assert.Equal(40, _ended.Count(job => job is { Error: null, Job.State: DbJobState.Succeeded }));
        Assert.Equal(3, stub.Requests.Count);
        Assert.All(stub.Requests, request => Assert.Equal("j-40", request.Parameters["jobs.40"]));
    }

    [Fact]
    public async Task More_than_a_hundred_jobs_take_a_second_request()
    {
        using var stub = new Stub(request => Jobs(request, "successful"));

        await WaitAsync(Connected.To("MySqlPlus", stub), [.. Enumerable.Range(1, 130).Select(i => $"j-{i}")]);

        Assert.Equal(130, _ended.Count);
        Assert.Equal([100, 30], stub.Requests.Select(request => request.Parameters.Keys.Count(name => name.StartsWith("jobs.", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Jobs_are_taken_while_others_are_waited_for()
    {
        using var stub = new Stub(request => Jobs(request, request.Parameters.ContainsValue("j-2") ? "successful" : "working"));
        DbInstance instance = Connected.To("MySqlPlus", stub);
        JobWaiter waiter = Waiter(new CallContext());
        Task running = waiter.RunAsync();
        waiter.Add(instance, new DbJob { Id = "j-1" });
        await UntilAsync(() => stub.Requests.Count > 0);

        waiter.Add(instance, new DbJob { Id = "j-2" });
        waiter.Complete();
        await running;

        Assert.Equal((2, 2, 0), (_ended.Count, waiter.Total, waiter.Open));
    }

    [Fact]
    public async Task Any_ends_with_the_first_job_though_another_is_added_meanwhile()
    {
        using var stub = new Stub(request => Jobs(request, "working", ended: "j-2"));
        DbInstance instance = Connected.To("MySqlPlus", stub);
        JobWaiter waiter = null!;
        waiter = new JobWaiter(
            Options with { Any = true },
            new CallContext(),
            (job, error) =>
            {
                _ended.Enqueue((job, error));
                waiter.Add(instance, new DbJob { Id = "j-3" });
                return Task.CompletedTask;
            });
        waiter.Add(instance, new DbJob { Id = "j-1" });
        waiter.Add(instance, new DbJob { Id = "j-2" });

        await waiter.RunAsync();

        Assert.Equal("j-2", Assert.Single(_ended).Job.Id);
        Assert.Equal(2, waiter.Open);
    }

    [Fact]
    public async Task A_late_job_is_a_timeout_and_does_not_wait_for_the_next_look()
    {
        using var stub = new Stub(request => Jobs(request, "working"));
        var clock = Stopwatch.StartNew();

        await WaitAsync(Connected.To("MySqlPlus", stub), ["j-1"], new() { PollingInterval = TimeSpan.FromMinutes(5), Timeout = TimeSpan.FromSeconds(0.3) });

        (DbJob job, DbAccountsException? error) = Assert.Single(_ended);
        Assert.Equal((DbJobState.Running, DbErrorId.JobTimeout, DbErrorCategory.OperationTimeout), (job.State, error!.ErrorId, error.Category));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.29, 60);
    }

    [Fact]
    public async Task A_wait_may_be_without_end()
    {
        using var stub = new Stub(request => Jobs(request, "successful"));

        await WaitAsync(Connected.To("MySqlPlus", stub), ["j-1"], Options with { Timeout = TimeSpan.MaxValue });

        Assert.Null(Assert.Single(_ended).Error);
    }

    [Fact]
    public async Task A_service_that_throttles_does_not_hold_up_the_timeout()
    {
        using var stub = new Stub(Answers.TencentError("RequestLimitExceeded"));
        var clock = Stopwatch.StartNew();

        await WaitAsync(Connected.To("TencentMySql", stub), ["a-1"], Options with { Timeout = TimeSpan.FromSeconds(1) });

        Assert.Equal(DbErrorId.JobTimeout, Assert.Single(_ended).Error!.ErrorId);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.9, 120);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_does_not_hold_up_the_timeout()
    {
        using var stub = new Stub(new StubAnswer("") { Delay = TimeSpan.FromMinutes(10) });

        await WaitAsync(Connected.To("TencentMySql", stub), ["a-1"], Options with { Timeout = TimeSpan.FromSeconds(0.2) });

        Assert.Equal(DbErrorId.JobTimeout, Assert.Single(_ended).Error!.ErrorId);
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("done with failure")]
    public async Task A_failed_job_comes_with_the_services_own_code(string status)
    {
        using var stub = new Stub(request => Jobs(request, status));

        await WaitAsync(Connected.To("MySqlPlus", stub), ["j-1"]);

        (DbJob job, DbAccountsException? error) = Assert.Single(_ended);
        Assert.Equal((DbJobState.Failed, status, "err_code225"), (job.State, job.ServiceState, job.ErrorCode));
        Assert.Equal((DbErrorId.JobFailed, DbErrorCategory.InvalidResult, "err_code225"), (error!.ErrorId, error.Category, error.ServiceCode));
        Assert.Equal(new DateTime(2022, 1, 4, 8, 57, 9, DateTimeKind.Utc), job.CompletedAt);
    }

    [Fact]
    public async Task A_failed_task_comes_with_the_services_own_text()
    {
        using var stub = new Stub(Answers.TencentStatus("FAILED", "账号已存在"));

        await WaitAsync(Connected.To("TencentMySql", stub), ["a-1"]);

        Assert.Contains("failed: 账号已存在", Assert.Single(_ended).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_that_fails_meanwhile_does_not_end_the_wait()
    {
        int looks = 0;
        using var stub = new Stub(request => Interlocked.Increment(ref looks) <= 5 ? new StubAnswer("<html>", 504) : Jobs(request, "successful"));

        await WaitAsync(Connected.To("MySqlPlus", stub), ["j-1"]);

        Assert.Null(Assert.Single(_ended).Error);
    }

    [Fact]
    public async Task A_wrong_key_ends_the_wait_for_every_job()
    {
        using var stub = new Stub(Answers.QingCloudError(1200));

        await WaitAsync(Connected.To("MySqlPlus", stub), ["j-1", "j-2"]);

        Assert.Equal([DbErrorId.AuthenticationFailed, DbErrorId.AuthenticationFailed], _ended.Select(job => job.Error!.ErrorId));
    }

    [Fact]
    public async Task A_job_that_the_service_does_not_know_yet_is_looked_for_however_often_that_is()
    {
        int looks = 0;
        using var stub = new Stub(request => Jobs(request, "successful", hidden: Interlocked.Increment(ref looks) < 30 ? "j-late" : null));

        // So slow a clock that the time of a missing job is not over, and so short an interval that it is looked for all the time.
        await WaitAsync(
            Connected.To("MySqlPlus", stub), ["j-late"], Options with { PollingInterval = TimeSpan.FromTicks(1) }, new CallContext { Clock = new Clock(0.001) });

        Assert.Null(Assert.Single(_ended).Error);
        Assert.Equal(30, looks);
    }

    [Fact]
    public async Task A_job_that_the_service_does_not_know_for_three_seconds_is_an_error()
    {
        int looks = 0;
        using var stub = new Stub(request => Jobs(request, Interlocked.Increment(ref looks) < 20 ? "working" : "successful", hidden: "j-none"));
        var clock = new WaitedClock();

        await WaitAsync(
            Connected.To("MySqlPlus", stub),
            ["j-none", "j-known"],
            Options with { PollingInterval = TimeSpan.FromSeconds(0.25), Timeout = TimeSpan.FromMinutes(10) },
            new CallContext { Clock = clock });

        Assert.Equal([("j-known", null), ("j-none", DbErrorId.JobNotFound)], _ended.Select(job => (job.Job.Id, job.Error?.ErrorId)).OrderBy(pair => pair.Id));
        Assert.True(clock.Elapsed >= TimeSpan.FromSeconds(3), clock.Elapsed.ToString());
    }

    [Fact]
    public async Task A_job_that_is_seen_again_in_between_is_not_missed()
    {
        int looks = 0;
        using var stub = new Stub(request => Jobs(request, Interlocked.Increment(ref looks) < 12 ? "working" : "successful", hidden: looks % 2 == 0 ? "j-1" : null));

        // A look each second: without the looks between the misses it would have been missing for ten.
        await WaitAsync(
            Connected.To("MySqlPlus", stub),
            ["j-1"],
            Options with { PollingInterval = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromMinutes(10) },
            new CallContext { Clock = new WaitedClock() });

        Assert.Null(Assert.Single(_ended).Error);
    }

    [Fact]
    public async Task An_instance_that_does_not_answer_does_not_hold_up_the_jobs_of_another()
    {
        using var silent = new Stub(new StubAnswer("") { Delay = TimeSpan.FromMinutes(10) });
        int looks = 0;
        using var stub = new Stub(request => Jobs(request, Interlocked.Increment(ref looks) < 5 ? "working" : "successful"));
        using var cancel = new CancellationTokenSource();
        JobWaiter waiter = Waiter(new CallContext { Cancellation = cancel.Token });
        waiter.Add(Connected.To("ChronusDB", silent), new DbJob { Id = "j-slow" });
        waiter.Add(Connected.To("MySqlPlus", stub), new DbJob { Id = "j-1" });
        waiter.Complete();
        Task running = waiter.RunAsync();

        await UntilAsync(() => !_ended.IsEmpty);

        Assert.Equal("j-1", Assert.Single(_ended).Job.Id);
        Assert.Equal((1, false), (waiter.Open, running.IsCompleted));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Any_ends_with_the_first_job_though_another_instance_does_not_answer()
    {
        using var silent = new Stub(new StubAnswer("") { Delay = TimeSpan.FromMinutes(10) });
        using var stub = new Stub(request => Jobs(request, "successful"));
        JobWaiter waiter = Waiter(new CallContext(), Options with { Any = true });
        waiter.Add(Connected.To("ChronusDB", silent), new DbJob { Id = "j-slow" });
        waiter.Add(Connected.To("MySqlPlus", stub), new DbJob { Id = "j-1" });

        await waiter.RunAsync();

        Assert.Equal("j-1", Assert.Single(_ended).Job.Id);
    }

    [Fact]
    public async Task Jobs_of_many_instances_are_handed_over_one_after_the_other()
    {
        using var stub = new Stub(request => Jobs(request, "successful"));
        int under = 0, most = 0, calls = 0;
        var waiter = new JobWaiter(Options with { Looked = _ => AloneAsync().Wait() }, new CallContext(), (_, _) => AloneAsync());
        for (int i = 0; i < 20; i++)
        {
            waiter.Add(Connected.To("MySqlPlus", stub), new DbJob { Id = $"j-{i}" });
        }

        waiter.Complete();
        await waiter.RunAsync();

        // Each job ends, and each instance was looked at once.
        Assert.Equal((1, 0, 40), (most, waiter.Open, calls));

        async Task AloneAsync()
        {
            calls++;
            most = Math.Max(most, Interlocked.Increment(ref under));
            await Task.Delay(5);
            Interlocked.Decrement(ref under);
        }
    }

    [Fact]
    public async Task A_job_that_has_ended_is_handed_over_without_asking()
    {
        using var stub = new Stub("");
        JobWaiter waiter = Waiter(new CallContext());
        waiter.Add(Connected.To("Ddm", stub), new DbJob { State = DbJobState.Succeeded });
        waiter.Complete();

        await waiter.RunAsync();

        Assert.Null(Assert.Single(_ended).Error);
        Assert.Empty(stub.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Canceling_ends_the_wait_at_once(bool withJob)
    {
        using var stub = new Stub(request => Jobs(request, "working"));
        using var cancel = new CancellationTokenSource();
        var waiter = new JobWaiter(new() { PollingInterval = TimeSpan.FromMinutes(5) }, new CallContext { Cancellation = cancel.Token }, (_, _) => Task.CompletedTask);
        if (withJob)
        {
            waiter.Add(Connected.To("MySqlPlus", stub), new DbJob { Id = "j-1" });
        }

        Task running = waiter.RunAsync();
        await UntilAsync(() => !withJob || stub.Requests.Count > 0);
        await Task.Delay(50);
        var clock = Stopwatch.StartNew();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
    }

    private static JobWaitOptions Options { get; } = new() { PollingInterval = TimeSpan.FromMilliseconds(20), Timeout = TimeSpan.FromMinutes(1) };

    private JobWaiter Waiter(CallContext context, JobWaitOptions? options = null) => new(
        options ?? Options,
        context,
        (job, error) =>
        {
            _ended.Enqueue((job, error));
            return Task.CompletedTask;
        });

    private Task WaitAsync(DbInstance instance, string[] ids, JobWaitOptions? options = null, CallContext? context = null)
    {
        JobWaiter waiter = Waiter(context ?? new CallContext(), options);
        foreach (string id in ids)
        {
            waiter.Add(instance, new DbJob { Id = id });
        }

        waiter.Complete();
        return waiter.RunAsync();
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (int i = 0; i < 2000 && !condition(); i++)
        {
            await Task.Delay(5);
        }
    }

    private static StubAnswer Jobs(StubRequest request, string status, string? ended = null, string? hidden = null, string? andHidden = null) => Answers.QingCloudJobs(
    [
        .. request.Parameters.Where(p => p.Key.StartsWith("jobs.", StringComparison.Ordinal) && p.Value != hidden && p.Value != andHidden)
            .Select(p => (p.Value, p.Value == ended ? "successful" : status)),
    ]);
}
