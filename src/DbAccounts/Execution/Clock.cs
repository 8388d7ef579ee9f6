using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace DbAccounts.Execution;

/// <summary>The time that waits, ages and time stamps are measured in. Tests let it run faster than it does, or only while it is waited for.</summary>
#pragma warning disable CA1852 // Tests derive a clock of their own, which this assembly does not see.
internal class Clock
#pragma warning restore CA1852
{
    private readonly Stopwatch _real = Stopwatch.StartNew();
    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;
    private readonly double _speed;

    /// <summary>A clock that begins now.</summary>
    /// <param name="speed">How many of its seconds pass in one.</param>
    public Clock(double speed) => _speed = speed;

    /// <summary>Real time.</summary>
    public static Clock Real { get; } = new(1);

    /// <summary>The time of day.</summary>
    // The machine's clock may be set while the process runs; a faster one goes its own way.
    public DateTimeOffset Now => this == Real ? DateTimeOffset.UtcNow : _start + Elapsed;

    /// <summary>The time since the clock began, which nobody sets.</summary>
    public virtual TimeSpan Elapsed => TimeSpan.FromTicks((long)(_real.Elapsed.Ticks * _speed));

    /// <summary>Lets a time pass.</summary>
    public virtual Task WaitAsync(TimeSpan time, CancellationToken cancellation) => Task.Delay(Lasting(time), cancellation);

    /// <summary>How long a time of this clock really lasts.</summary>
    public virtual TimeSpan Lasting(TimeSpan time) => this == Real ? time : TimeSpan.FromTicks((long)(time.Ticks / _speed));
}
