using System;

namespace DbAccounts.Running;

/// <summary>How jobs are waited for.</summary>
public sealed record JobWaitOptions
{
    /// <summary>How long each job is waited for from when it was handed over.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The time between two looks; null to begin quickly and slow down to a few seconds.</summary>
    public TimeSpan? PollingInterval { get; init; }

    /// <summary>End with the first job that ends.</summary>
    public bool Any { get; init; }

    /// <summary>Called after each look at an instance's jobs.</summary>
    public Action<JobWaiter> Looked { get; init; } = _ => { };
}
