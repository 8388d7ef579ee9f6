using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Planning;
using DbAccounts.Simulator;
using DbAccounts.Simulator.Settings;
using DbAccounts.Simulator.State;

namespace DbAccounts.Chaos;

/// <summary>
/// Random documents that are brought about under faults, and then once more without: is everything as the last document says, and is no
/// account lost, doubled or somebody's that nobody named?
/// </summary>
internal sealed record DocumentChaosRun
{
    /// <summary>How many documents for each seed.</summary>
    public int Documents { get; init; } = 25;

    /// <summary>The share of the requests that meet a fault.</summary>
    public double FaultShare { get; init; } = 0.35;

    /// <summary>How much faster than the clock everything goes.</summary>
    public double Speed { get; init; } = 40;

    /// <summary>Runs with one seed.</summary>
    public async Task RunAsync(int seed, ChaosReport report)
    {
        var random = new Random(seed);
        var clock = new Clock(Speed);
        DbSimulatorFault fault = DbSimulatorFault.All(FaultShare);
        fault.LongestLatency = TimeSpan.FromMilliseconds(20);
        Dictionary<DbSimulatorFaultKind, double> shares = fault.Shares.ToDictionary(share => share.Key, share => share.Value);
        using DbSimulator simulator = DbSimulator.Start(
            new DbSimulatorOptions
            {
                Fault = fault,
                Seed = seed,
                Behavior = new DbSimulatorBehavior { TencentEnforcesRateLimits = false, ClockAhead = random.Next(-20, 20), TencentListIsUnordered = seed % 2 == 0 },
            },
            () => clock.Now);
        for (int i = 0; i < Documents; i++)
        {
            string json = RandomDocument.OfServices(random);
            string where = $"seed {seed}, document {i}";
            SetFaults(shares.ToDictionary(share => share.Key, share => share.Value));
            var user = new User(simulator, clock);
            await TryAsync(() => user.SyncAsync(json, prune: true), where, report).ConfigureAwait(false);
            foreach (Exception error in user.Errors)
            {
                report.Add("Sync-DbAccount", (error as DbAccountsException)?.ErrorId ?? error.GetType().Name);
                if (error is not DbAccountsException)
                {
                    report.Mismatch($"{where}: {error}");
                }
            }

            SetFaults(shares.ToDictionary(share => share.Key, _ => 0.0));
            // Jobs that are slow, and what is still on its way.
            await clock.WaitAsync(TimeSpan.FromMinutes(3), default).ConfigureAwait(false);
            await CheckAsync(new User(simulator, clock), json, where, simulator, report).ConfigureAwait(false);
        }

        report.Add(simulator);

        void SetFaults(Dictionary<DbSimulatorFaultKind, double> all)
        {
            foreach (KeyValuePair<DbSimulatorFaultKind, double> share in all)
            {
                fault[share.Key] = share.Value;
            }
        }
    }

    private static async Task CheckAsync(User user, string json, string where, DbSimulator simulator, ChaosReport report)
    {
        await TryAsync(() => user.SyncAsync(json, prune: true), where, report).ConfigureAwait(false);
        user.Errors.ForEach(error => report.Mismatch($"{where}, without faults: {error}"));
        string[] differences = await user.DifferencesAsync(json, prune: true).ConfigureAwait(false);
        Array.ForEach(differences, difference => report.Mismatch($"{where}: {difference}"));
        DbAccountPlan plan = await user.PlanAsync(json, prune: true).ConfigureAwait(false);
        Array.ForEach([.. plan.Step], step => report.Mismatch($"{where}: twice: {step}"));
        foreach (string service in simulator.Instance.Select(instance => instance.Service))
        {
            string[] accounts = [.. simulator.Store.Accounts(service).All.Select(account => $"{account.Key()}")];
            string[] twice = [.. accounts.GroupBy(account => account).Where(same => same.Count() > 1).Select(same => same.Key)];
            Array.ForEach(twice, account => report.Mismatch($"{where}: {service} has {account} twice"));
        }
    }

    private static async Task TryAsync(Func<Task> work, string where, ChaosReport report)
    {
        try
        {
            await work().ConfigureAwait(false);
            report.Add("Sync-DbAccount", "Succeeded");
        }
        catch (DbAccountsException e)
        {
            // An instance that can't be read.
            report.Add("Sync-DbAccount", e.ErrorId);
        }
        catch (Exception e)
        {
            report.Mismatch($"{where}: {e}");
        }
    }

    private sealed class User : DocumentUser
    {
        private readonly Clock _clock;
        private readonly Dictionary<string, DbInstance> _instances;

        public User(DbSimulator simulator, Clock clock)
        {
            _clock = clock;
            _instances = simulator.Instance.ToDictionary(instance => instance.Service, Connected.To);
        }

        public override DbInstance this[string service] => _instances[service];

        public override CallContext Context(CancellationToken cancellation = default) => new()
        {
            Clock = _clock,
            Cancellation = cancellation,
            Timeout = TimeSpan.FromMinutes(5),
            ResolveSecret = name => Task.FromResult(new DbCredential(null, null, Secret.From($"Passwd_{name.Name.Length}@x"))),
        };
    }
}
