namespace DbAccounts.Grants;

/// <summary>Whose GRANT statements they are.</summary>
public enum DbGrantDialect
{
    /// <summary>MySQL 8.4 and 9.</summary>
    MySql,

    /// <summary>MySQL 8.0.</summary>
    MySql80,

    /// <summary>MySQL 5.7.</summary>
    MySql57,

    /// <summary>MariaDB 10.5 to 11.2.</summary>
    MariaDb,

    /// <summary>MariaDB 11.3 and later, which have the privilege SHOW CREATE ROUTINE.</summary>
    MariaDb113,

    /// <summary>MariaDB 10.4, before SUPER was divided.</summary>
    MariaDb104,
}
