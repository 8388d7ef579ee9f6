using DbAccounts.Model;

namespace DbAccounts.Changes;

/// <summary>Remove an account.</summary>
/// <param name="Account">The account.</param>
public sealed record RemoveAccount(DbAccountIdentity Account) : AccountChange(Account)
{
    /// <inheritdoc/>
    public override OperationKind Kind => OperationKind.RemoveAccount;
}
