using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;

namespace DbAccounts.Engines.Delivery;

/// <summary>What a request does to accounts.</summary>
internal enum EffectKind
{
    /// <summary>Accounts are created.</summary>
    Creation,

    /// <summary>Accounts are removed.</summary>
    Removal,

    /// <summary>Accounts get another password, which no list shows.</summary>
    Password,

    /// <summary>Accounts get other values, which lists show.</summary>
    Settings,

    /// <summary>Accounts get other privileges, which are read for each by itself.</summary>
    Privileges,

    /// <summary>An account gets another host, and with it another identity.</summary>
    Move,
}

/// <summary>
/// How the effect of a request is recognized in what is read of its accounts. It holds no secret, so it may be kept as long as a job.
/// </summary>
/// <param name="Kind">What the request does.</param>
/// <param name="Accounts">The accounts that it changes.</param>
internal sealed record Effect(EffectKind Kind, IReadOnlyList<DbAccountIdentity> Accounts)
{
    /// <summary>
    /// Tells whether a listed account shows the effect; of a creation, whether it may be the one that was created. Null where a list tells
    /// nothing of it.
    /// </summary>
    public Func<DbAccount, bool>? IsShownBy { get; init; }

    /// <summary>What a listed account does not tell although it would show the effect, in a sentence; null where it tells.</summary>
    public Func<DbAccount, string?> NotTold { get; init; } = _ => null;

    /// <summary>What shows that privileges were not changed so, as the end of a sentence; null where they were.</summary>
    public Func<DbPrivilegeSet, string?> Difference { get; init; } = _ => null;

    /// <summary>What the account is after a move.</summary>
    public DbAccountIdentity? MovedTo { get; init; }

    /// <summary>It is not documented what the service makes of it, so that it is read again when it has ended.</summary>
    public bool IsVerified { get; init; }

    /// <summary>
    /// It may be made twice: the second time it changes nothing, or is refused. A creation, or a move, may only where it was seen
    /// that the first was not made.
    /// </summary>
    public bool IsRepeatable => Kind is not (EffectKind.Creation or EffectKind.Move);

    /// <summary>The accounts as jobs name them: after a move the account is found under its new host.</summary>
    public string[] Names() => Kind == EffectKind.Move ? [MovedTo!.ToString()] : [.. Accounts.Select(account => account.ToString())];
}
