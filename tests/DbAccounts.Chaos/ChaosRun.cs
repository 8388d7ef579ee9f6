using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Execution;
using DbAccounts.Simulator;
using DbAccounts.Simulator.Faults;
using DbAccounts.Simulator.Settings;
using DbAccounts.Simulator.State;

namespace DbAccounts.Chaos;

/// <summary>
/// Many changes of many accounts on all five services, with faults all along, among the accounts of somebody else who changes his own between
/// the pages of each list, by a clock that goes wrong: is everything so that is claimed, and every list whole?
/// </summary>
internal sealed record ChaosRun
{
    private const int Workers = 8;
    private const int LongestBurst = 4;
    private static readonly int[] _clocksAhead = [20, -20, 3, -5];

    /// <summary>How many changes, over all services.</summary>
    public int Changes { get; init; } = 5000;

    /// <summary>The share of the requests that meet a fault.</summary>
    public double FaultShare { get; init; } = 0.35;

    /// <summary>How many accounts each service has.</summary>
    public int AccountsPerService { get; init; } = 12;

    /// <summary>How many accounts somebody else has where lists have pages: more than two of them.</summary>
    public int OtherAccounts { get; init; } = 290;

    /// <summary>How many seconds the services' clock is ahead, or behind; null is another number for each seed.</summary>
    public int? ClockAhead { get; init; }

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
        var behavior = new DbSimulatorBehavior
        {
            TencentEnforcesRateLimits = false,
            ClockAhead = ClockAhead ?? _clocksAhead[seed % _clocksAhead.Length],
            TencentListIsUnordered = seed % 2 == 0,
            TencentOtherAccounts = OtherAccounts,
            DdmOtherAccounts = OtherAccounts,
            DdmMostAccounts = 2 * OtherAccounts,
            // A tab shows 225.
            QingCloudOtherAccounts = OtherAccounts / 2,
            OthersChangeAccounts = 3,
            OthersChangeShare = 0.5,
        };
        using DbSimulator simulator = DbSimulator.Start(new DbSimulatorOptions { Fault = fault, Seed = seed, Behavior = behavior }, () => clock.Now);
        Slot[] slots =
        [
            .. from service in simulator.Instance
               let instance = Connected.To(service)
               from number in Enumerable.Range(1, AccountsPerService)
               select new Slot(instance, "chaos_" + number, HashCode(seed, service.Service, number), simulator.Store, clock, report),
        ];
        Dictionary<(string, string), Slot> byKey = slots.ToDictionary(slot => slot.Key);
        Lister[] listers = [.. simulator.Instance.Select(service => new Lister(Connected.To(service), simulator.Store, clock, report))];
        simulator.Store.Applied = (service, change) =>
        {
            listers.Single(lister => lister.Service == service).Applied(change);
            change.Accounts.Where(account => !Others.IsOwn(account.Name)).ToList().ForEach(account => byKey[(service, account.Name)].Applied(change));
        };
        bool isOver = false;
        Task lists = Task.WhenAll(listers.Select(lister => Task.Run(() => lister.RunAsync(() => Volatile.Read(ref isOver)))));
        await WorkAsync(slots, new Random(seed)).ConfigureAwait(false);
        Volatile.Write(ref isOver, true);
        await lists.ConfigureAwait(false);
        Array.ForEach(slots, slot => slot.CheckEnd());
        foreach (DbSimulatorInstance service in simulator.Instance)
        {
            string[] strangers = [.. simulator.Store.Accounts(service.Service).All.Select(a => a.Name).Where(a => a != "root" && !Others.IsOwn(a) && !byKey.ContainsKey((service.Service, a)))];
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
