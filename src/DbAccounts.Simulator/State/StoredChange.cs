using System.Collections.Generic;
using DbAccounts.Model;

namespace DbAccounts.Simulator.State;

/// <summary>What a change does.</summary>
internal enum ChangeKind
{
    Create,
    CreateOrOverwrite,
    Modify,
    Delete,
    Grant,
    Revoke,
    ReplacePrivileges,
}

/// <summary>How a change ended.</summary>
internal enum ChangeOutcome
{
    Applied,
    AccountExists,
    AccountMissing,
}

/// <summary>
/// A change of accounts as data, so that a job under way survives a restart. It applies to all its accounts or to none.
/// </summary>
internal sealed class StoredChange
{
    public ChangeKind Kind { get; set; }

    public List<AccountKey> Accounts { get; set; } = [];

    /// <summary>What is set by Create, CreateOrOverwrite and Modify.</summary>
    public AccountValues Values { get; set; } = new();

    /// <summary>What is granted, revoked, or held afterwards.</summary>
    public List<StoredPrivilege> Privileges { get; set; } = [];

    /// <summary>The levels that ReplacePrivileges leaves as they are.</summary>
    public List<DbPrivilegeLevel> KeptLevels { get; set; } = [];
}
