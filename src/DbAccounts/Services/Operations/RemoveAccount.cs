using DbAccounts.Model;

namespace DbAccounts.Services;

/// <summary>Remove an account.</summary>
/// <param name="Account">The account.</param>
public sealed record RemoveAccount(DbAccountIdentity Account) : AccountOperation
{
    /// <inheritdoc/>
    public override OperationKind Kind => OperationKind.RemoveAccount;

    /// <inheritdoc/>
    public override string Subject => Account.ToString();
}
