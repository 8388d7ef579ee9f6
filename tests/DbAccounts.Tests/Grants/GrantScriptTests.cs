using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using DbAccounts.Grants;
using DbAccounts.Model;
using Xunit;

namespace DbAccounts.Tests.Grants;

public sealed class GrantScriptTests
{
    [Theory]
    [InlineData("GRANT SELECT ON `shop`.* TO `app`@`%`", "app@%: SELECT ON shop.*")]
    [InlineData("GRANT SELECT ON shop_app.* TO app", "app@%: SELECT ON PATTERN shop_app.*")]
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
    [InlineData("GRANT SELECT (ID), UPDATE (id) ON s.t TO u; REVOKE SELECT (Id) ON s.t FROM u", "u@%: UPDATE (ID) ON s.t")]
    [InlineData("GRANT EXECUTE ON PROCEDURE s.Refund TO u; REVOKE EXECUTE ON PROCEDURE s.refund FROM u", "u@%: ")]
    [InlineData("GRANT UPDATE (id) ON s.t TO u; GRANT ALL ON s.t TO u", "u@%: ALL ON s.t")]
    [InlineData("GRANT UPDATE (id) ON s.t TO u; GRANT ALL ON s.t TO u; REVOKE DROP ON s.t FROM u; REVOKE SELECT, INSERT, DELETE, CREATE, REFERENCES, INDEX, ALTER, CREATE VIEW, SHOW VIEW, TRIGGER ON s.t FROM u", "u@%: UPDATE, UPDATE (id) ON s.t")]
    [InlineData("GRANT ALL (id) ON s.t TO u", "u@%: INSERT (id), REFERENCES (id), SELECT (id), UPDATE (id) ON s.t")]
    [InlineData("GRANT PROXY ON a@LOCALHOST TO u WITH GRANT OPTION; GRANT PROXY ON a@localhost TO u", "u@%: PROXY ON a@localhost")]
    [InlineData("GRANT SELECT ON x.* TO u; RENAME USER u TO v@localhost; GRANT INSERT ON x.* TO v@localhost", "v@localhost: INSERT, SELECT ON x.*")]
    [InlineData("CREATE OR REPLACE USER u; GRANT SELECT ON x.* TO u; CREATE USER IF NOT EXISTS u; CREATE OR REPLACE USER u IDENTIFIED BY 'a,b', v", "u@%: |v@%: ")]
    [InlineData("CREATE USER u IDENTIFIED BY 'x' DEFAULT ROLE a, b; GRANT SELECT ON x.* TO u", "u@%: SELECT ON x.*")]
    [InlineData("GRANT `BACKUP_ADMIN`, 'XA_RECOVER_ADMIN' ON *.* TO u", "u@%: BACKUP_ADMIN, XA_RECOVER_ADMIN ON *.*")]
    [InlineData("GRANT SELECT ON x.* TO u AS admin@'%' WITH ROLE NONE", "u@%: SELECT ON x.*")]
    // What is held globally can be taken in one database (partial_revokes).
    [InlineData("GRANT SELECT, INSERT ON *.* TO u; REVOKE INSERT ON `mysql`.* FROM u", "u@%: INSERT, SELECT ON *.*; REVOKE INSERT ON mysql.*")]
    [InlineData("GRANT SELECT ON *.* TO u; REVOKE SELECT, INSERT ON `shop_app`.* FROM u", "u@%: SELECT ON *.*; REVOKE SELECT ON shop_app.*")]
    [InlineData("GRANT SELECT ON *.* TO u; GRANT SELECT ON s.* TO u; REVOKE SELECT ON s.* FROM u", "u@%: SELECT ON *.*")]
    [InlineData("GRANT SELECT, INSERT ON *.* TO u; GRANT SELECT ON s.* TO u; REVOKE SELECT, INSERT ON s.* FROM u", "u@%: INSERT, SELECT ON *.*; REVOKE INSERT ON s.*")]
    [InlineData("GRANT SELECT, INSERT ON *.* TO u; REVOKE ALL ON s.* FROM u; GRANT SELECT, UPDATE ON s.* TO u", "u@%: INSERT, SELECT ON *.*; UPDATE ON s.*; REVOKE INSERT ON s.*")]
    [InlineData("GRANT SELECT, INSERT ON *.* TO u; REVOKE SELECT, INSERT ON s.* FROM u; GRANT SELECT ON *.* TO u", "u@%: INSERT, SELECT ON *.*; REVOKE INSERT ON s.*")]
    [InlineData("GRANT SELECT, INSERT ON *.* TO u; REVOKE SELECT, INSERT ON s.* FROM u; REVOKE INSERT ON *.* FROM u", "u@%: SELECT ON *.*; REVOKE SELECT ON s.*")]
    [InlineData("GRANT SELECT ON *.* TO u; REVOKE SELECT ON s.* FROM u; REVOKE ALL PRIVILEGES, GRANT OPTION FROM u", "u@%: ")]
    [InlineData("GRANT SELECT ON *.* TO u; REVOKE SELECT ON s.t FROM u", "u@%: SELECT ON *.*")]
    public void A_script_is_read_as_a_server_would(string script, string held) => Assert.Equal(held, Read(script, DbGrantDialect.MySql));

