using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Engines;

/// <summary>ALL is each privilege that the service offers on the level, and what it takes away is all that is held there.</summary>
public sealed class AllPrivilegesTests
{
    private static readonly DbAccountIdentity _app = new("app");

    [Theory]
    [InlineData(null, null, null, "GlobalPrivileges", 24)]
    [InlineData("shop", null, null, "DatabasePrivileges", 18)]
    [InlineData("shop", "orders", null, "TablePrivileges", 12)]
    [InlineData("shop", "orders", "total", "ColumnPrivileges", 4)]
    public async Task Tencent_Cloud_is_sent_each_privilege_of_the_level(string? database, string? table, string? column, string list, int count)
    {
        foreach (string word in new[] { "ALL", "all", "All  Privileges" })
        {
            using var stub = new Stub(_ => Answers.TencentTask());
            await Connected.To("TencentMySql", stub).ChangeAsync(Change(OperationKind.GrantPrivilege, new(database, table, column), word));

            JsonElement sent = Body(stub.Requests.Single()).GetProperty(list);
            JsonElement privileges = database is null ? sent : sent[0].GetProperty("Privileges");
            Assert.Equal(count, privileges.GetArrayLength());
            Assert.DoesNotContain("ALL", privileges.EnumerateArray().Select(one => one.GetString()));
        }
    }

    [Fact]
    public async Task What_is_granted_with_an_account_is_each_privilege_on_databases()
    {
        CreateAccount create = Check.Good("TencentMySql") with { Privilege = ["ALL"], Database = ["shop"] };
        using var stub = new Stub(_ => Answers.TencentTask());
        ChangePlan plan = await Connected.To("TencentMySql", stub).PlanAsync(create);

        Assert.Contains("\"TRIGGER\"", plan.Requests, StringComparison.Ordinal);
        Assert.DoesNotContain("\"PROCESS\"", plan.Requests, StringComparison.Ordinal);
        Assert.DoesNotContain("\"ALL\"", plan.Requests, StringComparison.Ordinal);
    }

    [Theory]
    // Of what is documented as much as is held, and what is held besides.
    [InlineData("SELECT, INSERT", "INSERT,SELECT")]
    [InlineData("SELECT, SHOW_ROUTINE, GRANT OPTION", "GRANT OPTION,SELECT,SHOW_ROUTINE")]
    [InlineData("USAGE, SELECT", "SELECT")]
    public async Task A_revoke_takes_what_is_held_whether_a_document_names_it_or_not(string held, string sent)
    {
        using var stub = new Stub(request => request.Action == "DescribeAccountPrivileges"
            ? Answers.TencentPrivileges(shop: held) : Answers.TencentTask());
        var warnings = new List<string>();
        await Connected.To("TencentMySql", stub).ChangeAsync(
            Change(OperationKind.RevokePrivilege, new("shop"), "ALL"), Probe.Fast with { Warning = warnings.Add });

        JsonElement request = Body(stub.Requests.Single(one => one.Action == "ModifyAccountPrivileges"));
        Assert.Equal("revoke", request.GetProperty("ModifyAction").GetString());
        Assert.Equal(
            sent.Split(','),
            request.GetProperty("DatabasePrivileges")[0].GetProperty("Privileges").EnumerateArray().Select(one => one.GetString()));
        Assert.Empty(warnings);
    }

    [Theory]
    [InlineData("", "", "Nothing is revoked from 'app@%', as it holds nothing on shop.*.")]
    [InlineData("USAGE", "", "Nothing is revoked from 'app@%', as it holds nothing on shop.*.")]
    [InlineData("", "SELECT, PROCESS", "Nothing is revoked from 'app@%', as it holds nothing on shop.*. 'app@%' can still do the same by SELECT ON *.*.")]
    [InlineData("INSERT", "SELECT, PROCESS", "'app@%' can still do the same by SELECT ON *.*.")]
    public async Task A_revoke_says_what_it_does_not_take(string shop, string global, string words)
    {
        using var stub = new Stub(request => request.Action == "DescribeAccountPrivileges"
            ? Answers.TencentPrivileges(shop, global) : Answers.TencentTask());
        var warnings = new List<string>();
        await Connected.To("TencentMySql", stub).ChangeAsync(
            Change(OperationKind.RevokePrivilege, new("shop"), "ALL"), Probe.Fast with { Warning = warnings.Add });

        Assert.Equal(words, Assert.Single(warnings));
        Assert.Equal(shop == "INSERT" ? 1 : 0, stub.Requests.Count(request => request.Action == "ModifyAccountPrivileges"));
    }

    [Fact]
    public void A_level_without_privileges_is_an_error()
    {
        IDbEngine ddm = Connected.Client("Ddm");
        Assert.NotEmpty(ddm.Check(Change(OperationKind.GrantPrivilege, new("shop", "orders"), "ALL")));
        Assert.NotEmpty(ddm.Check(Change(OperationKind.GrantPrivilege, default, "ALL")));
        Assert.Empty(ddm.Check(Change(OperationKind.GrantPrivilege, new("shop"), "ALL")));
        Assert.Empty(ddm.Check(Change(OperationKind.RevokePrivilege, default, "ALL") with { Global = false }));
        Assert.Empty(ddm.Check(new ModifyAccount(_app) { Privilege = ["all privileges"] }));
        IReadOnlyList<Violation> violations = Connected.Client("MySqlPlus").Check(Check.Good("MySqlPlus") with { Privilege = ["ALL"] });
        Assert.Equal("Privilege", Assert.Single(violations).Parameter);
    }

    private static ChangePrivilege Change(OperationKind kind, DbPrivilegeTarget target, string word) =>
        new(kind, _app, DbPrivilegeSet.Of([target], [word])) { Global = target == DbPrivilegeTarget.Global };

    private static JsonElement Body(StubRequest request) => JsonDocument.Parse(request.Text).RootElement;
}
