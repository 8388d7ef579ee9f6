using System.Linq;
using DbAccounts.Grants;
using DbAccounts.Model;
using Xunit;

namespace DbAccounts.Tests.Grants;

public sealed class GrantScriptTests
{
    [Theory]
    [InlineData("GRANT SELECT ON `shop`.* TO `app`@`%`", "app@%: SELECT ON shop.*")]
    [InlineData("GRANT SELECT ON shop_app.* TO app", "app@%: SELECT ON `shop_app`.*")]
    [InlineData(@"GRANT SELECT ON `shop\_app`.* TO 'app'@'10.0.%'", "app@10.0.%: SELECT ON shop_app.*")]
    [InlineData("GRANT ALL PRIVILEGES ON *.* TO 'root'@'localhost' IDENTIFIED BY PASSWORD '*2470C0C06DEE42FD1618BB99005ADCA2EC9D1E19' WITH GRANT OPTION", "root@localhost: ALL ON *.* WITH GRANT OPTION")]
    [InlineData("GRANT USAGE ON *.* TO `u`@`h` REQUIRE SUBJECT '/CN=x; y' AND ISSUER 'z' WITH MAX_USER_CONNECTIONS 5 MAX_STATEMENT_TIME 1.5", "u@h: ")]
    [InlineData("GRANT USAGE ON *.* TO `u`@`h` IDENTIFIED VIA mysql_native_password USING '*AB' OR unix_socket WITH GRANT OPTION", "u@h: USAGE ON *.* WITH GRANT OPTION")]
    [InlineData("GRANT \"SELECT\" TO u", "u@%: ROLE SELECT")]
    [InlineData("GRANT SELECT ON \"shop\".\"orders\" TO \"app\"@\"%\"", "app@%: SELECT ON shop.orders")]
    [InlineData("GRANT `r`@`%`,`s`@`h` TO `u`@`%` WITH ADMIN OPTION", "u@%: ROLE r WITH ADMIN OPTION; ROLE s@h WITH ADMIN OPTION")]
    [InlineData("GRANT SELECT, INSERT ON shop.* TO a, b@localhost IDENTIFIED BY 'x'", "a@%: INSERT, SELECT ON shop.*|b@localhost: INSERT, SELECT ON shop.*")]
    [InlineData("GRANT SELECT ON shop.* TO a; REVOKE SELECT ON shop.* FROM a; GRANT INSERT ON shop.* TO a", "a@%: INSERT ON shop.*")]
    [InlineData("GRANT SELECT, SELECT (id), UPDATE (id) ON shop.t TO a; REVOKE SELECT ON shop.t FROM a", "a@%: UPDATE (id) ON shop.t")]
    [InlineData("GRANT ALL ON shop.t TO a; REVOKE UPDATE ON shop.t FROM a; GRANT UPDATE ON shop.t TO a", "a@%: ALL ON shop.t")]
    [InlineData("GRANT ALL ON shop.t TO a WITH GRANT OPTION; REVOKE ALL PRIVILEGES, GRANT OPTION FROM a", "a@%: ")]
    [InlineData("GRANT PROXY ON ''@'' TO 'root'@'localhost' WITH GRANT OPTION", "root@localhost: PROXY ON ``@`` WITH GRANT OPTION")]
    [InlineData("-- Grants dumped by pt-show-grants\n# x\nCREATE USER IF NOT EXISTS 'a'@'%';\nALTER USER 'a'@'%' IDENTIFIED WITH 'mysql_native_password' AS '*A;B' REQUIRE NONE PASSWORD EXPIRE DEFAULT ACCOUNT UNLOCK;\nGRANT SELECT ON *.* TO 'a'@'%';", "a@%: SELECT ON *.*")]
    [InlineData("/*!50003 GRANT SELECT ON *.* TO 'a'@'%' */;", "a@%: SELECT ON *.*")]
    [InlineData("+------+\n| Grants for a@% |\n+------+\n| GRANT SELECT ON `x`.* TO `a`@`%` |\n| GRANT INSERT ON `y`.* TO `a`@`%` |\n+------+", "a@%: SELECT ON x.*; INSERT ON y.*")]
    [InlineData("Grants for a@%\nGRANT SELECT ON `x`.* TO `a`@`%`\nSET DEFAULT ROLE `r` FOR `a`@`%`\nGRANT INSERT ON `y`.* TO `a`@`%`", "a@%: SELECT ON x.*; INSERT ON y.*")]
    [InlineData("DROP USER IF EXISTS a; GRANT EXECUTE ON FUNCTION s.f TO a", "a@%: EXECUTE ON FUNCTION s.f")]
    [InlineData("GRANT SELECT ON *.* TO u IDENTIFIED WITH caching_sha2_password AS 0x244124 RETAIN CURRENT PASSWORD", "u@%: SELECT ON *.*")]
    [InlineData("GRANT SELECT ON x.* TO u AS admin@'%' WITH ROLE NONE", "u@%: SELECT ON x.*")]
    public void A_script_is_read_as_a_server_would(string script, string held) => Assert.Equal(held, Read(script, DbGrantDialect.MySql));

    [Theory]
    [InlineData("GRANT `r` TO `u`@`%` WITH ADMIN OPTION; REVOKE ADMIN OPTION FOR r FROM u@'%'", "u@%: ROLE r")]
    [InlineData("GRANT REPLICATION CLIENT, DELETE VERSIONING ROWS ON *.* TO u@'%'", "u@%: BINLOG MONITOR, DELETE HISTORY ON *.*")]
    [InlineData("GRANT SELECT ON x.* TO `r`", "r: SELECT ON x.*")]
    public void MariaDB_has_words_of_its_own(string script, string held) => Assert.Equal(held, Read(script, DbGrantDialect.MariaDb));

    [Theory]
    [InlineData("GRANT SELECT ON *.* TO u IDENTIFIED BY hunter2", 1, 40)]
    [InlineData("SELECT 1", 1, 1)]
    [InlineData("GRANT SELECT ON *.* TO u;\nGRANT SELECT *.* TO u", 2, 14)]
    public void What_is_no_grant_is_told_with_its_place_and_without_secrets(string script, int line, int column)
    {
        GrantSyntaxException error = Assert.Throws<GrantSyntaxException>(() => new GrantScript(DbGrantDialect.MySql).Run(script));
        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.DoesNotContain("hunter2", error.Message);
    }

    [Theory]
    [InlineData(DbGrantDialect.MySql)]
    [InlineData(DbGrantDialect.MariaDb)]
    public void What_is_written_as_statements_is_read_as_the_same(DbGrantDialect dialect) => Support.Generators.ForAll(GrantSets.All, set =>
    {
        var script = new GrantScript(dialect);
        script.Run(string.Join(";\n", GrantStatements.Grant("o'b`x@10.%", set, dialect)));
        DbPrivilegeSet held = script.Accounts.Select(one => one.Value).SingleOrDefault() ?? DbPrivilegeSet.Empty;
        script.Run(string.Join("\n", GrantStatements.Revoke("o'b`x@10.%", set, dialect)));
        return dialect.Catalog().Expand(held).Equals(dialect.Catalog().Expand(set))
            && (script.Accounts.All(one => one.Value.IsEmpty) || dialect == DbGrantDialect.MySql);
    });

    private static string Read(string script, DbGrantDialect dialect)
    {
        var read = new GrantScript(dialect);
        read.Run(script);
        return string.Join("|", read.Accounts.Select(account => $"{account.Key}: {account.Value}"));
    }
}
