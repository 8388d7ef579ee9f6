using System.Collections.Generic;
using System.Linq;
using DbAccounts.Grants;
using DbAccounts.Model;
using Xunit;

namespace DbAccounts.Tests.Grants;

/// <summary>
/// Forms in which others publish what accounts hold: transcripts of the client, dumps of pt-show-grants and mysqldump, scripts. They are read,
/// and what is written of them is read as the same.
/// </summary>
public sealed class PublishedFormTests
{
    // What mariadb-dump --system=users writes, for MariaDB and for MySQL at once.
    private const string Dump = """
        CREATE USER IF NOT EXISTS `app`@`%` IDENTIFIED BY PASSWORD '*0123456789ABCDEF0123456789ABCDEF01234567';
        SELECT COALESCE(CURRENT_ROLE(),'NONE') into @current_role;
        CREATE ROLE IF NOT EXISTS mariadb_dump_import_role;
        GRANT mariadb_dump_import_role TO CURRENT_USER();
        SET ROLE mariadb_dump_import_role;
        /*!80001 CREATE ROLE IF NOT EXISTS 'reader' */;
        /*M!100005 CREATE ROLE IF NOT EXISTS 'reader' WITH ADMIN mariadb_dump_import_role */;
        /*M!100005 GRANT 'reader' TO 'app'@'%' WITH ADMIN OPTION */;
        /*!80001 GRANT 'reader'@'%' TO 'app'@'%' */;
        # NOTE: auth plugin 'x' needs to be loaded: INSTALL SONAME 'x'
        INSTALL SONAME 'x';
        GRANT USAGE ON *.* TO `app`@`%` IDENTIFIED BY PASSWORD '*0123456789ABCDEF0123456789ABCDEF01234567';
        GRANT SELECT, SHOW VIEW ON `shop\_app`.* TO `app`@`%`;

        /*M!100005 SET DEFAULT ROLE NONE FOR 'app'@'%' */;
        /*!80001 ALTER USER 'app'@'%' DEFAULT ROLE NONE */;
        SET ROLE NONE;
        DROP ROLE mariadb_dump_import_role;
        /*M!100203 EXECUTE IMMEDIATE CONCAT('SET ROLE ', @current_role) */;
        """;