    [Theory]
    [InlineData("GRANT `r` TO `u`@`%` WITH ADMIN OPTION; REVOKE ADMIN OPTION FOR r FROM u@'%'", "u@%: ROLE r")]
    [InlineData("GRANT REPLICATION CLIENT, DELETE VERSIONING ROWS ON *.* TO u@'%'", "u@%: BINLOG MONITOR, DELETE HISTORY ON *.*")]
    [InlineData("GRANT SELECT ON x.* TO `r`", "r: SELECT ON x.*")]
    [InlineData("GRANT READ ONLY ADMIN ON *.* TO u@'%'", "u@%: READ_ONLY ADMIN ON *.*")]
    [InlineData("GRANT PROXY ON ''@'' TO u@'%'", "u@%: PROXY ON ``@%")]
    [InlineData("CREATE USER app; GRANT SELECT ON x.* TO app", "app@%: SELECT ON x.*")]
    [InlineData("CREATE ROLE app; CREATE USER app; GRANT SELECT ON x.* TO app", "app: SELECT ON x.*|app@%: ")]
    [InlineData("GRANT SELECT ON x.* TO public; GRANT INSERT ON x.* TO PUBLIC", "PUBLIC: INSERT, SELECT ON x.*")]
    [InlineData("GRANT `r` TO `u`@`%`; DROP ROLE r", "u@%: |r: ")]
    [InlineData("GRANT SELECT ON *.* TO u@'%'; REVOKE SELECT ON s.* FROM u@'%'", "u@%: SELECT ON *.*")]
    [InlineData("GRANT `r@x` TO u@'%'", "u@%: ROLE `r@x`@%")]
    public void MariaDB_has_words_of_its_own(string script, string held) => Assert.Equal(held, Read(script, DbGrantDialect.MariaDb));

    [Theory]
    [InlineData("GRANT SELECT ON *.* TO u IDENTIFIED BY hunter2", 1, 40)]
    [InlineData("SELECT 1", 1, 1)]
    [InlineData("GRANT SELECT ON x.* TO CURRENT_USER", 1, 24)]
    [InlineData("GRANT SELECT ON *.* TO u;\nGRANT SELECT *.* TO u", 2, 14)]
    public void What_is_no_grant_is_told_with_its_place_and_without_secrets(string script, int line, int column)
    {
        GrantSyntaxException error = Assert.Throws<GrantSyntaxException>(() => new GrantScript(DbGrantDialect.MySql).Run(script));
        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.DoesNotContain("hunter2", error.Message);
    }

    [Theory]
    [InlineData("GRANT SELECT ON *.* TO u IDENTIFIED BY 'hun'ter2'")]
    [InlineData("GRANT SELECT ON *.* TO u IDENTIFIED BY 'hun'ter2;hunter2' WITH")]
    [InlineData("GRANT SELECT ON *.* TO u IDENTIFIED BY 'hunter2;\nhunter2")]
    [InlineData("GRANT SELECT *.* TO u IDENTIFIED BY 'x;hunter2 hunter2'; hunter2")]
    [InlineData("ALTER USER u IDENTIFIED BY 'a'hunter2;hunter2' hunter2")]
    [InlineData("CREATE USER u IDENTIFIED BY 'a'b'; hunter2; GRANT SELECT ON *.* TO u")]
    [InlineData("SET PASSWORD FOR u = 'it's; hunter2'")]
    [InlineData("GRANT SELECT ON *.* TO u IDENTIFIED WITH x AS 0x68756e746572 hunter2")]
    [InlineData("GRANT SELECT ON *.* TO u IDENTIFIED VIA x USING PASSWORD hunter2")]
    [InlineData("GRANT SELECT ON *.* TO u REQUIRE SUBJECT hunter2 IDENTIFIED BY hunter2")]
    public void Nothing_of_a_secret_is_told_however_the_text_is_broken(string script)
    {
        var told = new System.Collections.Generic.List<string>();
        new GrantScript(DbGrantDialect.MySql).Run(script, problem => told.Add(problem.Message));

        Assert.NotEmpty(told);
        Assert.DoesNotContain("hunter", string.Join("\n", told));
        Assert.DoesNotContain("ter2", string.Join("\n", told));
    }

    [Fact]
    public void What_follows_a_broken_statement_is_read()
    {
        var script = new GrantScript(DbGrantDialect.MySql);
        var told = new System.Collections.Generic.List<(int, int)>();
        script.Run(
            "GRANT SELECT ON *.* TO u IDENTIFIED BY 'open;\nGRANT INSERT ON a.* TO u\nGRANT x, ON b.* TO u;\n\u001bGRANT DELETE ON c.* TO u; GRANT DROP ON d.* TO u",
            problem => told.Add((problem.Line, problem.Column)));

        Assert.Equal("u@%: INSERT ON a.*; DROP ON d.*", string.Join("|", script.Accounts.Select(one => $"{one.Key}: {one.Value}")));
        Assert.Equal([(1, 40), (3, 13), (4, 1)], told);
    }

