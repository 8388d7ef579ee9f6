using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Engines.Listing;
using DbAccounts.Errors;
using DbAccounts.Grants;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Sql;

/// <summary>Privileges on all levels of a real server.</summary>
[Collection(nameof(MariaDb))]
public class MySqlGrantTests(MariaDb mariaDb)
{
    private static readonly DbAccountIdentity _account = new("granted", "%");

    [MariaDbTheory]
    [InlineData("PROCESS, SELECT ON *.*", "GRANT SELECT, PROCESS ON *.* TO `granted`@`%`")]
    [InlineData("ALL ON *.*", "GRANT ALL PRIVILEGES ON *.* TO `granted`@`%`")]
    [InlineData("SELECT ON shop.* WITH GRANT OPTION", "GRANT SELECT ON `shop`.* TO `granted`@`%` WITH GRANT OPTION")]
    [InlineData("ALL ON shop_app.*", @"GRANT ALL PRIVILEGES ON `shop\_app`.* TO `granted`@`%`")]
    [InlineData(@"SELECT ON shop\_%.*", @"GRANT SELECT ON `shop\_%`.* TO `granted`@`%`")]
    [InlineData("INSERT, SELECT ON shop.orders", "GRANT SELECT, INSERT ON `shop`.`orders` TO `granted`@`%`")]
    [InlineData("INSERT, SELECT (total) ON shop.orders", "GRANT SELECT (`total`), INSERT ON `shop`.`orders` TO `granted`@`%`")]
    [InlineData("SELECT (`a b`) ON shop.`odd``name`", "GRANT SELECT (`a b`) ON `shop`.`odd``name` TO `granted`@`%`")]
    [InlineData("EXECUTE ON PROCEDURE shop.refund", "GRANT EXECUTE ON PROCEDURE `shop`.`refund` TO `granted`@`%`")]
    [InlineData("ROLE reader WITH ADMIN OPTION", "GRANT `reader` TO `granted`@`%` WITH ADMIN OPTION")]
    [InlineData("PROXY ON dba@127.0.0.1", "GRANT PROXY ON `dba`@`127.0.0.1` TO `granted`@`%`")]
    public async Task A_grant_is_held_shown_and_taken_as_it_was_written(string grant, string statement)
    {
        Fresh();
        await ChangeAsync(OperationKind.GrantPrivilege, grant);
        Assert.Equal([statement], mariaDb.Grants("granted"));
        Assert.Equal(grant, (await HeldAsync()).ToString());
        await ChangeAsync(OperationKind.RevokePrivilege, grant);
        Assert.Empty(mariaDb.Grants("granted"));
    }

    [MariaDbTheory]
    [InlineData("SELECT ON shop.*", "SELECT ON shop.*", "")]
    [InlineData("SELECT ON shop.*", "INSERT ON shop.*", "GRANT INSERT ON `shop`.* TO `granted`@`%`; REVOKE SELECT ON `shop`.* FROM `granted`@`%`")]
    [InlineData("ALL ON shop.*", "SELECT ON crm.*; ALL ON shop.*", "GRANT SELECT ON `crm`.* TO `granted`@`%`")]
    [InlineData("SELECT ON *.*", "", "REVOKE SELECT ON *.* FROM `granted`@`%`")]
    [InlineData("SELECT ON shop.* WITH GRANT OPTION", "SELECT ON shop.*", "REVOKE GRANT OPTION ON `shop`.* FROM `granted`@`%`")]
    [InlineData("SELECT ON shop.orders", "SELECT (id) ON shop.orders",
        "REVOKE SELECT ON `shop`.`orders` FROM `granted`@`%`; GRANT SELECT (`id`) ON `shop`.`orders` TO `granted`@`%`")]
    [InlineData("ROLE reader", "SELECT ON shop.*", "GRANT SELECT ON `shop`.* TO `granted`@`%`; REVOKE `reader` FROM `granted`@`%`")]
    public async Task A_replacement_is_the_smallest_and_gives_before_it_takes(string before, string after, string statements)
    {
        Fresh();
        await ChangeAsync(OperationKind.GrantPrivilege, before);
        ChangePlan plan = await mariaDb.Root.PlanAsync(Change(OperationKind.SetPrivilege, after), MariaDb.Context());
        Assert.Equal(statements.Length == 0 ? "nothing has to be changed, so nothing is sent" : statements, plan.Steps.Single().Request);
        await ChangeAsync(OperationKind.SetPrivilege, after);
        Assert.Equal(after, (await HeldAsync()).ToString());
    }

