using System;
using System.Text.Json.Serialization;

namespace DbAccounts.Simulator.State;

/// <summary>How far a job is.</summary>
internal enum JobPhase
{
    Waiting,
    Working,
    Succeeded,
    Failed,
}

/// <summary>A QingCloud job or Tencent Cloud task.</summary>
internal sealed class StoredJob
{
    public string Id { get; set; } = "";

    public string Service { get; set; } = "";

    public DateTimeOffset Created { get; set; }

    public DateTimeOffset Begins { get; set; }

    public DateTimeOffset Ends { get; set; }

    public StoredChange Change { get; set; } = new();

    /// <summary>True once the change was applied or has failed.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Why it failed, or is going to; null for success.</summary>
    public string? Error { get; set; }

    /// <summary>True for a job that nobody can look up any more.</summary>
    public bool IsVanished { get; set; }

    /// <summary>The request, passwords masked: what a restarted simulator can still tell.</summary>
    public string MaskedRequest { get; set; } = "";

    /// <summary>The request as it came; QingCloud echoes it with the password, which is never written to a file.</summary>
    [JsonIgnore]
    public string? Request { get; set; }

    /// <summary>What its failure says of the password, where it does; never written to a file.</summary>
    [JsonIgnore]
    public string? Echo { get; set; }

    /// <summary>What the request asked for that began it, and how often that had been asked; null after a restart.</summary>
    [JsonIgnore]
    public string? Origin { get; set; }

    /// <summary>How far the job is at a time, which may lie before the end of one that has ended.</summary>
    public JobPhase PhaseAt(DateTimeOffset time) =>
        HasEnded && time >= Ends ? (Error is null ? JobPhase.Succeeded : JobPhase.Failed)
        : time < Begins ? JobPhase.Waiting
        : JobPhase.Working;

    /// <summary>Makes it take so many times as long.</summary>
    public void Stretch(double factor)
    {
        Begins = Created + TimeSpan.FromTicks((long)((Begins - Created).Ticks * factor));
        Ends = Created + TimeSpan.FromTicks((long)((Ends - Created).Ticks * factor));
    }
}
