using DbAccounts.Changes;
using DbAccounts.Engines.Sql.MySql.Requests;
using DbAccounts.Model;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Sql.MySql;

/// <summary>What MySQL and MariaDB document: their statements and levels.</summary>
internal static class MySqlInfo
{
    /// <summary>The facts that <c>Get-DbService</c> shows.</summary>
    public static DbServiceInfo Info { get; } = new()
    {
        Service = "MySql",
        Provider = "MySQL, MariaDB",
        Description = "Any server of MySQL 5.7 and later, or MariaDB 10.4 and later, by SQL",
        HostIsIdentity = true,
        QuotesNames = true,
        HasDefaultPasswordLifetime = true,
        Hosts = HostForm.Patterns,
        PrivilegeLevels =
        [
            DbPrivilegeLevel.Global, DbPrivilegeLevel.Pattern, DbPrivilegeLevel.Database, DbPrivilegeLevel.Table, DbPrivilegeLevel.Column,
            DbPrivilegeLevel.Routine, DbPrivilegeLevel.Role, DbPrivilegeLevel.Proxy,
            DbPrivilegeLevel.PartialRevoke,
        ],
        MostAtOnce = 4,
        Operations =
        [
            new(OperationKind.CreateAccount, "CREATE USER", MySqlDocument.CreateUser) { RequestType = typeof(CreateUser) },
            new(OperationKind.CreateAccount, "GRANT", MySqlDocument.Grant) { RequestType = typeof(ChangeGrants) },
            new(OperationKind.ModifyAccount, "ALTER USER", MySqlDocument.AlterUser) { RequestType = typeof(AlterUser) },
            new(OperationKind.ModifyAccount, "SET PASSWORD", MySqlDocument.SetPassword) { RequestType = typeof(SetPassword) },
            new(OperationKind.ModifyAccount, "RENAME USER", MySqlDocument.RenameUser) { RequestType = typeof(RenameUser) },
            new(OperationKind.ResetPassword, "SET PASSWORD", MySqlDocument.SetPassword) { RequestType = typeof(SetPassword) },
            new(OperationKind.RemoveAccount, "DROP USER", MySqlDocument.DropUser) { RequestType = typeof(DropUser) },
            new(OperationKind.ListAccounts, "SELECT FROM mysql.user", MySqlDocument.Accounts),
            new(OperationKind.GrantPrivilege, "GRANT", MySqlDocument.Grant) { RequestType = typeof(ChangeGrants) },
            new(OperationKind.RevokePrivilege, "REVOKE", MySqlDocument.Revoke) { RequestType = typeof(ChangeGrants) },
            new(OperationKind.SetPrivilege, "GRANT and REVOKE", MySqlDocument.Revoke) { RequestType = typeof(ChangeGrants) },
            new(OperationKind.ListPrivileges, "SHOW GRANTS", MySqlDocument.ShowGrants),
        ],
    };
}