    [MariaDbFact]
    public async Task Random_replacements_end_in_what_was_asked_for()
    {
        Fresh();
        var random = new Random(20261127);
        string[] parts =
        [
            "SELECT ON *.*", "ALL ON *.*", "INSERT ON shop.*", "ALL ON shop.*", "SELECT ON shop_app.* WITH GRANT OPTION", @"SELECT ON shop\_%.*",
            "DELETE ON shop.orders", "SELECT (id) ON shop.orders", "INSERT (id, total), UPDATE (total) ON shop.orders",
            "EXECUTE ON PROCEDURE shop.refund", "ROLE reader", "PROXY ON dba@127.0.0.1", "REFERENCES (`a b`) ON shop.`odd``name` WITH GRANT OPTION",
        ];
        for (int i = 0; i < 60; i++)
        {
            string asked = string.Join("; ", parts.Where(_ => random.Next(3) == 0));
            await ChangeAsync(OperationKind.SetPrivilege, asked);
            Assert.True(GrantText.Parse(asked).Equals(await HeldAsync()) || await IsAllAsync(asked), $"{asked} is {await HeldAsync()}");
        }

        // ALL with one of its own is ALL.
        async Task<bool> IsAllAsync(string asked)
        {
            PrivilegeCatalog catalog = await mariaDb.Root.Client.GetPrivilegeCatalogAsync(mariaDb.Root, MariaDb.Context());
            return catalog.Expand(GrantText.Parse(asked)).Equals(catalog.Expand(await HeldAsync()));
        }
    }

    [MariaDbTheory]
    [InlineData("DELETE ON shop.*", "Nothing is revoked from 'granted@%', as it does not hold DELETE ON shop.*.")]
    [InlineData("SELECT ON shop.orders", "Nothing is revoked from 'granted@%', as it does not hold SELECT ON shop.orders. 'granted@%' can still do the same by SELECT ON shop.*.")]
    [InlineData("DELETE, SELECT ON shop.*", "'granted@%' does not hold DELETE ON shop.*, so there is no such grant to revoke.")]
    [InlineData("UPDATE ON crm.orders", "Nothing is revoked from 'granted@%', as it does not hold UPDATE ON crm.orders.")]
    [InlineData("ROLE reader", "Nothing is revoked from 'granted@%', as it does not hold ROLE reader.")]
    public async Task A_revoke_of_what_is_not_held_says_so(string revoke, string warning)
    {
        Fresh();
        await ChangeAsync(OperationKind.GrantPrivilege, "SELECT ON shop.*");
        var said = new List<string>();
        DbJob job = Assert.Single(await mariaDb.Root.ChangeAsync(Change(OperationKind.RevokePrivilege, revoke), MariaDb.Context(said)));
        Assert.Equal(DbJobState.Succeeded, job.State);
        Assert.Contains(warning, said);
    }

    [MariaDbFact]
    public async Task All_is_taken_from_who_holds_a_part_of_it()
    {
        Fresh();
        await ChangeAsync(OperationKind.GrantPrivilege, "INSERT, SELECT ON shop.*");
        var said = new List<string>();
        await mariaDb.Root.ChangeAsync(Change(OperationKind.RevokePrivilege, "ALL ON shop.*"), MariaDb.Context(said));
        Assert.Empty(mariaDb.Grants("granted"));
        Assert.DoesNotContain(said, line => line.Contains("does not hold", StringComparison.Ordinal));
    }

