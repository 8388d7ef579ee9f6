using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Model;

namespace DbAccounts.Execution;

/// <summary>What a caller hands along with a call: how long, until when canceled, and where to tell what goes on.</summary>
public sealed record CallContext
{
    private static readonly TimeSpan _endless = TimeSpan.FromDays(3650);

    // Timers count some weeks at the most.
    private static readonly TimeSpan _longestTimer = TimeSpan.FromDays(20);

    /// <summary>Ends everything at once: waits, back-offs, requests under way.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Takes one line per request and per wait; no line holds a secret. Null where nobody reads them, so that none is made.</summary>
    public Action<string>? Verbose { get; init; }

    /// <summary>Takes what a user should know of a result that is not wrong, but maybe not whole.</summary>
    public Action<string> Warning { get; init; } = _ => { };

    /// <summary>How long a change may take to be sent and read back: turns, limits, busy instances and lost answers included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets the credential that a secret holds, for instances that were connected with its name; null where nothing can.</summary>
    public Func<SecretName, Task<DbCredential>>? ResolveSecret { get; init; }

    /// <summary>
    /// The accounts of an instance that were seen before, for what may be meant where the service does not list them; null where nothing is kept.
    /// </summary>
    public Func<DbInstanceName, IEnumerable<string>>? SeenAccounts { get; init; }

    /// <summary>Leave the judgement to the service.</summary>
    public bool SkipRuleCheck { get; init; }

    /// <summary>
    /// The answer to a change that is under way is heard even when it was canceled, so that what the service has accepted is known.
    /// Nothing more is sent.
    /// </summary>
    internal bool HearsAnswers { get; init; }

    /// <summary>When the time allowed is over, by the clock; null as long as nothing has begun.</summary>
    internal TimeSpan? Deadline { get; init; }

    /// <summary>What is left of the time allowed; never less than nothing.</summary>
    internal TimeSpan Left => Deadline is not { } end ? Timeout : end > Clock.Elapsed ? end - Clock.Elapsed : TimeSpan.Zero;

    /// <summary>Begins the time allowed, once for all that a change or a read takes. A time without end stays one.</summary>
    internal CallContext Begun() => Deadline is null && Timeout < _endless ? this with { Deadline = Clock.Elapsed + Timeout } : this;

    /// <summary>The time that is waited and measured in.</summary>
    internal Clock Clock { get; init; } = Clock.Real;

    private TimeSpan RealLeft => Clock.Lasting(Left) is var left && left < _longestTimer ? left : System.Threading.Timeout.InfiniteTimeSpan;

    /// <summary>Lets a time pass, unless it is canceled.</summary>
    internal Task WaitAsync(TimeSpan time) => Clock.WaitAsync(time, Cancellation);

    /// <summary>Lets a time pass; false, and at once, where so much of the time allowed is not left.</summary>
    internal async Task<bool> TryWaitAsync(TimeSpan time)
    {
        if (time > Left)
        {
            return false;
        }

        await WaitAsync(time).ConfigureAwait(false);
        return true;
    }

    /// <summary>Waits for a turn; false when the time allowed is over first. A turn that is free is taken in any case.</summary>
    internal Task<bool> TryTakeAsync(SemaphoreSlim turn) => turn.WaitAsync(RealLeft, Cancellation);

    /// <summary>Does something that ends when the time allowed is over.</summary>
    /// <param name="work">What is done.</param>
    /// <param name="late">What it comes to when it had to be ended.</param>
    internal async Task<T> WithinAsync<T>(Func<CallContext, Task<T>> work, T late)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(RealLeft);
        try
        {
            return await work(this with { Cancellation = limit.Token }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
        {
            return late;
        }
    }
}
