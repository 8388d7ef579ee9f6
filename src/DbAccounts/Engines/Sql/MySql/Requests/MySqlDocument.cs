namespace DbAccounts.Engines.Sql.MySql.Requests;

/// <summary>The documents that the rules come from.</summary>
internal static class MySqlDocument
{
    private const string MySql = "MySQL Reference Manual, https://dev.mysql.com/doc/refman/8.4/en/";
    private const string MariaDb = "https://mariadb.com/docs/server/reference/sql-statements/account-management-sql-statements/";
    public const string CreateUser = MySql + "create-user.html; MariaDB, " + MariaDb + "create-user";
    public const string AlterUser = MySql + "alter-user.html; MariaDB, " + MariaDb + "alter-user";
    public const string RenameUser = MySql + "rename-user.html; MariaDB, " + MariaDb + "rename-user";
    public const string SetPassword = MySql + "set-password.html; MariaDB, " + MariaDb + "set-password";
    public const string DropUser = MySql + "drop-user.html; MariaDB, " + MariaDb + "drop-user";
    public const string Grant = MySql + "grant.html; MariaDB, " + MariaDb + "grant";
    public const string Revoke = MySql + "revoke.html; MariaDB, " + MariaDb + "revoke";
    public const string ShowGrants = MySql + "show-grants.html; MariaDB, "
        + "https://mariadb.com/docs/server/reference/sql-statements/administrative-sql-statements/show/show-grants";
    public const string Accounts = MySql + "grant-tables.html; MariaDB, "
        + "https://mariadb.com/docs/server/reference/system-tables/the-mysql-database-tables/mysql-global_priv-table";
    public const string Names = MySql + "user-names.html; MariaDB, "
        + "https://mariadb.com/docs/server/reference/sql-structure/sql-language-structure/identifier-names";
}
