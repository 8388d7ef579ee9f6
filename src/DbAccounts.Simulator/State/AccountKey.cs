using System;
using System.Collections.Generic;
using System.Linq;

namespace DbAccounts.Simulator.State;

/// <summary>Which account: a name, and where the host is part of the identity the host, or several joined by semicolons.</summary>
internal sealed record AccountKey(string Name, string? Host = null)
{
    /// <summary>The hosts one by one.</summary>
    public string[] Hosts() => (Host ?? "").Split([';'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>True when both name the same hosts, in whatever order.</summary>
    public bool HasHostsOf(AccountKey other) => new HashSet<string>(Hosts(), StringComparer.OrdinalIgnoreCase).SetEquals(other.Hosts());

    /// <summary>True when one host at least is in both.</summary>
    public bool SharesHostWith(AccountKey other) => Hosts().Intersect(other.Hosts(), StringComparer.OrdinalIgnoreCase).Any();
}