    [MariaDbTheory]
    [InlineData("SUPER ON shop.*", DbErrorId.RuleViolation)]
    [InlineData("SELEKT ON shop.*", DbErrorId.RuleViolation)]
    [InlineData("SYSTEM_USER ON *.*", DbErrorId.InvalidInput)]
    [InlineData("SHOW CREATE ROUTINE ON shop.*", DbErrorId.InvalidInput)]
    [InlineData("SELECT ON shop.absent", DbErrorId.RequestRefused)]
    [InlineData("SELECT (absent) ON shop.orders", DbErrorId.RequestRefused)]
    [InlineData("EXECUTE ON PROCEDURE shop.absent", DbErrorId.RequestRefused)]
    [InlineData("ROLE absent", DbErrorId.RequestRefused)]
    public async Task What_can_not_be_granted_has_its_error(string grant, string errorId)
    {
        Fresh();
        DbAccountsException error = await Assert.ThrowsAsync<DbAccountsException>(() => ChangeAsync(OperationKind.GrantPrivilege, grant));
        Assert.True(error.ErrorId == errorId, $"{error.ErrorId}: {error.Message}");
        Assert.NotEqual("1064", error.ServiceCode);
    }

    [MariaDbTheory]
    [InlineData(OperationKind.GrantPrivilege)]
    [InlineData(OperationKind.RevokePrivilege)]
    [InlineData(OperationKind.SetPrivilege)]
    public async Task Nobody_is_created_by_a_grant(OperationKind kind)
    {
        DbAccountsException error = await Assert.ThrowsAsync<DbAccountsException>(() => mariaDb.Root.ChangeAsync(
            new ChangePrivilege(kind, new DbAccountIdentity("nobody", "%"), GrantText.Parse("SELECT ON shop.*")), MariaDb.Context()));
        Assert.Equal(DbErrorId.AccountNotFound, error.ErrorId);
        Assert.DoesNotContain(await mariaDb.Root.AccountsAsync(MariaDb.Context()), found => found.Name == "nobody");
    }

    [MariaDbFact]
    public async Task A_role_is_read_by_its_own_name_with_the_roles_in_it()
    {
        Fresh();
        mariaDb.Sql(
            "CREATE OR REPLACE ROLE inner_role", "CREATE OR REPLACE ROLE `outer_role`", "GRANT INSERT ON shop.* TO inner_role",
            "GRANT SELECT ON crm.* TO `outer_role`", "GRANT inner_role TO `outer_role`", "GRANT `outer_role` TO 'granted'@'%'");
        var roles = new RoleReader(mariaDb.Root, MariaDb.Context());
        Assert.Null(await roles.ReadAsync(await HeldAsync()));
        Assert.Equal("INSERT ON shop.*", roles.Hold["inner_role"].ToString());
        Assert.Equal("SELECT ON crm.*; ROLE inner_role", roles.Hold["outer_role"].ToString());
        mariaDb.Sql("DROP ROLE inner_role", "DROP ROLE `outer_role`");
    }

    [MariaDbFact]
    public async Task Whose_grants_count_for_a_login_is_told_with_them()
    {
        mariaDb.Sql(
            "CREATE OR REPLACE USER 'shared'@'localhost'", "CREATE OR REPLACE USER 'shared'@'%'", "CREATE OR REPLACE USER ''@'local%'",
            "GRANT SELECT ON crm.* TO 'shared'@'%'", "GRANT INSERT ON shop.orders TO 'shared'@'%'", "GRANT PROCESS ON *.* TO 'shared'@'%'",
            "GRANT DELETE ON `crm%`.* TO ''@'local%'", "GRANT UPDATE ON shop.* TO PUBLIC");
        try
        {
            var access = new Dictionary<string, string[]>();
            await new EffectiveAccessReader(new PrivilegeReader()).ReadAsync(
                mariaDb.Root,
                [new DbAccountIdentity("shared", "localhost"), new DbAccountIdentity("shared", "%")],
                new AccessQuestion(null, [new DbPrivilegeTarget("CRM".ToLowerInvariant()), new DbPrivilegeTarget("shop", "orders")]),
                async (account, reading) => access[account.ToString()] =
                    [.. (await reading).Access.Select(one => $"{one.Object}: {one.Privilege} {one.Via} {one.Role ?? one.GrantedTo}: {one.Grant}")],
                MariaDb.Context());
            Assert.Equal(
                [
                    "crm.*: DELETE Pattern ''@local%: DELETE ON crm%.*", "shop.orders: INSERT Table shared@%: INSERT ON shop.orders",
                    "shop.orders: UPDATE Role PUBLIC: UPDATE ON shop.*",
                ],
                access["shared@localhost"].Order());
            Assert.Equal(
                ["crm.*: SELECT Database : SELECT ON crm.*", "shop.orders: INSERT Table : INSERT ON shop.orders", "shop.orders: UPDATE Role PUBLIC: UPDATE ON shop.*"],
                access["shared@%"].Order());
        }
        finally
        {
            mariaDb.Sql("DROP USER ''@'local%'", "REVOKE ALL PRIVILEGES, GRANT OPTION FROM PUBLIC", "DROP USER 'shared'@'localhost'", "DROP USER 'shared'@'%'");
        }
    }

