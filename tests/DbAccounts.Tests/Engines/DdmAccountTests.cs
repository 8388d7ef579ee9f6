using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Engines;

/// <summary>Listing accounts on DDM.</summary>
public sealed class DdmAccountTests
{
    [Fact]
    public async Task The_documents_account_is_read_with_its_dates()
    {
        using var stub = new Stub(
            """
            { "total":1, "offset":0, "limit":128, "users":[ { "databases":[{"name":"db_b"},{"name":"db_a"}], "created":"2025-12-12T04:03:46+0000",
              "name":"testwuli61", "password_lifetime":null, "expiration_time":null, "description":"", "base_authority":["SELECT","ALTER"],
              "status":"RUNNING", "password_last_changed":"2025-12-13T05:03:46+0100" } ] }
            """);

        DbAccount account = Assert.Single(await Connected.To("Ddm", stub).AccountsAsync());

        Assert.Equal(("testwuli61", "", "RUNNING", (int?)null), (account.Name, account.Description, account.Status, account.PasswordLifetime));
        Assert.Equal(["db_a", "db_b"], account.Database!);
        Assert.Equal(["ALTER", "SELECT"], account.Privilege!);
        Assert.Equal(new DateTime(2025, 12, 12, 4, 3, 46, DateTimeKind.Utc), account.Created);
        Assert.Equal(new DateTime(2025, 12, 13, 4, 3, 46, DateTimeKind.Utc), account.PasswordChanged);
        Assert.Null(account.PasswordExpires);
        Assert.Null(account.AllowedHost);
        Assert.EndsWith("/users?limit=128&offset=0", stub.Request.Target, StringComparison.Ordinal);
    }

    [Theory]
    // Documents disagree on whether offset counts accounts, or pages from 0 or from 1.
    [InlineData("index", 130)]
    [InlineData("page", 130)]
    [InlineData("page from 1", 130)]
    [InlineData("index", 300)]
    [InlineData("page", 300)]
    [InlineData("page from 1", 300)]
    [InlineData("ignored", 128)]
    public async Task All_accounts_are_listed_whatever_the_offset_counts(string meaning, int total)
    {
        using var stub = new Stub(request => Page(request.Parameters, meaning, total));

        var accounts = await Connected.To("Ddm", stub).AccountsAsync();

        Assert.Equal(total, accounts.Select(account => account.Name).Distinct().Count());
        Assert.Equal(total, accounts.Count);
        Assert.InRange(stub.Requests.Count, 1, 10);
    }

    [Fact]
    public async Task A_list_that_ends_with_fewer_accounts_than_the_service_counts_is_an_error()
    {
        using var stub = new Stub(request => Page(request.Parameters, "ignored", 500));

        DbAccountsException error = await Probe.ErrorAsync(() => Connected.To("Ddm", stub).AccountsAsync());

        Assert.Equal((DbErrorId.ProtocolError, DbErrorCategory.ProtocolError), (error.ErrorId, error.Category));
        Assert.InRange(stub.Requests.Count, 1, 10);
    }

    [Fact]
    public async Task Privileges_stand_on_each_schema_of_the_account()
    {
        using var stub = new Stub(Answers.DdmUsers("app", ["SELECT", "INSERT"], ["shop", "crm"]));
        DbInstance instance = Connected.To("Ddm", stub);

        DbPrivilegeSet held = await Connected.Client("Ddm").GetPrivilegesAsync(instance, new DbAccountIdentity("app"), new CallContext());

        Assert.Equal("INSERT, SELECT ON crm.*; INSERT, SELECT ON shop.*", held.ToString());
    }

    [Fact]
    public async Task Privileges_of_an_account_that_is_not_listed_are_an_error()
    {
        using var stub = new Stub(Answers.DdmUsers("app", ["SELECT"], ["shop"]));
        DbInstance instance = Connected.To("Ddm", stub);

        var error = await Assert.ThrowsAsync<DbAccountsException>(
            () => Connected.Client("Ddm").GetPrivilegesAsync(instance, new DbAccountIdentity("App"), new CallContext()));

        Assert.Equal((DbErrorId.AccountNotFound, DbErrorCategory.ObjectNotFound), (error.ErrorId, error.Category));
    }

    private static StubAnswer Page(Dictionary<string, string> query, string meaning, int total)
    {
        int offset = int.Parse(query["offset"], CultureInfo.InvariantCulture);
        int limit = int.Parse(query["limit"], CultureInfo.InvariantCulture);
        int first = meaning switch
        {
            "index" => offset,
            "page" => offset * limit,
            "page from 1" => Math.Max(0, offset - 1) * limit,
            _ => 0,
        };
        return JsonSerializer.Serialize(new
        {
            total,
            offset,
            limit,
            users = Enumerable.Range(first, Math.Max(0, Math.Min(limit, total - first))).Select(i => new { name = $"user{i}" }),
        });
    }
}
