using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Running;
using DbAccounts.Texts;

namespace DbAccounts.Planning;

/// <summary>Carries out a plan, its instances side by side; what goes wrong with one account or instance is no matter of the others.</summary>
internal sealed class PlanRun(PlanRunOptions options, CallContext context)
{
    private readonly List<ChangeRun> _runs = [];

    /// <summary>Finds out what is still to be done; what has drifted or can't be read is told.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="resolve">The connected instance that is meant.</param>
    /// <returns>What is to be done on each instance; nothing where the plan is strict and an account has drifted.</returns>
    /// <exception cref="DbAccountsException">The plan was edited.</exception>
    public async Task<IReadOnlyList<PlanCheck>> CheckAsync(DbAccountPlan plan, Func<DbInstanceName, DbInstance> resolve)
    {
        if (PlanText.Fingerprint(plan) != plan.Fingerprint)
        {
            throw DbError.DocumentInvalid(Messages.DocumentFromPipeline, [Messages.PlanEdited]);
        }

        PlanCheck?[] all = await Task.WhenAll(plan.Account
            .GroupBy(account => new DbInstanceName(account.Service, account.InstanceId, account.Endpoint))
            .Select(async accounts =>
            {
                try
                {
                    DbInstance instance = resolve(accounts.Key);
                    DbPlanStep[] steps =
                    [
                        .. plan.Step.Where(step => accounts.Key.Equals(new DbInstanceName(step.Service, step.InstanceId, step.Endpoint))),
                    ];
                    return await PlanCheck.ReadAsync(instance, [.. accounts], steps, context).ConfigureAwait(false);
                }
                catch (DbAccountsException e)
                {
                    options.Failed(accounts.Key.ToString(), e);
                    return null;
                }
            })).ConfigureAwait(false);
        PlanCheck[] read = [.. all.OfType<PlanCheck>()];
        foreach (DbAccountsException drifted in read.SelectMany(check => check.Drifted))
        {
            options.Failed(drifted.Message, drifted);
        }

        int strange = read.Sum(check => check.Drifted.Count) + all.Length - read.Length;
        if (options.Strict && strange > 0)
        {
            options.Failed("", DbError.PlanNotBegun(strange));
            return [];
        }

        return read;
    }

    /// <summary>Makes the steps, on all instances at once.</summary>
    public Task RunAsync(IEnumerable<PlanCheck> checks) => Task.WhenAll(checks.Select(RunAsync));

    /// <summary>Waits until no request is under way; when it was canceled, none comes after those.</summary>
    public Task QuietAsync()
    {
        lock (_runs)
        {
            return Task.WhenAll(_runs.Select(run => run.QuietAsync()));
        }
    }

    private async Task RunAsync(PlanCheck check)
    {
        var failed = new HashSet<string>(StringComparer.Ordinal);
        IGrouping<DbPlanPhase, DbPlanStep>[] phases = [.. check.Steps.GroupBy(step => step.Phase).OrderBy(phase => phase.Key)];
        foreach (IGrouping<DbPlanPhase, DbPlanStep> phase in phases)
        {
            DbPlanStep[] steps = [.. phase.Where(step => !IsHeldBack(check.Instance, step, failed))];
            foreach (DbPlanStep left in phase.Except(steps))
            {
                context.Warning(Messages.PlanStepNotMade.With(left.Effect));
            }

            // Those of one account follow one another, and equal ones of several travel together.
            DbPlanStep[][] turns = [.. steps.GroupBy(step => step.Account).SelectMany(own => own.Select((step, turn) => (step, turn)))
                .GroupBy(one => one.turn, one => one.step).OrderBy(turn => turn.Key).Select(turn => turn.ToArray())];
            for (int i = 0; i < turns.Length; i++)
            {
                bool isLast = phase == phases[phases.Length - 1] && i == turns.Length - 1;
                await RunAsync(check.Instance, turns[i], options.Wait || !isLast, failed).ConfigureAwait(false);
            }
        }
    }

    // An account that goes makes room for none of its name that could not be made.
    private static bool IsHeldBack(DbInstance instance, DbPlanStep step, HashSet<string> failed)
    {
        if (failed.Contains(step.Account))
        {
            return true;
        }

        string name = StepChange.Identity(step.Account, instance.Client.Info).Name;
        return step.Operation == OperationKind.RemoveAccount
            && failed.Any(other => StepChange.Identity(other, instance.Client.Info).Name == name);
    }

    private async Task RunAsync(DbInstance instance, DbPlanStep[] steps, bool wait, HashSet<string> failed)
    {
        var run = new ChangeRun(new ChangeRunOptions { Wait = wait, Waiting = options.Waiting, Gathering = options.Gathering }, context);
        lock (_runs)
        {
            _runs.Add(run);
        }

        var open = new List<DbPlanStep>(steps);
        using var turns = new SemaphoreSlim(Math.Max(instance.Client.Info.MostAtOnce, 1));
        try
        {
            await Task.WhenAll(steps.Select(AddAsync)).ConfigureAwait(false);
            await run.CompleteAsync().ConfigureAwait(false);
        }
        finally
        {
            await run.QuietAsync().ConfigureAwait(false);
            lock (_runs)
            {
                _runs.Remove(run);
            }
        }

        // Of what travels together one is told, for all that its job names.
        lock (failed)
        {
            failed.UnionWith(open.Select(step => step.Account));
        }

        // Planning may read.
        async Task AddAsync(DbPlanStep step)
        {
            await turns.WaitAsync(context.Cancellation).ConfigureAwait(false);
            try
            {
                await AddStepAsync(step).ConfigureAwait(false);
            }
            finally
            {
                turns.Release();
            }
        }

        async Task AddStepAsync(DbPlanStep step)
        {
            Secret? generated = null;
            ChangePlan planned;
            try
            {
                generated = step.GeneratePassword ? ServiceCatalog.NewPassword(instance.Client) : null;
                Secret? password = generated ?? await PasswordAsync(step).ConfigureAwait(false);
                AccountChange change = StepChange.Of(step, instance.Client.Info, password);
                // What is held by the service's own word may be taken away, whatever the documents name.
                CallContext planning = context with { SkipRuleCheck = step.Operation == OperationKind.RevokePrivilege };
                planned = (await instance.Client.PlanAsync(instance, [change], planning).ConfigureAwait(false))[0].Require();
            }
            catch (DbAccountsException e)
            {
                options.Failed(step.Account, e);
                return;
            }

            run.Add(instance, planned, outcome => Told(step, outcome), job => options.Accepted(step, job, generated));
        }

        void Told(DbPlanStep step, ChangeOutcome outcome)
        {
            lock (failed)
            {
                if (outcome.Error is null)
                {
                    open.Remove(step);
                }
            }

            options.Told(step, outcome);
        }
    }

    private async Task<Secret?> PasswordAsync(DbPlanStep step)
    {
        if (step.SecretName is null)
        {
            return null;
        }

        var name = new SecretName(step.SecretName, step.Vault);
        DbCredential found = await (context.ResolveSecret ?? throw DbError.SecretNotFound(name, Messages.SecretNoReader))(name)
            .ConfigureAwait(false);
        // A text alone is read as a token.
        return found.SecretKey ?? found.Token ?? throw DbError.SecretInvalid(name, Messages.PlanSecretEmpty);
    }
}
