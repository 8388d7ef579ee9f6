using System;
using System.Collections.Generic;

namespace DbAccounts.Simulator.Faults;

/// <summary>Draws each request's fault, and counts those that were injected.</summary>
internal sealed class FaultInjector(DbSimulatorFault plan, int seed)
{
    private readonly object _lock = new();
    private readonly SortedDictionary<DbSimulatorFaultKind, int> _counts = [];
    private long _turn;

    /// <summary>What is drawn from.</summary>
    public DbSimulatorFault Plan { get; } = plan;

    /// <summary>What makes it reproducible: with the same seed the same sequence of requests meets the same faults.</summary>
    public int Seed { get; } = seed;

    /// <summary>How many API requests there were.</summary>
    public long Requests
    {
        get
        {
            lock (_lock)
            {
                return _turn;
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

    /// <summary>The fault that the next request meets.</summary>
    /// <param name="isChange">The request changes accounts.</param>
    public Fault Draw(bool isChange)
    {
        long turn;
        lock (_lock)
        {
            turn = ++_turn;
        }

        var dice = new FaultDice(Seed, turn);
        double at = dice.Next();
        foreach (KeyValuePair<DbSimulatorFaultKind, double> share in Plan.Shares)
        {
            if (at < share.Value)
            {
                return new Fault(this, Fits(share.Key, isChange) ? share.Key : null, dice);
            }

            at -= share.Value;
        }

        return new Fault(this, null, dice);
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
