using System;

namespace DbAccounts.Simulator.Settings;

/// <summary>How a simulator is started.</summary>
public sealed record DbSimulatorOptions
{
    /// <summary>The port on the loopback address; 0 takes any that is free.</summary>
    public int Port { get; init; }

    /// <summary>How long every answer is held back.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>How long a QingCloud job or Tencent Cloud task takes.</summary>
    public TimeSpan JobDuration { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The JSON file that keeps the state; null keeps it in memory. A file that is not there yet is made.</summary>
    public string? Path { get; init; }

    /// <summary>The faults that are injected; null for none.</summary>
    public DbSimulatorFault? Fault { get; init; }

    /// <summary>
    /// Makes faults reproducible: with the same seed a request for the same, asked for the same time, meets the same fault, however
    /// requests interleave. Null chooses one.
    /// </summary>
    public int? Seed { get; init; }

    /// <summary>What is done where the documents leave a behaviour open.</summary>
    public DbSimulatorBehavior Behavior { get; init; } = new();
}
