using System;
using System.Collections.Generic;
using DbAccounts.Simulator.Chance;
using DbAccounts.Simulator.Settings;

namespace DbAccounts.Simulator.Faults;

/// <summary>Draws each request's fault, and counts those that were injected.</summary>
internal sealed class FaultInjector(DbSimulatorFault plan, int seed)
{
    private readonly object _lock = new();
    private readonly SortedDictionary<DbSimulatorFaultKind, int> _counts = [];
    private readonly Dictionary<string, int> _asked = new(StringComparer.Ordinal);
    private long _requests;

    /// <summary>What is drawn from.</summary>
    public DbSimulatorFault Plan { get; } = plan;

    /// <summary>
    /// What makes it reproducible: with the same seed the same request meets the same faults, whatever else is under way.
    /// </summary>
    public int Seed { get; } = seed;

    /// <summary>How many API requests there were.</summary>
    public long Requests
    {
        get
        {
            lock (_lock)
            {
                return _requests;
            }
        }
    }

    /// <summary>How often each kind was injected.</summary>
    public IReadOnlyDictionary<DbSimulatorFaultKind, int> Counts
    {
        get
        {
            lock (_lock)
            {
                return new SortedDictionary<DbSimulatorFaultKind, int>(_counts);
            }
        }
    }

    /// <summary>The fault that a request meets: by the seed, by what it asks for, and by how often that was asked for before.</summary>
    /// <param name="subject">What it asks for.</param>
    /// <param name="isChange">The request changes accounts.</param>
    public Fault Draw(string subject, bool isChange)
    {
        int time;
        lock (_lock)
        {
            _requests++;
            _asked.TryGetValue(subject, out time);
            _asked[subject] = ++time;
        }

        string origin = FormattableString.Invariant($"{subject}\n#{time}");
        var dice = new Dice(Seed, origin);
        double at = dice.Next();
        foreach (KeyValuePair<DbSimulatorFaultKind, double> share in Plan.Shares)
        {
            if (at < share.Value)
            {
                return new Fault(this, Fits(share.Key, isChange) ? share.Key : null, dice, origin);
            }

            at -= share.Value;
        }

        return new Fault(this, null, dice, origin);
    }

    /// <summary>Counts a fault that took effect.</summary>
    public void Count(DbSimulatorFaultKind kind)
    {
        lock (_lock)
        {
            _counts[kind] = (_counts.TryGetValue(kind, out int count) ? count : 0) + 1;
        }
    }

    private static bool Fits(DbSimulatorFaultKind kind, bool isChange) => kind switch
    {
        DbSimulatorFaultKind.Busy => isChange,
        DbSimulatorFaultKind.SlowJob or DbSimulatorFaultKind.FailedJob or DbSimulatorFaultKind.VanishedJob => isChange,
        DbSimulatorFaultKind.StaleRead => !isChange,
        _ => true,
    };
}