    [Theory]
    [InlineData("GRANT SELECT ON a.* TO x IDENTIFIED BY 'y' BOGUS; GRANT INSERT ON b.* TO z", "z@%")]
    [InlineData("GRANT SELECT ON a.* TO x WITH GRANT OPTION BOGUS;\nGRANT INSERT ON b.* TO z", "z@%")]
    [InlineData("GRANT SELECT ON a.* TO x IDENTIFIED BY 'open; GRANT INSERT ON b.* TO z;", "")]
    [InlineData("GRANT SELECT ON a.* TO x IDENTIFIED BY 'open; GRANT INSERT ON b.* TO z;\nGRANT DROP ON c.* TO u;", "u@%")]
    [InlineData("GRANT SELECT ON a.* TO x\nGRANT INSERT ON b.* TO z", "x@%|z@%")]
    public void Of_a_statement_that_cannot_be_read_no_part_is_taken(string text, string accounts)
    {
        var script = new GrantScript(DbGrantDialect.MySql);
        script.Run(text, _ => { });
        Assert.Equal(accounts, string.Join("|", script.Accounts.Select(one => one.Key)));
    }

    [Fact]
    public void A_control_character_is_named() => Assert.Contains(
        "U+001B", Assert.Throws<GrantSyntaxException>(() => new GrantScript(DbGrantDialect.MySql).Run("GRANT SELECT ON *.* TO u; \u001b[31m")).Message);

    [Theory]
    [InlineData("GRANT SELECT ON db{0}.* TO u")]
    [InlineData("GRANT SELECT, ON db{0}.* TO u")]
    [InlineData("ALTER USER u{0} IDENTIFIED BY 'x'")]
    [InlineData("GRANT SELECT ON db{0}.* TO 'u IDENTIFIED BY ';\n")]
    public void The_time_for_a_dump_grows_with_its_lines_alone(string line)
    {
        double small = Seconds(1_000);
        double large = Seconds(20_000);

        Assert.InRange(large, 0, Math.Max(10, small * 20 * 6));

        double Seconds(int lines)
        {
            var script = new GrantScript(DbGrantDialect.MySql);
            string text = string.Concat(Enumerable.Range(0, lines).Select(i => string.Format(CultureInfo.InvariantCulture, line + ";\n", i)));
            var watch = Stopwatch.StartNew();
            script.Run(text, _ => { });
            return watch.Elapsed.TotalSeconds;
        }
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
        return held.Equals(dialect.Catalog().Collapse(dialect.Catalog().Expand(set)))
            && (script.Accounts.All(one => one.Value.IsEmpty) || dialect == DbGrantDialect.MySql);
    });

    [Theory]
    [InlineData("PROXY ON a@h", "GRANT PROXY ON `a`@`h` TO `u`@`%` WITH GRANT OPTION|REVOKE GRANT OPTION ON *.* FROM `u`@`%`")]
    [InlineData("PROXY ON a@h; GRANT OPTION ON *.*", "GRANT USAGE ON *.* TO `u`@`%` WITH GRANT OPTION|GRANT PROXY ON `a`@`h` TO `u`@`%` WITH GRANT OPTION")]
    public void Who_may_give_PROXY_is_made_anew_without_the_global_option(string held, string statements) => Assert.Equal(
        statements.Split('|'),
        GrantStatements.Recreate("u@%", GrantText.Parse(held.Replace("@h", "@h WITH GRANT OPTION")), DbGrantDialect.MySql));

    [Theory]
    [InlineData("PROXY ON a@h", DbGrantDialect.MySql, "REVOKE PROXY ON `a`@`h` FROM `u`@`%`|GRANT PROXY ON `a`@`h` TO `u`@`%`")]
    [InlineData("ROLE r", DbGrantDialect.MySql, "REVOKE `r`@`%` FROM `u`@`%`|GRANT `r`@`%` TO `u`@`%`")]
    [InlineData("ROLE r", DbGrantDialect.MariaDb, "REVOKE ADMIN OPTION FOR `r` FROM `u`@`%`")]
    public void The_option_alone_is_taken_without_what_it_is_of(string of, DbGrantDialect dialect, string statements)
    {
        var option = DbPrivilegeSet.Of(GrantText.Parse(of).Targets, ["GRANT OPTION"]);

        Assert.Equal(statements.Split('|'), GrantStatements.Revoke("u@%", option, dialect));
    }

    [Fact]
    public void ALL_of_a_column_is_written_word_by_word() => Assert.Equal(
        ["GRANT INSERT (`id`), REFERENCES (`id`), SELECT (`id`), UPDATE (`id`) ON `s`.`t` TO `u`@`%`"],
        GrantStatements.Grant("u@%", GrantText.Parse("ALL (id) ON s.t"), DbGrantDialect.MySql));

    private static string Read(string script, DbGrantDialect dialect)
    {
        var read = new GrantScript(dialect);
        read.Run(script);
        return string.Join("|", read.Accounts.Select(account => $"{account.Key}: {account.Value}"));
    }
}
