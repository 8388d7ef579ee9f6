using System;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Credentials;

/// <summary>A credential that a vault keeps. It is asked for when it is first needed, and once more after it was refused.</summary>
#pragma warning disable CA1001 // It lives as long as its instance, whose threads share it.
internal sealed class SecretReference(SecretName name, CredentialGuide guide) : CredentialSource
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile DbCredential? _credential;

    /// <inheritdoc/>
    public override string Description => name.ToString();

    /// <inheritdoc/>
    public override string Name => Description;

    /// <inheritdoc/>
    public override DbCredential? Known => _credential;

    /// <inheritdoc/>
    public override async Task<DbCredential> GetAsync(InstanceAddress address, CallContext context) =>
        _credential ?? await AskAsync(null, address, context).ConfigureAwait(false);

    /// <inheritdoc/>
    public override async Task<bool> RenewAsync(DbCredential refused, InstanceAddress address, CallContext context) =>
        !(await AskAsync(refused, address, context).ConfigureAwait(false)).IsSameAs(refused);

    // One asks, the others take what it was told: a vault may ask its user back.
    private async Task<DbCredential> AskAsync(DbCredential? refused, InstanceAddress address, CallContext context)
    {
        if (!await context.TryTakeAsync(_turn).ConfigureAwait(false))
        {
            throw DbError.NoTurnAtCredential(address.Key);
        }

        try
        {
            if (_credential is { } known && refused?.IsSameAs(known) != true)
            {
                return known;
            }

            Func<SecretName, Task<DbCredential>> resolve =
                context.ResolveSecret ?? throw DbError.SecretNotFound(name, Messages.SecretNoReader);
            DbCredential credential = await resolve(name).ConfigureAwait(false);
            if (guide.WhyUnusable(credential) is { } reason)
            {
                throw DbError.SecretInvalid(name, reason);
            }

            context.Verbose?.Invoke(Messages.SecretRead.With(address, name));
            return _credential = credential;
        }
        finally
        {
            _turn.Release();
        }
    }
}
