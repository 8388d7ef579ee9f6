namespace DbAccounts.Model;

/// <summary>What a privilege is held on.</summary>
public enum DbPrivilegeLevel : long
{
    /// <summary>The whole instance.</summary>
    Global = 0,

    /// <summary>One database (on DDM: one schema).</summary>
    Database = 1,

    /// <summary>One table.</summary>
    Table = 2,

    /// <summary>One column of a table.</summary>
    Column = 3,

    /// <summary>All databases whose names match a pattern of MySQL, such as <c>shop\_%</c>.</summary>
    Pattern = 4,

    /// <summary>One procedure, function or package.</summary>
    Routine = 5,

    /// <summary>A role that the account is a member of.</summary>
    Role = 6,

    /// <summary>An account that this one may act as (<c>PROXY</c>).</summary>
    Proxy = 7,

    /// <summary>One database that what is held globally does not reach (<c>partial_revokes</c> of MySQL 8): the privileges are taken there.</summary>
    PartialRevoke = 8,
}
