using System.Collections.Generic;
using DbAccounts.Model;

namespace DbAccounts.Grants;

/// <summary>What one statement does to which accounts.</summary>
internal sealed record GrantStatement(StatementKind Kind, IReadOnlyList<DbAccountIdentity> Accounts, DbPrivilegeSet Privileges)
{
    /// <summary>What the accounts are called after a statement that gives them new names, one for each.</summary>
    public IReadOnlyList<DbAccountIdentity> NewNames { get; init; } = [];
}

/// <summary>What a statement does to what accounts hold.</summary>
internal enum StatementKind
{
    /// <summary>It gives privileges.</summary>
    Grant,

    /// <summary>It takes privileges.</summary>
    Revoke,

    /// <summary>It takes all privileges on all objects, and the grant option.</summary>
    RevokeAll,

    /// <summary>It makes accounts that hold nothing, if they aren't there.</summary>
    Create,

    /// <summary>It removes the accounts, or makes them anew.</summary>
    Drop,

    /// <summary>It gives accounts new names.</summary>
    Rename,

    /// <summary>It changes nothing of what they hold.</summary>
    Other,
}
