using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Simulator;
using DbAccounts.Simulator.Clouds;
using DbAccounts.Simulator.Faults;
using DbAccounts.Simulator.Http;
using DbAccounts.Simulator.Settings;
using DbAccounts.Simulator.State;
using Xunit;
using static DbAccounts.Tests.Simulator.TencentCaller;

namespace DbAccounts.Tests.Simulator;

public class FaultTests
{
    private const string Expired = "AuthFailure.SignatureExpire";

    [Theory]
    [InlineData(DbSimulatorFaultKind.DropBefore, 0)]
    [InlineData(DbSimulatorFaultKind.DropAfter, 1)]
    [InlineData(DbSimulatorFaultKind.ResetBody, 1)]
    public async Task A_connection_ends_before_or_after_the_change(DbSimulatorFaultKind kind, int applied)
    {
        using SimulatorHost host = Always(kind);
        await Assert.ThrowsAsync<HttpRequestException>(() => host.Huawei.CreateAsync("app"));
        Assert.Equal(applied, Accounts(host, "Ddm").Count);
        Assert.Equal(1, host.Simulator.Faults[kind]);
    }

    [Fact]
    public async Task Each_provider_throttles_and_is_busy_in_its_own_words_and_nothing_happens()
    {
        using SimulatorHost throttled = Always(DbSimulatorFaultKind.Throttle);
        Assert.Equal(2500, QingCloudCaller.RetCode(await throttled.QingCloud.AddUserAsync("app")));
        Assert.Equal("RequestLimitExceeded", CodeOf(await throttled.Tencent.CreateAsync("app")));
        (int status, JsonElement json) = await throttled.Huawei.CallAsync("GET", HuaweiCaller.Users);
        Assert.Equal((429, "APIGW.0308"), (status, json.GetProperty("error_code").GetString()));
        using SimulatorHost busy = Always(DbSimulatorFaultKind.Busy);
        Assert.Equal(5300, QingCloudCaller.RetCode(await busy.QingCloud.AddUserAsync("app")));
        Assert.StartsWith("FailedOperation.", CodeOf(await busy.Tencent.CreateAsync("app")), StringComparison.Ordinal);
        (status, json) = await busy.Huawei.CallAsync("DELETE", HuaweiCaller.Users + "/app");
        Assert.Equal(409, status);
        Assert.Contains(json.GetProperty("error_code").GetString(), new[] { "DBS.200019", "DBS.212033" });
        Assert.Empty(Accounts(busy, "MySqlPlus"));
        Assert.Equal("", await busy.Tencent.CodeAsync("DescribeAccounts", new { InstanceId }));
        Assert.Equal(3, busy.Simulator.Faults[DbSimulatorFaultKind.Busy]);
    }

    [Theory]
    [InlineData(DbSimulatorFaultKind.OkHtml)]
    [InlineData(DbSimulatorFaultKind.ServerErrorHtml)]
    [InlineData(DbSimulatorFaultKind.TruncatedJson)]
    public async Task An_answer_is_no_JSON(DbSimulatorFaultKind kind)
    {
        using SimulatorHost host = Always(kind);
        await Assert.ThrowsAnyAsync<JsonException>(() => host.QingCloud.AddUserAsync("app"));
    }

    [Fact]
    public async Task An_answer_has_more_or_less_in_it_than_documented()
    {
        using SimulatorHost more = Always(DbSimulatorFaultKind.UnknownFields);
        JsonElement started = await more.Tencent.CreateAsync("app");
        Assert.Equal(JsonValueKind.Object, started.GetProperty("added_in_a_later_version").ValueKind);
        Assert.Equal("SETTLING", (await more.Tencent.TaskAsync(started)).Status);
        using SimulatorHost less = Always(DbSimulatorFaultKind.Nulls);
        started = await less.Tencent.CreateAsync("app");
        Assert.Null((await less.Tencent.TaskAsync(started)).Status);
        Assert.NotNull(started.GetProperty("RequestId").GetString());
    }

