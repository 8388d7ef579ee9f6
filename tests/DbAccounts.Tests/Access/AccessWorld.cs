using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Chaos;
using DbAccounts.Engines;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Simulator;
using DbAccounts.Simulator.Settings;
using DbAccounts.Tests.Support;
using Connected = DbAccounts.Tests.Support.Connected;

namespace DbAccounts.Tests.Access;

/// <summary>A simulator with all services, whose time passes by being waited for, and what a user does with documents there.</summary>
internal sealed class AccessWorld : DocumentUser, IDisposable
{
    private readonly Clock _clock;
    private readonly Dictionary<string, DbInstance> _instances;

    public AccessWorld(DbSimulatorBehavior? behavior = null, Clock? clock = null)
    {
        _clock = clock ?? new WaitedClock();
        Simulator = DbSimulator.Start(
            new DbSimulatorOptions { Seed = 1, JobDuration = TimeSpan.FromSeconds(0.1), Behavior = (behavior ?? new()) with { TencentEnforcesRateLimits = false, DdmMostAccounts = 1000 } },
            () => _clock.Now);
        Simulator.Store.Applied = (_, change) => Applied.Enqueue($"{change.Kind} {string.Join(",", change.Accounts.Select(one => one.Name))}");
        _instances = Connected.Services.Where(service => service != "MySql").ToDictionary(service => service, service => Connected.To(service, Simulator.Endpoint));
    }

    public DbSimulator Simulator { get; }

    /// <summary>What was changed, in its order.</summary>
    public ConcurrentQueue<string> Applied { get; } = new();

    public override DbInstance this[string service] => _instances[service];

    public override CallContext Context(CancellationToken cancellation = default) => new()
    {
        Clock = _clock,
        Cancellation = cancellation,
        Timeout = TimeSpan.FromMinutes(5),
        ResolveSecret = name => Task.FromResult(new DbCredential(null, null, Secret.From($"Passwd_{name.Name.Length}@x"))),
    };

    public void Dispose() => Simulator.Dispose();
}