    public static TheoryData<DbGrantDialect, string, string> Forms { get; } = new()
    {
        // The client's table, its vertical form, and a session with prompts.
        {
            DbGrantDialect.MySql80,
            "mysql> SHOW GRANTS FOR u1;\n+---+\n| Grants for u1@%   |\n+---+\n| GRANT SELECT, INSERT ON *.* TO `u1`@`%` |\n| REVOKE INSERT ON `mysql`.* FROM `u1`@`%` |\n+---+\n2 rows in set (0.00 sec)\n",
            "u1@%: INSERT, SELECT ON *.*; REVOKE INSERT ON mysql.*"
        },
        {
            DbGrantDialect.MySql,
            "*************************** 1. row ***************************\nGrants for root@localhost: GRANT SELECT, CREATE ROLE ON *.* TO `root`@`localhost` WITH GRANT OPTION\n"
                + "*************************** 2. row ***************************\nGrants for root@localhost: GRANT PROXY ON ``@`` TO `root`@`localhost` WITH GRANT OPTION\n2 rows in set (0.00 sec)",
            "root@localhost: CREATE ROLE, SELECT ON *.* WITH GRANT OPTION; PROXY ON ``@`` WITH GRANT OPTION"
        },
        {
            DbGrantDialect.MySql,
            "mysql> CREATE USER u1;\nQuery OK, 0 rows affected (0.01 sec)\n\nmysql> GRANT SELECT,\n    -> INSERT ON shop.* TO u1;\nQuery OK, 0 rows affected (0.00 sec)\n",
            "u1@%: INSERT, SELECT ON shop.*"
        },
        { DbGrantDialect.MariaDb, "MariaDB [(none)]> GRANT SELECT ON shop.* TO u1@'%';\nQuery OK, 0 rows affected, 1 warning (0.001 sec)", "u1@%: SELECT ON shop.*" },
        // pt-show-grants, of roles and of a hash with what no text has.
        {
            DbGrantDialect.MySql80,
            "-- Grants dumped by pt-show-grants\n-- Roles\nCREATE ROLE IF NOT EXISTS `application_ro`;\n-- End of roles listing\n-- Grants for 'a'@'172.%'\n"
                + "CREATE USER IF NOT EXISTS `a`@`172.%`;\nALTER USER `a`@`172.%` IDENTIFIED WITH 'caching_sha2_password' AS '$A$005$\u0001\n\\'\n;GRANT ALL ON *.* TO x;\\\\' REQUIRE NONE "
                + "PASSWORD EXPIRE DEFAULT ACCOUNT UNLOCK PASSWORD HISTORY DEFAULT PASSWORD REUSE INTERVAL DEFAULT PASSWORD REQUIRE CURRENT DEFAULT;\n"
                + "GRANT APPLICATION_PASSWORD_ADMIN,AUDIT_ADMIN ON *.* TO `a`@`172.%`;\nGRANT `application_ro`@`%` TO `a`@`172.%`;\nGRANT ALL PRIVILEGES ON `x`.`actor` TO `a`@`172.%` WITH GRANT OPTION;",
            "application_ro@%: |a@172.%: APPLICATION_PASSWORD_ADMIN, AUDIT_ADMIN ON *.*; ALL ON x.actor WITH GRANT OPTION; ROLE application_ro"
        },
        // Secrets that a server or somebody else has cut out.
        { DbGrantDialect.MySql57, "GRANT USAGE ON *.* TO 'u'@'10.%' IDENTIFIED BY PASSWORD <secret>\nGRANT SELECT ON `s`.* TO 'u'@'10.%'", "u@10.%: SELECT ON s.*" },
        { DbGrantDialect.MySql57, "GRANT SELECT ON *.* TO 'u'@'%' IDENTIFIED BY PASSWORD <secret> REQUIRE SSL WITH GRANT OPTION", "u@%: SELECT ON *.* WITH GRANT OPTION" },
        { DbGrantDialect.MySql57, "GRANT SELECT ON *.* TO 'u'@'%' IDENTIFIED BY PASSWORD WITH GRANT OPTION;", "u@%: SELECT ON *.* WITH GRANT OPTION" },
        { DbGrantDialect.MySql57, "GRANT SELECT ON *.* TO 'u'@'%' IDENTIFIED BY PASSWORD", "u@%: SELECT ON *.*" },
        // Words of clouds.
        {
            DbGrantDialect.MySql57,
            "GRANT SELECT, LOAD FROM S3, SELECT INTO S3, INVOKE LAMBDA ON *.* TO 'admin'@'%' WITH GRANT OPTION",
            "admin@%: INVOKE LAMBDA, LOAD FROM S3, SELECT, SELECT INTO S3 ON *.* WITH GRANT OPTION"
        },
        { DbGrantDialect.MySql80, "GRANT `rds_superuser_role`@`%` TO `admin`@`%`\nGRANT SELECT,INSERT ON *.* TO 'admin'@'%'", "admin@%: INSERT, SELECT ON *.*; ROLE rds_superuser_role" },
        // Comments that are meant for others.
        { DbGrantDialect.MariaDb, Dump, @"app@%: SELECT, SHOW VIEW ON shop_app.*; ROLE reader WITH ADMIN OPTION|reader: " },
        { DbGrantDialect.MySql80, Dump, "app@%: SELECT, SHOW VIEW ON shop_app.*; ROLE reader|reader@%: " },
        { DbGrantDialect.MySql57, "/*!80001 GRANT `r` TO `u`@`%` */; /*!50001 GRANT SELECT ON x.* TO u */;", "u@%: SELECT ON x.*" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void They_are_read_and_written_as_the_same(DbGrantDialect dialect, string text, string held)
    {
        var script = new GrantScript(dialect);
        Assert.Empty(script.Run(text));
        KeyValuePair<DbAccountIdentity, DbPrivilegeSet>[] accounts = [.. script.Accounts.Where(one => !one.Key.Name.StartsWith("mariadb_dump", System.StringComparison.Ordinal))];
        Assert.Equal(held, string.Join("|", accounts.Select(one => $"{one.Key}: {one.Value}")));
        foreach ((DbAccountIdentity account, DbPrivilegeSet its) in accounts)
        {
            var again = new GrantScript(dialect);
            again.Run(string.Join(";\n", GrantStatements.Grant(account.ToString(), its, dialect)));
            Assert.Equal(its, again.Accounts.Select(one => one.Value).FirstOrDefault() ?? DbPrivilegeSet.Empty);
        }
    }
}
