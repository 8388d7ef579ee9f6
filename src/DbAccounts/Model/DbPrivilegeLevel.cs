namespace DbAccounts.Model;

/// <summary>What a privilege is held on.</summary>
public enum DbPrivilegeLevel
{
    /// <summary>The whole instance.</summary>
    Global,

    /// <summary>One database (on DDM: one schema).</summary>
    Database,

    /// <summary>One table.</summary>
    Table,

    /// <summary>One column of a table.</summary>
    Column,
}
