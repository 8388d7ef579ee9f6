using System;
using System.Linq;

namespace DbAccounts.Simulator.State;

/// <summary>Which account: a name, and where the host is part of the identity the host, or several joined by semicolons.</summary>
internal sealed record AccountKey(string Name, string? Host = null)
{
    /// <summary>The hosts one by one.</summary>
    public string[] Hosts() => (Host ?? "").Split([';'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>True when both name the same hosts, in whatever order.</summary>
    public bool HasHostsOf(AccountKey other) => Hosts().OrderBy(h => h).SequenceEqual(other.Hosts().OrderBy(h => h));

    /// <summary>True when one host at least is in both.</summary>
    public bool SharesHostWith(AccountKey other) => Hosts().Intersect(other.Hosts()).Any();
}
