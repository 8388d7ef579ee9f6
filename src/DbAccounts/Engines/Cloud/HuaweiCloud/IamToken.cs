using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Engines.Cloud.Http;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Formats;
using DbAccounts.Model;

namespace DbAccounts.Engines.Cloud.HuaweiCloud;

/// <summary>The IAM token of one user for one project, shared by the whole process and renewed before it ends.</summary>
#pragma warning disable CA1001 // A token's slot lives as long as the process, and so does its semaphore.
internal sealed class IamToken
#pragma warning restore CA1001
{
    // Long enough for what is sent with it, with a clock that is a little off.
    private static readonly TimeSpan _renewedBefore = TimeSpan.FromMinutes(5);

    // IAM locks users whose password is wrong again and again; commands that run at once would all try it.
    private static readonly TimeSpan _refusalStands = TimeSpan.FromMinutes(1);
    private static readonly ConcurrentDictionary<Key, IamToken> _all = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly IamLogin _login;
    private DbCredential? _token;
    private DateTimeOffset _end;
    private DbAccountsException? _refusal;
    private DateTimeOffset _refusedUntil;

    private IamToken(IamLogin login) => _login = login;

    /// <summary>The token of a login. Who knows another password gets no token of this one.</summary>
    public static IamToken Of(IamLogin login, CallContext context)
    {
        string password = login.User.SecretKey!.Reveal(Fingerprint.Of);
        var key = new Key(context.Clock, login.Address, login.Domain, login.User.KeyId, password, login.Instance.ProjectId);
        return _all.GetOrAdd(key, _ => new IamToken(login));
    }

    /// <summary>The token as long as it is good for, else a new one; whoever asks meanwhile waits for that one.</summary>
    /// <exception cref="DbAccountsException">IAM refused, now or a moment ago, or the time allowed is over.</exception>
    public async Task<DbCredential> GetAsync(InstanceAddress instance, CallContext context)
    {
        if (!await context.TryTakeAsync(_turn).ConfigureAwait(false))
        {
            throw DbError.NoTurnAtCredential(instance.Key);
        }

        try
        {
            if (_token is { } token && context.Clock.Now < _end - _renewedBefore)
            {
                return token;
            }

            if (_refusal is { } refusal && context.Clock.Now < _refusedUntil)
            {
                throw DbError.RefusedBefore(refusal);
            }

            return _token = await AskAsync(instance, context).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Drops a token that was refused, unless it has been replaced already.</summary>
    public void Forget(DbCredential refused)
    {
        DbCredential? token = _token;
        if (token?.IsSameAs(refused) == true)
        {
            Interlocked.CompareExchange(ref _token, null, token);
        }
    }

    private async Task<DbCredential> AskAsync(InstanceAddress instance, CallContext context)
    {
        var call = new IamTokenCall(_login);
        try
        {
            await ApiSender.SendAsync(instance, null, call, context).ConfigureAwait(false);
        }
        catch (DbAccountsException e) when (e.ErrorId == DbErrorId.AuthenticationFailed)
        {
            (_refusal, _refusedUntil) = (e, context.Clock.Now + _refusalStands);
            throw;
        }

        _end = call.End;
        return new DbCredential(null, null, call.Token);
    }

    private sealed record Key(Clock Clock, Uri Address, string Domain, string? User, string Password, string? Project);
}
