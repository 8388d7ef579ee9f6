using System.Threading.Tasks;
using DbAccounts.Execution;
using DbAccounts.Formats;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Credentials;

/// <summary>A credential that was handed over when the instance was connected. There is no other.</summary>
internal sealed class GivenCredential(DbCredential credential) : CredentialSource
{
    /// <inheritdoc/>
    public override string Description => Messages.SourceParameters;

    /// <summary>Of a token alone nothing is public.</summary>
    public override string Name { get; } = credential.KeyId ?? credential.Token?.Reveal(Fingerprint.Of) ?? "";

    /// <inheritdoc/>
    public override DbCredential? Known => credential;

    /// <inheritdoc/>
    public override Task<DbCredential> GetAsync(InstanceAddress address, CallContext context) => Task.FromResult(credential);

    /// <inheritdoc/>
    public override Task<bool> RenewAsync(DbCredential refused, InstanceAddress address, CallContext context) => Task.FromResult(false);
}
