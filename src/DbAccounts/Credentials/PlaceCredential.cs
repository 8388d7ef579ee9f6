using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;

namespace DbAccounts.Credentials;

/// <summary>A credential of environment variables or a file. It is read when connecting, and again after it was refused.</summary>
internal sealed class PlaceCredential(CredentialPlace place, DbCredential credential, CredentialGuide guide) : CredentialSource
{
    private volatile DbCredential _credential = credential;

    /// <inheritdoc/>
    public override string Description => place.Name;

    /// <summary>Temporary keys follow one another there.</summary>
    public override string Name { get; } = credential is { KeyId: { } key, Token: null } ? key : place.Name;

    /// <inheritdoc/>
    public override DbCredential? Known => _credential;

    /// <inheritdoc/>
    public override Task<DbCredential> GetAsync(InstanceAddress address, CallContext context) => Task.FromResult(_credential);

    /// <summary>Tools that log in anew write their temporary keys to the same place.</summary>
    public override Task<bool> RenewAsync(DbCredential refused, InstanceAddress address, CallContext context)
    {
        try
        {
            if (place.Read().Credential is { } now && guide.WhyUnusable(now) is null)
            {
                _credential = now;
            }
        }
        catch (DbAccountsException)
        {
            // The refusal says more than a file that is broken by now.
        }

        return Task.FromResult(!_credential.IsSameAs(refused));
    }
}