    [MariaDbTheory]
    [InlineData("PROXY ON dba@127.0.0.1 WITH GRANT OPTION", "PROXY ON dba@127.0.0.1 WITH GRANT OPTION")]
    [InlineData("PROXY ON dba@127.0.0.1 WITH GRANT OPTION; SELECT ON *.* WITH GRANT OPTION", "SELECT ON *.* WITH GRANT OPTION; PROXY ON dba@127.0.0.1 WITH GRANT OPTION")]
    public async Task Who_may_give_PROXY_gets_no_more_with_it(string grant, string held)
    {
        Fresh();
        await ChangeAsync(OperationKind.GrantPrivilege, grant);
        Assert.Equal(held, (await HeldAsync()).ToString());
        await ChangeAsync(OperationKind.SetPrivilege, "");
        await ChangeAsync(OperationKind.SetPrivilege, grant);
        Assert.Equal(held, (await HeldAsync()).ToString());
        await ChangeAsync(OperationKind.GrantPrivilege, "PROCESS ON *.* WITH GRANT OPTION");
        await ChangeAsync(OperationKind.GrantPrivilege, grant);
        Assert.Contains("PROCESS", (await HeldAsync()).ToString(), StringComparison.Ordinal);
        Assert.Contains(PrivilegeWord.GrantOption, (await HeldAsync())[DbPrivilegeTarget.Global]);
    }

    [MariaDbFact]
    public async Task A_role_with_a_sign_of_hosts_in_its_name_is_one()
    {
        Fresh();
        mariaDb.Sql("CREATE OR REPLACE ROLE `read@er`", "GRANT SELECT ON crm.* TO `read@er`");
        await ChangeAsync(OperationKind.GrantPrivilege, "ROLE `read@er`@%");
        Assert.Equal(["GRANT `read@er` TO `granted`@`%`"], mariaDb.Grants("granted"));
        var roles = new RoleReader(mariaDb.Root, MariaDb.Context());
        Assert.Null(await roles.ReadAsync(await HeldAsync()));
        Assert.Equal("SELECT ON crm.*", roles.Hold["read@er@%"].ToString());
        await ChangeAsync(OperationKind.SetPrivilege, "");
        Assert.Empty(mariaDb.Grants("granted"));
        mariaDb.Sql("DROP ROLE `read@er`");
    }

    [MariaDbTheory]
    [InlineData("REVOKE INSERT ON mysql.*", "'REVOKE INSERT ON mysql.*' can't be granted on this server: MariaDB does not have it, and MySQL has it from 8.0.16 on.")]
    public async Task What_this_server_has_not_is_said(string grant, string message)
    {
        Fresh();
        DbAccountsException error = await Assert.ThrowsAsync<DbAccountsException>(() => ChangeAsync(OperationKind.GrantPrivilege, grant));
        Assert.Equal((DbErrorId.NotSupportedByService, message), (error.ErrorId, error.Message));
    }

    private void Fresh() => mariaDb.Sql("CREATE OR REPLACE USER 'granted'@'%'");

    private Task<IReadOnlyList<DbJob>> ChangeAsync(OperationKind kind, string grants) =>
        mariaDb.Root.ChangeAsync(Change(kind, grants), MariaDb.Context());

    private static ChangePrivilege Change(OperationKind kind, string grants) =>
        new(kind, _account, GrantText.Parse(grants)) { Global = true };

    private Task<DbPrivilegeSet> HeldAsync() => mariaDb.Root.Client.GetPrivilegesAsync(mariaDb.Root, _account, MariaDb.Context());
}
