using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Engines;
using DbAccounts.Engines.Delivery;
using DbAccounts.Engines.Listing;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Engines;

/// <summary>Where the list of accounts tells the privileges, one command reads it once, and again as soon as it may be out of date.</summary>
public sealed class PrivilegeReaderTests
{
    private readonly PrivilegeReader _reader = new();
    private CallContext _context = new();
    private string _held = "SELECT";

    [Fact]
    public async Task One_list_serves_all_accounts()
    {
        using Stub stub = Service();
        DbInstance instance = Connected.To("Ddm", stub);
        Assert.Equal(2, (await _reader.ListAsync(instance, _context)).Count);
        Assert.Equal("SELECT ON shop.*", await ReadAsync(instance, "app"));
        Assert.Equal("SELECT ON shop.*", await ReadAsync(instance, "other"));
        Assert.Single(stub.Requests);
        // Another command reads for itself.
        await new PrivilegeReader().ReadAsync(instance, new DbAccountIdentity("app"), _context);
        Assert.Equal(2, stub.Requests.Count);
    }

    [Fact]
    public async Task It_is_read_again_after_a_change_of_the_account_by_this_process()
    {
        using Stub stub = Service();
        DbInstance instance = Connected.To("Ddm", stub);
        await ReadAsync(instance, "app");
        _held = "INSERT";
        RecentChanges.NoteSent(instance, ["other"], _context, job: null, isShownBy: null, lostAt: null, creation: _ => null);
        Assert.Equal("SELECT ON shop.*", await ReadAsync(instance, "app"));
        Assert.Equal("INSERT ON shop.*", await ReadAsync(instance, "other"));
    }

    [Fact]
    public async Task It_is_read_again_after_ten_seconds()
    {
        _context = new CallContext { Clock = new WaitedClock() };
        using Stub stub = Service();
        DbInstance instance = Connected.To("Ddm", stub);
        await ReadAsync(instance, "app");
        _held = "INSERT";
        await _context.Clock.WaitAsync(TimeSpan.FromSeconds(10.5), CancellationToken.None);
        Assert.Equal("INSERT ON shop.*", await ReadAsync(instance, "app"));
    }

    [Fact]
    public async Task An_account_that_is_not_in_it_is_looked_for_in_a_new_one()
    {
        using Stub stub = Service();
        DbInstance instance = Connected.To("Ddm", stub);
        await ReadAsync(instance, "app");
        DbAccountsException error = await Probe.ErrorAsync(() => ReadAsync(instance, "nobody"));
        Assert.Equal(DbErrorId.AccountNotFound, error.ErrorId);
        Assert.Equal(2, stub.Requests.Count);
    }

    private Stub Service() => new(_ => "{\"total\":2,\"users\":[" + string.Join(",", new[] { "app", "other" }.Select(name =>
        $$"""{"name":"{{name}}","base_authority":["{{_held}}"],"databases":[{"name":"shop"}]}""")) + "]}");

    private async Task<string> ReadAsync(DbInstance instance, string account) =>
        (await _reader.ReadAsync(instance, new DbAccountIdentity(account), _context)).ToString();
}
