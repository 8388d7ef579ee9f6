using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Comparison;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Planning;
using DbAccounts.PowerShell.Async;
using DbAccounts.PowerShell.Errors;
using DbAccounts.PowerShell.Session;
using DbAccounts.Running;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Carries out a plan for a command: asks once, and writes jobs and errors as they come to be.</summary>
internal sealed class PlanSender
{
    private const int MostShown = 20;

    private readonly CommandOutput _output;
    private readonly DbSession _session;
    private readonly PlanRun _run;
    private int _total;
    private int _told;

    /// <summary>Begins.</summary>
    /// <param name="output">The command's pipeline.</param>
    /// <param name="progress">The command's progress.</param>
    /// <param name="session">Where jobs are remembered, and instances found.</param>
    /// <param name="wait">Wait for the end of the last changes too.</param>
    /// <param name="strict">Nothing is done where one account is not what the plan was made from.</param>
    /// <param name="call">How long, and cancellation.</param>
    public PlanSender(CommandOutput output, ProgressDisplay? progress, DbSession session, bool wait, bool strict, CallContext call)
    {
        _output = output;
        _session = session;
        _run = new PlanRun(
            new PlanRunOptions
            {
                Wait = wait,
                Strict = strict,
                Waiting = new JobWaitOptions
                {
                    Timeout = call.Timeout,
                    Looked = waiter => progress?.Show(Messages.PlanProgress, Status(waiter), _told * 100 / Math.Max(_total, 1)),
                },
                Accepted = Accepted,
                Told = (step, outcome) =>
                {
                    Interlocked.Increment(ref _told);
                    _output.Post(() => Write(step, outcome));
                },
                Failed = (subject, error) => _output.Post(() => _output.Error(ErrorRecords.From(error, subject))),
            },
            call);
    }

    /// <summary>Finds what is still to be done, asks, and does it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="confirms">Ask before something is removed, revoked or locked out, unless PowerShell has asked.</param>
    public async Task RunAsync(DbAccountPlan plan, bool confirms)
    {
        IReadOnlyList<PlanCheck> checks = await _run.CheckAsync(plan, Resolve).ConfigureAwait(false);
        DbPlanStep[] steps = [.. checks.SelectMany(check => check.Steps)];
        _total = steps.Length;
        if (steps.Length > 0 && await IsWantedAsync(steps, confirms).ConfigureAwait(false))
        {
            await _run.RunAsync(checks).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until no request is under way.</summary>
    public Task QuietAsync() => _run.QuietAsync();

    private string Status(JobWaiter waiter) => FormattableString.Invariant($"{_told} / {_total}")
        + (waiter.Oldest is { } job ? $"; {string.Join(", ", job.Account)}: {job.State}" : "");

    private async Task<bool> IsWantedAsync(DbPlanStep[] steps, bool confirms)
    {
        if (_output.IsWhatIf)
        {
            foreach (DbPlanStep step in steps)
            {
                await _output.ShouldProcessAsync(step.Effect).ConfigureAwait(false);
            }

            return false;
        }

        string question = Question(steps);
        return await _output.ShouldProcessAsync(question).ConfigureAwait(false)
            && (!confirms || !steps.Any(Takes)
                || await _output.ShouldContinueAsync(question).ConfigureAwait(false));
    }

    // Somebody can do less afterwards, or can't connect any more.
    private static bool Takes(DbPlanStep step) => step.Risk >= DbChangeRisk.RemovesAccess;

    // Why it asks comes first, and what can't be undone is never left out.
    private static string Question(DbPlanStep[] steps)
    {
        DbPlanStep[] worst = [.. steps.OrderByDescending(step => step.Risk).ThenBy(step => step.Number)];
        int shown = Math.Max(Math.Min(MostShown, worst.Length), worst.Count(step => step.Risk == DbChangeRisk.CannotBeUndone));
        string effects = string.Join("; ", worst.Take(shown).Select(step => step.Effect));
        int taking = worst.Skip(shown).Count(Takes);
        return (worst.Length == 1 ? Messages.PlanQuestionOne.With(effects) : Messages.PlanQuestion.With(worst.Length, effects))
            + (shown == worst.Length ? ""
                : taking == 0 ? Messages.PlanQuestionMore.With(worst.Length - shown)
                : Messages.PlanQuestionMoreTaking.With(worst.Length - shown, taking));
    }

    private DbInstance Resolve(DbInstanceName name) => _session.Resolve(new Belonging(name.Service, name.InstanceId, name.Endpoint));

    private void Accepted(DbPlanStep step, DbJob job, Secret? generated)
    {
        if (generated is not null)
        {
            int at = step.Account.LastIndexOf('@');
            bool hasHost = at > 0 && ServiceCatalog.Get(step.Service).Info.HostIsIdentity;
            JobCredential.Attach(job, hasHost ? step.Account.Substring(0, at) : step.Account, generated);
        }

        _session.Remember(job);
    }

    private void Write(DbPlanStep step, ChangeOutcome outcome)
    {
        if (outcome.Job is { } job)
        {
            _session.Remember(job);
            _output.Write(job);
            if (outcome.Error is { } error)
            {
                _output.Error(ErrorRecords.From(error is DbAccountsException known ? JobCredential.Tell(known, job) : error, job));
            }

            if (job.Id is null)
            {
                _session.Forget(job);
            }
        }
        else if (outcome.Error is DbAccountsException { Job: { } known } e)
        {
            _output.Error(ErrorRecords.From(JobCredential.Tell(e, known), known));
        }
        else if (outcome.Error is not null)
        {
            _output.Error(ErrorRecords.From(outcome.Error, step));
        }
    }
}
