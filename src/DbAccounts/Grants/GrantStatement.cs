using System.Collections.Generic;
using DbAccounts.Model;

namespace DbAccounts.Grants;

/// <summary>What one statement does to which accounts.</summary>
internal sealed record GrantStatement(StatementKind Kind, IReadOnlyList<DbAccountIdentity> Accounts, DbPrivilegeSet Privileges);

/// <summary>What a statement does to what accounts hold.</summary>
internal enum StatementKind
{
    /// <summary>It gives privileges.</summary>
    Grant,

    /// <summary>It takes privileges.</summary>
    Revoke,

    /// <summary>It takes all privileges on all objects, and the grant option.</summary>
    RevokeAll,

    /// <summary>It removes the accounts.</summary>
    Drop,

    /// <summary>It changes nothing of what they hold.</summary>
    Other,
}
