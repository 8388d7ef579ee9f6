namespace DbAccounts.Model;

/// <summary>Which names have no case.</summary>
internal enum NameFolding
{
    /// <summary>All are compared as they are written.</summary>
    None,

    /// <summary>Those of databases.</summary>
    Databases,

    /// <summary>Those of databases and tables.</summary>
    DatabasesAndTables,
}
