using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Errors;
using DbAccounts.Model;

namespace DbAccounts.Running;

/// <summary>Steps of changes that travel in one request.</summary>
/// <param name="key">What they have in common; null for one that travels alone.</param>
/// <param name="begun">When the first of them came, by the clock.</param>
internal sealed class Batch(string? key, TimeSpan begun)
{
    /// <summary>What they have in common.</summary>
    public string? Key => key;

    /// <summary>When the first of them came.</summary>
    public TimeSpan Begun => begun;

    /// <summary>The changes, each at its step.</summary>
    public List<RunningChange> Changes { get; } = [];

    /// <summary>
    /// The job that failed, or whose answer was lost, when they travelled with others before: it may have made a part of them. Null
    /// where there is none.
    /// </summary>
    public DbJob? JobBefore { get; set; }

    /// <summary>Why it can't be told of each what became of it when they travelled with others before; null where that is not so.</summary>
    public DbAccountsException? Unknown { get; set; }

    /// <summary>True when no more of them go into one request.</summary>
    public bool IsFull => Changes.Count > 0 && (key is null || Changes.Count >= Changes[0].Step.MostAccounts);

    /// <summary>The two halves of a batch that was refused as a whole: each account has its own truth.</summary>
    public IEnumerable<Batch> Halves()
    {
        int half = Changes.Count / 2;
        yield return Of(Changes.Take(half));
        yield return Of(Changes.Skip(half));
    }

    /// <summary>Each by itself: where an answer was lost, another one of several would leave open again whose it is.</summary>
    public IEnumerable<Batch> Singles() => Changes.Select(change => Of([change]));

    private Batch Of(IEnumerable<RunningChange> changes)
    {
        var part = new Batch(key, begun) { JobBefore = JobBefore, Unknown = Unknown };
        part.Changes.AddRange(changes);
        return part;
    }
}
