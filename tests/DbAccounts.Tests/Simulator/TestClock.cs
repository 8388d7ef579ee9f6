using System;

namespace DbAccounts.Tests.Simulator;

/// <summary>A time that passes when the test says so.</summary>
internal sealed class TestClock
{
    public DateTimeOffset Now { get; set; } = new(2026, 6, 1, 8, 30, 0, TimeSpan.Zero);

    public void Pass(double seconds) => Now += TimeSpan.FromSeconds(seconds);
}
