using DbAccounts.Model;

namespace DbAccounts.Changes;

/// <summary>Remove an account.</summary>
/// <param name="Account">The account.</param>
public sealed record RemoveAccount(DbAccountIdentity Account) : AccountChange
{
    /// <inheritdoc/>
    public override OperationKind Kind => OperationKind.RemoveAccount;

    /// <inheritdoc/>
    public override string Subject => Account.ToString();
}
