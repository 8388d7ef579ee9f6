using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Comparison;
using DbAccounts.Engines;
using DbAccounts.Engines.Listing;
using DbAccounts.Engines.Sql.MySql;
using DbAccounts.Grants;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Sql;

/// <summary>A server on which names of databases and tables have no case.</summary>
public class MySqlFoldingTests
{
    private static readonly DbAccountIdentity _account = new("folded", "%");

    [MariaDbFact]
    public async Task A_database_is_the_same_in_any_case()
    {
        using var server = new MariaDbServer("--lower-case-table-names=1");
        DbInstance root = DbInstance.Connect(new DbInstanceOptions
        {
            Service = "MySql",
            InstanceId = server.Socket,
            Credential = new DbCredential("root", Secret.From("")),
        });
        foreach (string statement in new[] { "CREATE USER 'folded'@'%'", "GRANT INSERT, UPDATE ON shop.* TO 'folded'@'%'" })
        {
            await MySqlSender.RunAsync(
                root,
                new MySqlWork("Test", "") { IsChange = true },
                (session, cancellation) => session.Connection.ExecuteAsync(statement, null, cancellation),
                MariaDb.Context());
        }

        var said = new List<string>();
        await ChangeAsync(OperationKind.SetPrivilege, "SELECT, UPDATE ON Shop.*");
        Assert.Equal("SELECT, UPDATE ON shop.*", await HeldAsync());
        await ChangeAsync(OperationKind.RevokePrivilege, "SELECT ON SHOP.*");
        Assert.Equal("UPDATE ON shop.*", await HeldAsync());
        Assert.DoesNotContain(said, line => line.Contains("does not hold", System.StringComparison.Ordinal));

        // So it is in what accounts can do, and in what is compared.
        var found = new List<string>();
        await new EffectiveAccessReader(new PrivilegeReader()).ReadAsync(
            root,
            [_account],
            new AccessQuestion(["UPDATE"], [new DbPrivilegeTarget("SHOP"), new DbPrivilegeTarget("Shop", "Orders")]),
            async (_, reading) => found.AddRange((await reading).Access.Select(one => one.ToString())),
            MariaDb.Context());
        Assert.Equal(["folded@%: UPDATE ON shop.*", "folded@%: UPDATE ON shop.orders"], found);
        PrivilegeCatalog catalog = await root.Client.GetPrivilegeCatalogAsync(root, MariaDb.Context());
        Assert.Equal(
            ComparablePrivileges.Of(GrantText.Parse("SELECT ON shop.orders; UPDATE ON `shop\\_%`.*"), catalog),
            ComparablePrivileges.Of(GrantText.Parse("SELECT ON Shop.Orders; UPDATE ON `SHOP\\_%`.*"), catalog));

        Task<IReadOnlyList<DbJob>> ChangeAsync(OperationKind kind, string grants) =>
            root.ChangeAsync(new ChangePrivilege(kind, _account, GrantText.Parse(grants)), MariaDb.Context(said));

        async Task<string> HeldAsync() => (await root.Client.GetPrivilegesAsync(root, _account, MariaDb.Context())).ToString();
    }
}