    [Theory]
    [InlineData(DbSimulatorFaultKind.FailedJob)]
    [InlineData(DbSimulatorFaultKind.VanishedJob)]
    [InlineData(DbSimulatorFaultKind.SlowJob)]
    public async Task A_job_fails_vanishes_or_takes_long(DbSimulatorFaultKind kind)
    {
        using SimulatorHost host = Always(kind);
        JsonElement task = await host.Tencent.CreateAsync("app");
        JsonElement job = await host.QingCloud.AddUserAsync("app");
        host.Clock.Pass(SimulatorHost.JobSeconds);
        JsonElement seen = await host.Tencent.CallAsync("DescribeAsyncRequestInfo", new { AsyncRequestId = task.GetProperty("AsyncRequestId").GetString() });
        if (kind == DbSimulatorFaultKind.VanishedJob)
        {
            Assert.Equal("InvalidParameter.InvalidAsyncRequestId", CodeOf(seen));
            return;
        }

        string[] words = kind == DbSimulatorFaultKind.FailedJob ? ["FAILED", "KILLED", "failed", "done with failure"] : ["INITIAL", "pending"];
        Assert.Contains(seen.GetProperty("Status").GetString(), words);
        Assert.Contains((await host.QingCloud.JobAsync(job)).GetProperty("status").GetString(), words);
        Assert.Empty(Accounts(host, "MySqlPlus"));
        Assert.Equal(2, host.Simulator.Faults[kind]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_text_of_a_failed_job_repeats_the_password_where_that_is_asked_for(bool echoes)
    {
        const string Password = "Ec<ho>_7@%";
        using var host = new SimulatorHost(
            new DbSimulatorBehavior { FailedJobsEchoPassword = echoes }, fault: new DbSimulatorFault { [DbSimulatorFaultKind.FailedJob] = 1 });
        JsonElement task = await host.Tencent.CallAsync(
            "CreateAccounts", new { InstanceId, Accounts = new[] { new { User = "app", Host = "%" } }, Password });
        JsonElement job = await host.QingCloud.AddUserAsync("app", password: Password);
        host.Clock.Pass(SimulatorHost.JobSeconds);
        JsonElement seen = await host.Tencent.CallAsync("DescribeAsyncRequestInfo", new { AsyncRequestId = task.GetProperty("AsyncRequestId").GetString() });
        foreach (string text in new[] { seen.GetProperty("Info").GetString()!, (await host.QingCloud.JobAsync(job)).GetProperty("error_codes").GetString()! })
        {
            foreach (string form in new[] { Password, "Ec%3Cho%3E_7%40%25", "RWM8aG8+XzdAJQ==", @"Ec\u003Cho\u003E_7@%" })
            {
                Assert.Equal(echoes, text.Contains(form, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public async Task A_wrong_clock_refuses_signatures_and_dates_its_answer()
    {
        using SimulatorHost host = Always(DbSimulatorFaultKind.ClockSkew);
        Assert.Equal(Expired, CodeOf(await host.Tencent.CreateAsync("app")));
        Assert.Equal(1300, QingCloudCaller.RetCode(await host.QingCloud.AddUserAsync("app")));
        using var plain = new HttpRequestMessage(HttpMethod.Get, host.UriOf(HuaweiCaller.Users));
        (_, _, HttpResponseMessage answer) = await host.SendAsync(plain);
        Assert.InRange((answer.Headers.Date!.Value - host.Clock.Now).Duration(), TimeSpan.FromMinutes(15), TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task A_read_lags_behind_but_never_further_than_it_may()
    {
        using SimulatorHost host = Always(DbSimulatorFaultKind.StaleRead);
        await host.Huawei.CreateAsync("app");
        host.Clock.Pass(0.001);
        Assert.Equal(0, (await ListAsync()).GetProperty("total").GetInt32());
        host.Clock.Pass(1);
        Assert.Equal(1, (await ListAsync()).GetProperty("total").GetInt32());

        async Task<JsonElement> ListAsync() => (await host.Huawei.CallAsync("GET", HuaweiCaller.Users)).Json;
    }

    [Fact]
    public async Task The_same_seed_and_requests_meet_the_same_faults()
    {
        IReadOnlyList<string> first = await RunAsync(7);
        Assert.Equal(first, await RunAsync(7));
        Assert.NotEqual(first, await RunAsync(8));

        static async Task<IReadOnlyList<string>> RunAsync(int seed)
        {
            var outcomes = new List<string>();
            using var host = new SimulatorHost(fault: DbSimulatorFault.All(0.6), seed: seed);
            for (int i = 0; i < 60; i++)
            {
                try
                {
                    outcomes.Add(CodeOf(await host.Tencent.CreateAsync("app" + i)));
                }
                catch (Exception e) when (e is HttpRequestException or JsonException or Xunit.Sdk.EqualException)
                {
                    outcomes.Add(e.GetType().Name);
                }

                host.Clock.Pass(1);
            }

            outcomes.AddRange(host.Simulator.Faults.Select(fault => $"{fault.Key} {fault.Value}"));
            return outcomes;
        }
    }

    [Fact]
    public async Task Each_request_meets_the_same_faults_however_requests_interleave()
    {
        IReadOnlyDictionary<string, string> first = await RunAsync(7, [.. Enumerable.Range(0, 40)], atOnce: 1);
        Assert.Equal(first, await RunAsync(7, [.. Enumerable.Range(0, 40).Reverse()], atOnce: 8));
        Assert.Equal(first, await RunAsync(7, [.. Enumerable.Range(0, 40).OrderBy(i => i % 7)], atOnce: 16));
        Assert.NotEqual(first, await RunAsync(8, [.. Enumerable.Range(0, 40)], atOnce: 8));
        Assert.InRange(first.Values.Count(outcomes => outcomes.Contains("Exception", StringComparison.Ordinal)), 5, 38);

        // For each account what comes of an addition, of three removals that are the same, and of looking at the addition's job.
        static async Task<IReadOnlyDictionary<string, string>> RunAsync(int seed, int[] accounts, int atOnce)
        {
            using var host = new SimulatorHost(fault: DbSimulatorFault.All(0.6), seed: seed);
            var outcomes = new System.Collections.Concurrent.ConcurrentDictionary<string, string>();
            await Parallel.ForEachAsync(accounts, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (i, _) =>
            {
                // The passwords and the jobs' ids are others in each run.
                JsonElement? job = null;
                var all = new List<string> { await OutcomeAsync(async () => job = await host.QingCloud.AddUserAsync($"app{i}", password: $"Pw@{Guid.NewGuid():N}"[..20])) };
                for (int time = 0; time < 3; time++)
                {
                    all.Add(await OutcomeAsync(() => host.Huawei.CallAsync("DELETE", $"{HuaweiCaller.Users}/app{i}")));
                    all.Add(await OutcomeAsync(async () => (await host.QingCloud.JobAsync(job!.Value)).GetProperty("job_action").GetString()));
                }

                outcomes[$"app{i}"] = string.Join(" ", all);
            });
            return new SortedDictionary<string, string>(outcomes);
        }

        static async Task<string> OutcomeAsync<T>(Func<Task<T>> call)
        {
            try
            {
                return await call() switch
                {
                    JsonElement answer when answer.TryGetProperty("ret_code", out JsonElement code) => code.ToString(),
                    ValueTuple<int, JsonElement> (var status, var answer) =>
                        status + (answer.TryGetProperty("error_code", out JsonElement code) ? code.ToString() : ""),
                    var other => $"{other}",
                };
            }
            catch (Exception e) when (e is HttpRequestException or JsonException or Xunit.Sdk.XunitException or InvalidOperationException or KeyNotFoundException)
            {
                return e.GetType().Name;
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_shares_hold_for_many_requests_and_for_one_that_is_repeated(bool repeats)
    {
        const int Requests = 20_000;
        var plan = new DbSimulatorFault
        {
            [DbSimulatorFaultKind.Throttle] = 0.3, [DbSimulatorFaultKind.DropBefore] = 0.05, [DbSimulatorFaultKind.StaleRead] = 0.5,
        };
        foreach (int seed in new[] { 0, 1, -5, int.MaxValue })
        {
            var injector = new FaultInjector(plan, seed);
            double lag = 0;
            for (int i = 0; i < Requests; i++)
            {
                Fault fault = injector.Draw(repeats ? "action=DescribeAccounts" : $"body.name=app{i}", isChange: false);
                try
                {
                    fault.Before(new OneRefusal(), null!);
                }
                catch (System.IO.IOException)
                {
                    // A dropped connection is counted like the rest.
                }

                lag += fault.Lag.TotalSeconds;
            }

            Assert.Equal(Requests, injector.Requests);
            foreach ((DbSimulatorFaultKind kind, double share) in plan.Shares)
            {
                // Four standard deviations: wrong once in 16,000 times, and then always, as the seeds are given.
                double margin = 4 * Math.Sqrt(Requests * share * (1 - share));
                Assert.InRange(injector.Counts[kind], (Requests * share) - margin, (Requests * share) + margin);
            }

            // What a fault draws for itself is even too: half of the longest lag on the average.
            Assert.InRange(lag / injector.Counts[DbSimulatorFaultKind.StaleRead], 0.48, 0.52);
        }
    }

    [Fact]
    public void Shares_are_checked()
    {
        var fault = new DbSimulatorFault { [DbSimulatorFaultKind.Busy] = 0.7 };
        Assert.Throws<ArgumentOutOfRangeException>(() => fault[DbSimulatorFaultKind.Throttle] = 0.4);
        Assert.Throws<ArgumentOutOfRangeException>(() => fault[DbSimulatorFaultKind.Throttle] = -0.1);
        Assert.Throws<ArgumentOutOfRangeException>(() => fault[DbSimulatorFaultKind.Busy] = double.NaN);
        fault[DbSimulatorFaultKind.Busy] = 1;
        Assert.Equal(1, fault[DbSimulatorFaultKind.Busy]);
    }

    private static SimulatorHost Always(DbSimulatorFaultKind kind) => new(fault: new DbSimulatorFault { [kind] = 1 });

    private static IReadOnlyList<StoredAccount> Accounts(SimulatorHost host, string service) => host.Simulator.Store.Accounts(service).All;

    private sealed class OneRefusal : ISimulatedCloud
    {
        public RefusalException[] Throttling { get; } = [new("code", "message")];

        public RefusalException[] Busy => Throttling;

        public bool Serves(HttpRequest request) => true;

        public bool IsChange(HttpRequest request) => false;

        public IEnumerable<KeyValuePair<string, string>> Content(HttpRequest request) => [];

        public HttpResponse Refuse(HttpRequest request, RefusalException refusal) => new(200, "{}");

        public HttpResponse Answer(HttpRequest request) => new(200, "{}");
    }
}
