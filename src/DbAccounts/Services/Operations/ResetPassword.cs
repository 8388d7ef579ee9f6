using DbAccounts.Model;

namespace DbAccounts.Services;

/// <summary>Give an account another password.</summary>
/// <param name="Account">The account.</param>
/// <param name="Password">The new password.</param>
public sealed record ResetPassword(DbAccountIdentity Account, Secret Password) : AccountOperation
{
    /// <inheritdoc/>
    public override OperationKind Kind => OperationKind.ResetPassword;

    /// <inheritdoc/>
    public override string Subject => Account.ToString();
}
