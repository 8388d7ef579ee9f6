using System.Collections.Generic;
using DbAccounts.Model;

namespace DbAccounts.Changes;

/// <summary>Give an account another password.</summary>
/// <param name="Account">The account.</param>
/// <param name="Password">The new password.</param>
public sealed record ResetPassword(DbAccountIdentity Account, Secret Password) : AccountChange(Account)
{
    /// <summary>
    /// ChronusDB: the hosts that are sent along, as it has no change of a password alone. They are read from the cluster, and these are
    /// used only where it does not show them. The other services pass over them.
    /// </summary>
    public IReadOnlyList<string>? AllowedHost { get; init; }

    /// <inheritdoc/>
    public override OperationKind Kind => OperationKind.ResetPassword;
}
