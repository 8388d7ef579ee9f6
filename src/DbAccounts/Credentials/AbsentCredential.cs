using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Services;

namespace DbAccounts.Credentials;

/// <summary>
/// Stands for the credential of an instance that came from a file or another process, where its source was: only words came along.
/// </summary>
/// <param name="description">The words for the source there.</param>
/// <param name="keyId">The public half of the key there.</param>
internal sealed class AbsentCredential(string? description, string? keyId) : CredentialSource
{
    /// <inheritdoc/>
    public override string Description => description ?? "none: the instance is not connected";

    /// <inheritdoc/>
    public override string Name => keyId ?? Description;

    /// <inheritdoc/>
    public override DbCredential? Known { get; } = new(keyId, null);

    /// <inheritdoc/>
    public override Task<DbCredential> GetAsync(DbInstance instance, CallContext context) =>
        throw DbError.NotConnected(instance.ToOptions(), []);

    /// <inheritdoc/>
    public override Task<bool> RenewAsync(DbCredential refused, DbInstance instance, CallContext context) => Task.FromResult(false);
}
