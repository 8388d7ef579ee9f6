using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Engines.Sql.MySql.Dialect;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Grants;
using DbAccounts.Model;

namespace DbAccounts.Engines.Sql.MySql;

/// <summary>What accounts hold, as the server shows it.</summary>
internal static class MySqlGrants
{
    /// <summary>Reads what an account holds itself; what its roles hold is the roles'.</summary>
    public static async Task<DbPrivilegeSet> ReadAsync(DbInstance instance, DbAccountIdentity account, CallContext context) =>
        await ReadAsync(
            instance,
            account,
            MySqlText.Account(account),
            await MySqlSender.ServerAsync(instance, context).ConfigureAwait(false),
            context).ConfigureAwait(false);

    /// <summary>Reads what a role holds itself. On MariaDB a role has no host, on MySQL it is an account.</summary>
    public static async Task<DbPrivilegeSet> ReadRoleAsync(DbInstance instance, string role, CallContext context)
    {
        MySqlServer server = await MySqlSender.ServerAsync(instance, context).ConfigureAwait(false);
        string name = GrantName.OfRoleWithoutHost(role);
        return server.IsMariaDb
            ? await ReadAsync(instance, new DbAccountIdentity(name, null), MySqlText.Literal(name), server, context).ConfigureAwait(false)
            : await ReadAsync(instance, MySqlMapping.Identity(new DbAccountIdentity(role)), context).ConfigureAwait(false);
    }

    private static async Task<DbPrivilegeSet> ReadAsync(
        DbInstance instance, DbAccountIdentity account, string quoted, MySqlServer server, CallContext context)
    {
        SqlRows rows = await MySqlSender.ReadAsync(
            instance,
            new MySqlWork("SHOW GRANTS", account.ToString()),
            _ => $"SHOW GRANTS FOR {quoted}",
            context).ConfigureAwait(false);
        var script = new GrantScript(server.Dialect);
        try
        {
            script.Run(string.Join(";\n", rows.Rows.Select(row => row[0] as string)));
        }
        catch (GrantSyntaxException e)
        {
            throw DbError.GrantsUnread(account, instance.Key, e);
        }

        // Of a role MariaDB shows what its roles hold, too.
        return server.Read(DbPrivilegeSet.Of(script.Accounts.Where(held => held.Key.Name == account.Name).Select(held => held.Value)));
    }
}
