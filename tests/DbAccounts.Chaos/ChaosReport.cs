using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Simulator;
using DbAccounts.Simulator.Settings;

namespace DbAccounts.Chaos;

/// <summary>The figures of a chaos run.</summary>
internal sealed class ChaosReport
{
    private readonly object _lock = new();
    private readonly SortedDictionary<string, SortedDictionary<string, int>> _outcomes = [];
    private readonly SortedDictionary<DbSimulatorFaultKind, int> _faults = [];
    private readonly SortedDictionary<string, SortedDictionary<string, int>> _lists = [];
    private readonly List<string> _mismatches = [];
    private long _requests;

    /// <summary>How many changes were tried.</summary>
    public int Changes => _outcomes.Values.Sum(service => service.Values.Sum());

    /// <summary>The share of the exchanges that met a fault.</summary>
    public double FaultShare => _requests == 0 ? 0 : (double)_faults.Values.Sum() / _requests;

    /// <summary>What was claimed and isn't so.</summary>
    public IReadOnlyList<string> Mismatches => _mismatches;

    /// <summary>The kinds of faults that were met.</summary>
    public IReadOnlyCollection<DbSimulatorFaultKind> Kinds => _faults.Keys;

    /// <summary>Counts a change.</summary>
    public void Add(string service, string outcome) => Count(_outcomes, service, outcome);

    /// <summary>Counts a reading of all accounts.</summary>
    public void AddList(string service, string outcome) => Count(_lists, service, outcome);

    /// <summary>Counts what a simulator has injected.</summary>
    public void Add(DbSimulator simulator)
    {
        lock (_lock)
        {
            _requests += simulator.Requests;
            foreach ((DbSimulatorFaultKind kind, int count) in simulator.Faults)
            {
                _faults[kind] = _faults.GetValueOrDefault(kind) + count;
            }
        }
    }

    /// <summary>Notes a claim that isn't so.</summary>
    public void Mismatch(string text)
    {
        lock (_lock)
        {
            _mismatches.Add(text);
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        IEnumerable<string> lines =
        [
            $"{Changes} changes, {_requests} exchanges, {FaultShare:P1} of them faulty",
            .. _outcomes.Select(service => $"  {service.Key,-18}{service.Value.Values.Sum(),6}  {Counts(service.Value)}"),
            "Lists of accounts:",
            .. _lists.Select(service => $"  {service.Key,-18}{service.Value.Values.Sum(),6}  {Counts(service.Value)}"),
            $"Faults: {Counts(_faults)}",
            $"Mismatches: {_mismatches.Count}",
            .. _mismatches.Take(40).Select(mismatch => "  " + mismatch),
        ];
        return string.Join(Environment.NewLine, lines);
    }

    private void Count(SortedDictionary<string, SortedDictionary<string, int>> all, string service, string outcome)
    {
        lock (_lock)
        {
            if (!all.TryGetValue(service, out var outcomes))
            {
                all[service] = outcomes = [];
            }

            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }
    }

    private static string Counts<T>(IEnumerable<KeyValuePair<T, int>> counts) => string.Join(", ", counts.Select(count => $"{count.Key} {count.Value}"));
}
