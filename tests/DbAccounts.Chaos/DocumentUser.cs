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

namespace DbAccounts.Chaos;

/// <summary>What a user does with documents: compares, plans, carries out.</summary>
internal abstract class DocumentUser
{
    public TimeSpan Gathering { get; init; } = TimeSpan.FromSeconds(0.2);

    public List<Exception> Errors { get; } = [];

    /// <summary>The instance of a service.</summary>
    public abstract DbInstance this[string service] { get; }

    public abstract CallContext Context(CancellationToken cancellation = default);

    public async Task<IReadOnlyList<InstanceComparison>> CompareAsync(string json, bool prune = false)
    {
        var problems = new List<DocumentProblem>();
        AccessDocument document = DocumentReader.ReadJson(json, problems);
        var all = new List<InstanceComparison>();
        foreach (AccessInstance one in document.Instances)
        {
            DbInstance instance = this[one.Service!];
            IReadOnlyList<DesiredAccount> desired = DesiredState.Of(one, instance.Client, Context().Clock.Now, problems);
            Require(problems.Count == 0, string.Join("; ", problems));
            all.Add(InstanceComparison.Of(await CurrentState.ReadAsync(instance, _ => true, Context()).ConfigureAwait(false), desired, prune, _ => true));
        }

        return all;
    }

    /// <summary>What differs, without the accounts that the document doesn't name and no plan touches.</summary>
    public async Task<string[]> DifferencesAsync(string json, bool prune = false) =>
        [
            .. (await CompareAsync(json, prune).ConfigureAwait(false)).SelectMany(one => one.Accounts)
                .Where(one => one.Named is not null || one.Untouched is null).SelectMany(one => one.Differences()).Select(one => one.ToString()),
        ];

    public async Task<DbAccountPlan> PlanAsync(string json, bool prune = false, string limit = "100%", bool generate = true)
    {
        var builder = new PlanBuilder(generate);
        foreach (InstanceComparison comparison in await CompareAsync(json, prune).ConfigureAwait(false))
        {
            builder.Add(comparison, new PruneLimit(limit));
        }

        Errors.AddRange(builder.Errors);
        return builder.Build(Context().Clock.Now);
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
        await run.RunAsync(await run.CheckAsync(PlanText.Read(PlanText.Write(plan), "plan"), name => this[name.Service]).ConfigureAwait(false)).ConfigureAwait(false);
        return [.. jobs];
    }

    public async Task<IReadOnlyList<string>> SyncAsync(string json, bool prune = false) => await RunAsync(await PlanAsync(json, prune).ConfigureAwait(false)).ConfigureAwait(false);

    /// <summary>Somebody else changes something.</summary>
    public async Task ChangeAsync(string service, AccountChange change)
    {
        PlannedChange[] planned = [.. await this[service].Client.PlanAsync(this[service], [change], Context()).ConfigureAwait(false)];
        var run = new ChangeRun(new ChangeRunOptions { Wait = true }, Context());
        run.Add(this[service], planned[0].Require(), outcome => Require(outcome.Error is null, $"{outcome.Error}"));
        await run.CompleteAsync().ConfigureAwait(false);
    }

    private static void Require(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            throw new InvalidOperationException(otherwise);
        }
    }

    private void Failed(Exception error)
    {
        lock (Errors)
        {
            Errors.Add(error);
        }
    }

    public string[] ErrorIds() => [.. Errors.Select(error => (error as DbAccountsException)?.ErrorId ?? error.ToString())];
}
