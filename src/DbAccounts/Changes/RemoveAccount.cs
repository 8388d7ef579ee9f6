using DbAccounts.Model;

namespace DbAccounts.Changes;

/// <summary>Remove an account.</summary>
/// <param name="Account">The account.</param>
public sealed record RemoveAccount(DbAccountIdentity Account) : AccountChange(Account)
{
    /// <summary>Remove it even where it is an account of the server itself, root, or the one that is connected.</summary>
    public bool Force { get; init; }

    /// <inheritdoc/>
    public override OperationKind Kind => OperationKind.RemoveAccount;
}
