using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Comparison;
using DbAccounts.Documents;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Planning;
using DbAccounts.Running;
using DbAccounts.Simulator;
using DbAccounts.Simulator.Settings;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Access;

/// <summary>A simulator with all services, whose time passes by being waited for, and what a user does with documents there.</summary>
internal sealed class AccessWorld : IDisposable
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

    public TimeSpan Gathering { get; init; } = TimeSpan.FromSeconds(0.2);

    public List<Exception> Errors { get; } = [];

    public DbInstance this[string service] => _instances[service];

    public CallContext Context(CancellationToken cancellation = default) => new()
    {
        Clock = _clock,
        Cancellation = cancellation,
        Timeout = TimeSpan.FromMinutes(5),
        ResolveSecret = name => Task.FromResult(new DbCredential(null, null, Secret.From($"Passwd_{name.Name.Length}@x"))),
    };

    public void Dispose() => Simulator.Dispose();

    public async Task<IReadOnlyList<InstanceComparison>> CompareAsync(string json, bool prune = false)
    {
        var problems = new List<DocumentProblem>();
        AccessDocument document = DocumentReader.ReadJson(json, problems);
        var all = new List<InstanceComparison>();
        foreach (AccessInstance one in document.Instances)
        {
            DbInstance instance = this[one.Service!];
            IReadOnlyList<DesiredAccount> desired = DesiredState.Of(one, instance.Client, _clock.Now, problems);
            Assert.Empty(problems);
            all.Add(InstanceComparison.Of(await CurrentState.ReadAsync(instance, _ => true, Context()), desired, prune, _ => true));
        }

        return all;
    }

    public async Task<string[]> DifferencesAsync(string json, bool prune = false) =>
        [.. (await CompareAsync(json, prune)).SelectMany(one => one.Differences).Select(one => one.ToString())];

    public async Task<DbAccountPlan> PlanAsync(string json, bool prune = false, string limit = "100%", bool generate = true)
    {
        var builder = new PlanBuilder(generate);
        foreach (InstanceComparison comparison in await CompareAsync(json, prune))
        {
            builder.Add(comparison, new PruneLimit(limit));
        }

        Errors.AddRange(builder.Errors);
        return builder.Build(_clock.Now);
    }

    /// <summary>Carries out a plan as it is read from its file.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(DbAccountPlan plan, bool strict = false, Action<DbPlanStep, DbJob>? accepted = null, CancellationToken cancellation = default)
    {
        var jobs = new ConcurrentQueue<string>();
        var run = new PlanRun(
            new PlanRunOptions
            {
                Wait = true,
                Strict = strict,
                // Instances side by side share a clock that jumps: a request would be too old when it arrives.
                Gathering = Gathering,
                Waiting = new JobWaitOptions { PollingInterval = TimeSpan.FromSeconds(0.05) },
                Accepted = (step, job, _) => accepted?.Invoke(step, job),
                Told = (_, outcome) =>
                {
                    if (outcome.Job is { } job)
                    {
                        jobs.Enqueue($"{job.Operation} {string.Join(", ", job.Account)}");
                    }

                    if (outcome.Error is { } error)
                    {
                        Failed(error);
                    }
                },
                Failed = (_, error) => Failed(error),
            },
            Context(cancellation));
        await run.RunAsync(await run.CheckAsync(PlanText.Read(PlanText.Write(plan), "plan"), name => this[name.Service]));
        return [.. jobs];
    }

    public async Task<IReadOnlyList<string>> SyncAsync(string json, bool prune = false) => await RunAsync(await PlanAsync(json, prune));

    /// <summary>Somebody else changes something.</summary>
    public async Task ChangeAsync(string service, AccountChange change) => Assert.All(
        await this[service].RunAsync(change, Context()), ended => Assert.Null(ended.Error));

    private void Failed(Exception error)
    {
        lock (Errors)
        {
            Errors.Add(error);
        }
    }

    public string[] ErrorIds() => [.. Errors.Select(error => (error as DbAccountsException)?.ErrorId ?? error.ToString())];
}
