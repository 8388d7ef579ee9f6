using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Model;
using DbAccounts.Services;
using DbAccounts.Simulator;

namespace DbAccounts.Chaos;

/// <summary>Many changes of many accounts on all five services, with faults all along: is everything so that is claimed?</summary>
internal sealed record ChaosRun
{
    private const int Workers = 8;
    private const int LongestBurst = 4;

    /// <summary>How many changes, over all services.</summary>
    public int Changes { get; init; } = 5000;

    /// <summary>The share of the requests that meet a fault.</summary>
    public double FaultShare { get; init; } = 0.35;

    /// <summary>How many accounts each service has.</summary>
    public int AccountsPerService { get; init; } = 12;

    /// <summary>How much faster than the clock everything goes: waits, jobs, signatures' ages.</summary>
    public double Speed { get; init; } = 40;

    /// <summary>Runs with one seed.</summary>
    public async Task RunAsync(int seed, ChaosReport report)
    {
        var clock = new Clock(Speed);
        DbSimulatorFault fault = DbSimulatorFault.All(FaultShare);
        // Kinds that not every request can meet, and that are the hardest to be right about.
        foreach (DbSimulatorFaultKind kind in new[] { DbSimulatorFaultKind.SlowJob, DbSimulatorFaultKind.FailedJob, DbSimulatorFaultKind.VanishedJob, DbSimulatorFaultKind.StaleRead })
        {
            fault[kind] *= 3;
        }

        // This time is real.
        fault.LongestLatency = TimeSpan.FromMilliseconds(20);
        var options = new DbSimulatorOptions { Fault = fault, Seed = seed, Behavior = new() { TencentEnforcesRateLimits = false } };
        using DbSimulator simulator = DbSimulator.Start(options, () => clock.Now);
        Slot[] slots =
        [
            .. from service in simulator.Instance
               let instance = Connected.To(service)
               from number in Enumerable.Range(1, AccountsPerService)
               select new Slot(instance, "chaos_" + number, HashCode(seed, service.Service, number), simulator.Store, clock, report),
        ];
        Dictionary<(string, string), Slot> byKey = slots.ToDictionary(slot => slot.Key);
        simulator.Store.Applied = (service, change) => change.Accounts.ForEach(account => byKey[(service, account.Name)].Applied());
        await WorkAsync(slots, new Random(seed)).ConfigureAwait(false);
        Array.ForEach(slots, slot => slot.CheckEnd());
        foreach (DbSimulatorInstance service in simulator.Instance)
        {
            string[] strangers = [.. simulator.Store.Accounts(service.Service).All.Select(a => a.Name).Where(a => a != "root" && !byKey.ContainsKey((service.Service, a)))];
            Array.ForEach(strangers, stranger => report.Mismatch($"{service.Service} {stranger}: nobody created it"));
        }

        report.Add(simulator);
    }

    // Unlike string.GetHashCode it is the same in every process.
    private static int HashCode(int seed, string service, int number) => unchecked((seed * 7919) + (service.Sum(c => c) * 101) + number);

    // Several accounts at a time; the changes of one follow one another.
    private async Task WorkAsync(Slot[] slots, Random random)
    {
        var free = new List<Slot>(slots);
        int left = Changes;
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(async () =>
        {
            while (Volatile.Read(ref left) > 0)
            {
                Slot slot;
                int burst;
                lock (free)
                {
                    slot = free[random.Next(free.Count)];
                    free.Remove(slot);
                    // Changes of one account that follow at once are what reads that lag behind are dangerous for.
                    burst = random.Next(1, LongestBurst + 1);
                }

                while (burst-- > 0 && Interlocked.Decrement(ref left) >= 0)
                {
                    await slot.ChangeAsync().ConfigureAwait(false);
                }

                lock (free)
                {
                    free.Add(slot);
                }
            }
        }))).ConfigureAwait(false);
    }
}
