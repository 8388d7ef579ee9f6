using System;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Http;
using DbAccounts.Model;

namespace DbAccounts.Services.HuaweiCloud;

/// <summary>The IAM token of one user for one project, shared by the whole process and renewed before it ends.</summary>
#pragma warning disable CA1001 // A token's slot lives as long as the process, and so does its semaphore.
internal sealed class IamToken
#pragma warning restore CA1001
{
    // Long enough for what is sent with it, with a clock that is a little off.
    private static readonly TimeSpan _renewedBefore = TimeSpan.FromMinutes(5);
    private static readonly byte[] _salt = NewSalt();
    private static readonly ConcurrentDictionary<(Clock, Uri, string Domain, string? User, string Password, string? Project), IamToken> _all = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly IamLogin _login;
    private DbCredential? _token;
    private DateTimeOffset _end;

    private IamToken(IamLogin login) => _login = login;

    /// <summary>The token of a login. Who knows another password gets no token of this one.</summary>
    public static IamToken Of(IamLogin login, CallContext context) => _all.GetOrAdd(
        (context.Clock, login.Address, login.Domain, login.User.KeyId, login.User.SecretKey!.Reveal(Fingerprint), login.Instance.ProjectId), _ => new IamToken(login));

    /// <summary>The token as long as it is good for, else a new one; whoever asks meanwhile waits for that one.</summary>
    public async Task<DbCredential> GetAsync(DbInstance instance, CallContext context)
    {
        await _turn.WaitAsync(context.Cancellation).ConfigureAwait(false);
        try
        {
            if (_token is { } token && context.Clock.Now < _end - _renewedBefore)
            {
                return token;
            }

            var call = new IamTokenCall(_login);
            await ApiSender.SendAsync(instance, call, context).ConfigureAwait(false);
            _end = call.End;
            return _token = new DbCredential(null, null, call.Token);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Drops a token that was refused, unless it has been replaced already.</summary>
    public async Task ForgetAsync(DbCredential refused, CallContext context)
    {
        await _turn.WaitAsync(context.Cancellation).ConfigureAwait(false);
        _token = _token?.IsSameAs(refused) == true ? null : _token;
        _turn.Release();
    }

    private static string Fingerprint(string password) => Digest.Hex(Digest.HmacSha256(_salt, password));

    private static byte[] NewSalt()
    {
        var salt = new byte[32];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(salt);
        return salt;
    }
}
