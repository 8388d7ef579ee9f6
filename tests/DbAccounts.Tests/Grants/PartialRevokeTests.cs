using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Engines.Sql.MySql.Dialect;
using DbAccounts.Grants;
using DbAccounts.Model;
using Xunit;

namespace DbAccounts.Tests.Grants;

/// <summary>What MySQL 8 takes in one database of what is held globally: read, written, respected, and kept by plans.</summary>
public sealed class PartialRevokeTests
{
    private static readonly MySqlServer _server = MySqlServer.Read("8.0.36", "", "dba@%") with { HasPartialRevokes = true };

    [Theory]
    [InlineData("ALL ON *.*; REVOKE INSERT, UPDATE ON mysql.*", "GRANT ALL PRIVILEGES ON *.* TO `u`@`%`|REVOKE INSERT, UPDATE ON `mysql`.* FROM `u`@`%`")]
    [InlineData("SELECT ON *.* WITH GRANT OPTION; REVOKE GRANT OPTION, SELECT ON shop_app.*", "GRANT SELECT ON *.* TO `u`@`%` WITH GRANT OPTION|REVOKE GRANT OPTION, SELECT ON `shop_app`.* FROM `u`@`%`")]
    public void It_is_written_as_the_server_shows_it_and_read_again(string text, string statements)
    {
        DbPrivilegeSet set = GrantText.Parse(text);
        Assert.Equal(text, set.ToString());
        string[] written = [.. GrantStatements.Grant("u@%", set, DbGrantDialect.MySql80)];
        Assert.Equal(statements.Split('|'), written);
        var script = new GrantScript(DbGrantDialect.MySql80);
        script.Run(string.Join(";\n", written));
        Assert.Equal(text, script.Accounts.Single().Value.ToString());
        DbPrivilege[] objects = [.. set.ToPrivileges(new DbPrivilege())];
        Assert.Equal(set, DbPrivilegeSet.Of(objects));
        Assert.Equal(DbPrivilegeLevel.PartialRevoke, objects[^1].Level);
    }

    [Theory]
    [InlineData("REVOKE SELECT ON shop.orders", 1, 29)]
    [InlineData("REVOKE SELECT ON *.*", 1, 21)]
    public void It_is_of_a_whole_database(string text, int line, int column)
    {
        GrantSyntaxException error = Assert.Throws<GrantSyntaxException>(() => GrantText.Parse(text));
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Theory]
    [InlineData("SELECT, INSERT, PROCESS ON *.*; REVOKE INSERT ON mysql.*", "mysql", "SELECT")]
    [InlineData("SELECT, INSERT, PROCESS ON *.*; REVOKE INSERT ON mysql.*", "shop", "INSERT,SELECT")]
    [InlineData("SELECT ON *.*; SELECT ON mysql.user; REVOKE SELECT ON mysql.*", "mysql.user", "SELECT")]
    [InlineData("SELECT ON *.*; REVOKE SELECT ON mysql.*", "mysql.user", "")]
    [InlineData("SELECT, INSERT ON *.*; REVOKE ALL ON mysql.*; INSERT ON mysql.*", "mysql", "INSERT")]
    public void What_is_taken_counts_for_the_database_and_all_in_it(string held, string asked, string privileges)
    {
        string[] parts = asked.Split('.');
        var target = new DbPrivilegeTarget(parts[0], parts.ElementAtOrDefault(1));
        var effective = new EffectivePrivileges(_server.Catalog);
        DbPrivilegeSet set = GrantText.Parse(held);
        Assert.Equal(privileges, string.Join(",", effective.On(set, target)));
        Assert.Equal(privileges, string.Join(",", effective.Of(set, new AccessQuestion(null, [target])).Where(one => one.Object == target)
            .SelectMany(one => one.Privileges).Distinct().Order()));
        Assert.DoesNotContain(effective.Of(set, new AccessQuestion()), one => one.Granted.Level == DbPrivilegeLevel.PartialRevoke);
    }

    [Theory]
    // Kept where nothing is said against it.
    [InlineData("SELECT ON *.*; REVOKE SELECT ON mysql.*", "INSERT, SELECT ON *.*; REVOKE SELECT ON mysql.*", "GRANT INSERT ON *.* TO `u`@`%`")]
    [InlineData("SELECT ON *.*", "SELECT ON *.*; REVOKE SELECT ON mysql.*", "REVOKE SELECT ON `mysql`.* FROM `u`@`%`")]
    [InlineData("SELECT ON *.*; REVOKE SELECT ON mysql.*", "SELECT ON *.*", "GRANT SELECT ON `mysql`.* TO `u`@`%`")]
    // With what it is an exception of it ends by itself: a GRANT would give the database.
    [InlineData("SELECT ON *.*; REVOKE SELECT ON mysql.*", "SELECT ON shop.*", "GRANT SELECT ON `shop`.* TO `u`@`%`|REVOKE SELECT ON *.* FROM `u`@`%`")]
    // Names are no patterns there.
    [InlineData("", "SELECT ON shop_app.*", "GRANT SELECT ON `shop_app`.* TO `u`@`%`")]
    public void A_plan_neither_loses_it_nor_fights_it(string before, string after, string statements)
    {
        var plan = GrantPlan.Of(OperationKind.SetPrivilege, GrantText.Parse(after), GrantText.Parse(before), _server);
        Assert.Equal(statements, string.Join("|", plan.Statements("u@%")));
        Assert.Null(plan.Difference(GrantText.Parse(after)));
        Assert.True(GrantPlan.Of(OperationKind.SetPrivilege, GrantText.Parse(after), GrantText.Parse(after), _server).IsEmpty);
    }

    [Fact]
    public void A_grant_on_the_database_that_only_gives_back_is_made()
    {
        var plan = GrantPlan.Of(OperationKind.GrantPrivilege, GrantText.Parse("SELECT ON mysql.*"), DbPrivilegeSet.Empty, _server);
        Assert.Null(plan.Difference(GrantText.Parse("SELECT ON *.*")));
        Assert.NotNull(plan.Difference(GrantText.Parse("SELECT ON *.*; REVOKE SELECT ON mysql.*")));
        Assert.NotNull(plan.Difference(DbPrivilegeSet.Empty));
    }

    [Fact]
    public void Where_there_are_none_patterns_are_patterns()
    {
        MySqlServer without = _server with { HasPartialRevokes = false };
        DbPrivilegeSet shown = GrantText.Parse("SELECT ON `shop_app`.*");
        Assert.Equal("SELECT ON shop_app.*", _server.Read(shown).ToString());
        Assert.Equal(shown, without.Read(shown));
        Assert.Empty(without.Catalog.At(DbPrivilegeLevel.PartialRevoke));
        Assert.NotEmpty(_server.Catalog.At(DbPrivilegeLevel.PartialRevoke));
    }
}
