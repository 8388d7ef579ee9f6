using System;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Execution;

namespace DbAccounts.Tests.Support;

/// <summary>A time that passes by being waited for alone, and then at once: a test sees the same however busy the machine is.</summary>
internal sealed class WaitedClock() : Clock(1)
{
    private long _ticks;

    /// <inheritdoc/>
    public override TimeSpan Elapsed => TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

    /// <inheritdoc/>
    public override async Task WaitAsync(TimeSpan time, CancellationToken cancellation)
    {
        long due = (Elapsed + time).Ticks;
        // Others that wait have their turn.
        await Task.Yield();
        cancellation.ThrowIfCancellationRequested();
        PassUntil(due);
    }

    /// <summary>Lets a time pass, as a service that takes it.</summary>
    public void Pass(TimeSpan time) => PassUntil((Elapsed + time).Ticks);

    /// <summary>What a request may really take: answers don't come by this clock.</summary>
    public override TimeSpan Lasting(TimeSpan time) => time;

    private void PassUntil(long due)
    {
        for (long now = Elapsed.Ticks; now < due; now = Elapsed.Ticks)
        {
            Interlocked.CompareExchange(ref _ticks, due, now);
        }
    }
}
