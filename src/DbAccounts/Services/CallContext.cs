using System;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Credentials;
using DbAccounts.Model;

namespace DbAccounts.Services;

/// <summary>What a caller hands along with a call: how long, until when canceled, and where to tell what goes on.</summary>
public sealed record CallContext
{
    private static readonly TimeSpan _endless = TimeSpan.FromDays(3650);

    /// <summary>Ends everything at once: waits, back-offs, requests under way.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Takes one line per request and per wait; no line holds a secret.</summary>
    public Action<string> Verbose { get; init; } = _ => { };

    /// <summary>Takes what a user should know of a result that is not wrong, but maybe not whole.</summary>
    public Action<string> Warning { get; init; } = _ => { };

    /// <summary>How long a change may be tried while its instance is busy or the service throttles.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets the credential that a secret holds, for instances that were connected with its name; null where nothing can.</summary>
    public Func<SecretName, Task<DbCredential>>? ResolveSecret { get; init; }

    /// <summary>Leave the judgement to the service.</summary>
    public bool SkipRuleCheck { get; init; }

    /// <summary>When the time allowed is over, by the clock; null as long as nothing has begun.</summary>
    internal TimeSpan? Deadline { get; init; }

    /// <summary>What is left of the time allowed.</summary>
    internal TimeSpan Left => Deadline is { } end ? end - Clock.Elapsed : Timeout;

    /// <summary>Begins the time allowed, once for all that a change or a read takes. A time without end stays one.</summary>
    internal CallContext Begun() => Deadline is null && Timeout < _endless ? this with { Deadline = Clock.Elapsed + Timeout } : this;

    /// <summary>The time that is waited and measured in.</summary>
    internal Clock Clock { get; init; } = Clock.Real;

    /// <summary>Lets a time pass, unless it is canceled.</summary>
    internal Task WaitAsync(TimeSpan time) => Clock.WaitAsync(time, Cancellation);
}
