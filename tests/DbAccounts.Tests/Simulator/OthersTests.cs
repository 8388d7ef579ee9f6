using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Simulator;
using DbAccounts.Simulator.State;
using Xunit;

namespace DbAccounts.Tests.Simulator;

/// <summary>What somebody else does while a list is read, the order of lists, and a clock that goes wrong.</summary>
public sealed class OthersTests
{
    [Fact]
    public void By_default_nobody_else_has_accounts()
    {
        using var host = new SimulatorHost();

        Assert.All(SimulatedService.All, service => Assert.DoesNotContain(Names(host, service.Name), Others.IsOwn));
    }

    [Fact]
    public void Somebody_else_has_as_many_accounts_on_each_service_as_are_asked_for()
    {
        using var host = new SimulatorHost(new() { QingCloudOtherAccounts = 3, DdmOtherAccounts = 150, TencentOtherAccounts = 1000 });

        Assert.Equal([3, 3, 3, 150, 1000], SimulatedService.All.Select(service => Names(host, service.Name).Count(Others.IsOwn)));
        Assert.Equal(["other_1", "other_2", "other_3"], Names(host, "MySqlPlus"));
        var created = host.Simulator.Store.Accounts("TencentMySql").All.Where(account => Others.IsOwn(account.Name)).Select(account => account.Created).ToList();
        Assert.Equal(created.Order(), created);
        Assert.All(created, time => Assert.True(time < host.Clock.Now));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task Between_two_pages_somebody_else_removes_some_and_creates_as_many(int changes)
    {
        using var host = new SimulatorHost(new() { TencentOtherAccounts = 200, OthersChangeAccounts = changes });
        string[] before = Names(host, "TencentMySql");

        await PageAsync(host, 0);
        Assert.Equal(before, Names(host, "TencentMySql"));

        await PageAsync(host, 100);
        string[] after = Names(host, "TencentMySql");
        Assert.Equal(before.Length, after.Length);
        Assert.InRange(before.Except(after).Count(), 1, changes);
        Assert.All(before.Except(after), name => Assert.True(Others.IsOwn(name)));
        Assert.Equal(before.Except(after).Count(), after.Except(before).Count());
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_changes()
    {
        async Task<string[]> RunAsync(int seed, double share)
        {
            using var host = new SimulatorHost(new() { TencentOtherAccounts = 100, OthersChangeAccounts = 2, OthersChangeShare = share }, seed: seed);
            for (int page = 1; page <= 10; page++)
            {
                await PageAsync(host, page);
            }

            return Names(host, "TencentMySql");
        }

        string[] first = await RunAsync(1, 0.5);
        Assert.Equal(first, await RunAsync(1, 0.5));
        Assert.NotEqual(first, await RunAsync(2, 0.5));
        Assert.InRange(first.Count(name => name.StartsWith("other_new_", StringComparison.Ordinal)), 1, 18);
        Assert.DoesNotContain(await RunAsync(1, 0), name => name.StartsWith("other_new_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task On_DDM_too()
    {
        using var host = new SimulatorHost(new() { DdmOtherAccounts = 150, OthersChangeAccounts = 1, DdmMostAccounts = 151 });
        string[] before = Names(host, "Ddm");

        await host.Huawei.CallAsync("GET", HuaweiCaller.Users + "?limit=128&offset=0");
        Assert.Equal(before, Names(host, "Ddm"));
        await host.Huawei.CallAsync("GET", HuaweiCaller.Users + "?limit=128&offset=128");
        Assert.Single(before.Except(Names(host, "Ddm")));

        Assert.Equal("", await host.Huawei.CreateAsync("one_more"));
        Assert.NotEqual("", await host.Huawei.CreateAsync("too_many"));
    }

    [Fact]
    public async Task Without_an_order_each_page_of_a_list_may_have_its_own_and_with_one_it_has_that()
    {
        using var unordered = new SimulatorHost(new() { TencentOtherAccounts = 50, TencentListIsUnordered = true });
        using var same = new SimulatorHost(new() { TencentOtherAccounts = 50, TencentListIsUnordered = true });
        using var ordered = new SimulatorHost(new() { TencentOtherAccounts = 50 });

        string[] first = await PageAsync(unordered, 0);
        Assert.NotEqual(first, await PageAsync(unordered, 0));
        Assert.Equal(first, await PageAsync(same, 0));
        Assert.Equal(await PageAsync(ordered, 0), await PageAsync(ordered, 0));
        Assert.Equal(first.Order(), (await PageAsync(ordered, 0)).Order());
        string[] asked = await PageAsync(unordered, 0, inOrder: true);
        Assert.Equal(asked, await PageAsync(unordered, 0, inOrder: true));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-20)]
    [InlineData(20)]
    public async Task A_clock_that_is_ahead_or_behind_shows_in_times_of_accounts_and_jobs_and_in_the_Date_header(int seconds)
    {
        using var host = new SimulatorHost(new() { ClockAhead = seconds });
        DateTimeOffset expected = host.Clock.Now.AddSeconds(seconds);

        Assert.Equal("", await host.Huawei.CreateAsync("app"));
        JsonElement job = await host.QingCloud.AddUserAsync("app");
        var (_, _, refused) = await host.SendAsync(new HttpRequestMessage(HttpMethod.Get, host.UriOf(HuaweiCaller.Users)));

        Assert.Equal(expected, refused.Headers.Date);
        Assert.Equal(
            expected.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture),
            (await host.Huawei.UserAsync("app")).GetProperty("created").GetString());
        Assert.Equal(expected, host.Simulator.Store.FindJob(job.GetProperty("job_id").GetString()!)!.Created);
    }

    private static string[] Names(SimulatorHost host, string service) => [.. host.Simulator.Store.Accounts(service).All.Select(account => account.Name)];

    private static async Task<string[]> PageAsync(SimulatorHost host, int offset, bool inOrder = false)
    {
        const string InstanceId = "cdb-f35wr6wj";
        JsonElement list = await host.Tencent.CallAsync("DescribeAccounts", inOrder
            ? (object)new { InstanceId, Offset = offset, Limit = 100, OrderBy = "CreateTime", SortBy = "ASC" }
            : new { InstanceId, Offset = offset, Limit = 100 });
        return [.. list.GetProperty("Items").EnumerateArray().Select(item => item.GetProperty("User").GetString()!)];
    }
}
