using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Simulator;
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
}
