using System.Collections.Generic;
using DbAccounts.Model;

namespace DbAccounts.Grants;

/// <summary>What one grant gives on one object.</summary>
/// <param name="Object">The object.</param>
/// <param name="Privileges">What can be done there, sorted.</param>
/// <param name="Granted">What the grant is on.</param>
/// <param name="Grant">The grant as text.</param>
/// <param name="Role">The role whose grant it is; null where it is an account's.</param>
/// <param name="Account">The other account whose grant it is; null where it is the account's own, or a role's.</param>
internal sealed record HeldAccess(
    DbPrivilegeTarget Object, IReadOnlyList<string> Privileges, DbPrivilegeTarget Granted, string Grant, string? Role, string? Account)
{
    /// <summary>The level of the grant, or that it comes by a role.</summary>
    public DbPrivilegeLevel Via => Role is null ? Granted.Level : DbPrivilegeLevel.Role;
}
