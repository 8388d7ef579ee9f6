using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Credentials;

/// <summary>
/// Stands for the credential of an instance that came from a file or another process, where its source was: only words came along.
/// </summary>
/// <param name="description">The words for the source there.</param>
/// <param name="named">What is known of the instance; of the credential the public half of the key there.</param>
internal sealed class AbsentCredential(string? description, DbInstanceOptions named) : CredentialSource
{
    /// <inheritdoc/>
    public override string Description => description ?? Messages.SourceNotConnected;

    /// <inheritdoc/>
    public override string Name => named.Credential.KeyId ?? Description;

    /// <inheritdoc/>
    public override DbCredential? Known { get; } = new(named.Credential.KeyId, null);

    /// <inheritdoc/>
    public override Task<DbCredential> GetAsync(InstanceAddress address, CallContext context) =>
        throw DbError.NotConnected(named with { Credential = DbCredential.None }, []);

    /// <inheritdoc/>
    public override Task<bool> RenewAsync(DbCredential refused, InstanceAddress address, CallContext context) => Task.FromResult(false);
}
