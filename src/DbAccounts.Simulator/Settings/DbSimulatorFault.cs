using System;
using System.Collections.Generic;
using System.Linq;

namespace DbAccounts.Simulator.Settings;

/// <summary>Which faults a simulator injects, and how often: each kind with the share of the requests that meet it.</summary>
/// <remarks>
/// A request meets one fault at most, so the shares add up to 1 at most. A kind that does not fit a request lets it pass.
/// </remarks>
public sealed class DbSimulatorFault
{
    /// <summary>The share of a kind that is only named: one request in twenty.</summary>
    public const double DefaultShare = 0.05;

    private readonly SortedDictionary<DbSimulatorFaultKind, double> _shares = [];

    /// <summary>The longest that <see cref="DbSimulatorFaultKind.Latency"/> holds an answer back.</summary>
    public TimeSpan LongestLatency { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The furthest that <see cref="DbSimulatorFaultKind.StaleRead"/> lags behind.</summary>
    public TimeSpan LongestLag { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many times as long a <see cref="DbSimulatorFaultKind.SlowJob"/> takes.</summary>
    public double SlowFactor { get; set; } = 20;

    /// <summary>The kinds and their shares.</summary>
    public IReadOnlyDictionary<DbSimulatorFaultKind, double> Shares => _shares;

    /// <summary>The share of the requests that meet a kind of fault, from 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no share, or all of them together are more than 1.</exception>
    public double this[DbSimulatorFaultKind kind]
    {
        get => _shares.TryGetValue(kind, out double share) ? share : 0;
        set
        {
            double others = _shares.Where(share => share.Key != kind).Sum(share => share.Value);
            // Tenths don't add up to 1 exactly.
            if (!(value >= 0 && others + value <= 1 + 1e-9) || !Enum.IsDefined(typeof(DbSimulatorFaultKind), kind))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(value), "A fault's share is a number from 0 to 1, and all shares together are at most 1.");
            }

            _shares[kind] = value;
        }
    }

    /// <summary>All kinds, which together are met by this share of the requests.</summary>
    public static DbSimulatorFault All(double share)
    {
        var kinds = (DbSimulatorFaultKind[])Enum.GetValues(typeof(DbSimulatorFaultKind));
        var fault = new DbSimulatorFault();
        Array.ForEach(kinds, kind => fault[kind] = share / kinds.Length);
        return fault;
    }
}
