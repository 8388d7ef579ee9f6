using System;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Services;

namespace DbAccounts.Credentials;

/// <summary>A credential that a vault keeps. It is asked for when it is first needed, and once more after it was refused.</summary>
#pragma warning disable CA1001 // It lives as long as its instance, whose threads share it.
internal sealed class SecretReference(SecretName name) : CredentialSource
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
    public override async Task<DbCredential> GetAsync(DbInstance instance, CallContext context) =>
        _credential ?? await AskAsync(null, instance, context).ConfigureAwait(false);

    /// <inheritdoc/>
    public override async Task<bool> RenewAsync(DbCredential refused, DbInstance instance, CallContext context) =>
        !(await AskAsync(refused, instance, context).ConfigureAwait(false)).IsSameAs(refused);

    // One asks, the others take what it was told: a vault may ask its user back.
    private async Task<DbCredential> AskAsync(DbCredential? refused, DbInstance instance, CallContext context)
    {
        if (!await context.TryTakeAsync(_turn).ConfigureAwait(false))
        {
            throw DbError.NoTurnAtCredential(instance.Key);
        }

        try
        {
            if (_credential is { } known && refused?.IsSameAs(known) != true)
            {
                return known;
            }

            Func<SecretName, Task<DbCredential>> resolve =
                context.ResolveSecret ?? throw DbError.SecretNotFound(name, "nothing here can read secrets");
            DbCredential credential = await resolve(name).ConfigureAwait(false);
            if (instance.Client.Credentials.Objection(credential) is { } objection)
            {
                throw DbError.SecretInvalid(name, objection);
            }

            context.Verbose($"{instance}: {name} was read");
            return _credential = credential;
        }
        finally
        {
            _turn.Release();
        }
    }
}
