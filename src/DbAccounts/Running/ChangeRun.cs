using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Engines.Listing;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Running;

/// <summary>
/// Makes many changes: those of each instance in a lane of its own, side by side as far as the service allows, equal ones together in one
/// request. Each change is told what becomes of it, in the order in which they came, unless one of them takes long.
/// </summary>
public sealed class ChangeRun
{
    private readonly ChangeRunOptions _options;
    private readonly CallContext _context;
    private readonly JobWaiter _waiter;
    private readonly LaneDispatcher _lanes;
    private readonly OutcomeOrder _order;
    private readonly object _lock = new();
    private Task? _waiting;

    /// <summary>Begins.</summary>
    /// <param name="options">How changes are run.</param>
    /// <param name="context">How long each may take, cancellation, and where to tell what goes on.</param>
    public ChangeRun(ChangeRunOptions options, CallContext context)
    {
        _options = options ?? throw new ArgumentNullException(nameof(options));
        _context = (context ?? throw new ArgumentNullException(nameof(context))) with { HearsAnswers = true };
        _lanes = new LaneDispatcher(options, _context, SendAsync);
        _order = new OutcomeOrder(options.Patience, context);
        _waiter = new JobWaiter(options.Waiting, context, (_, _) => Task.CompletedTask);
    }

    /// <summary>How many changes are not settled yet.</summary>
    public int Open => _lanes.Open;

    /// <summary>How many changes are in no request yet.</summary>
    public int Unsent => _lanes.Unsent;

    /// <summary>Takes a change. It is sent as soon as it may be, and in the order in which it came among those of its account.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="plan">What.</param>
    /// <param name="told">Takes what becomes of it, step by step; called by any thread, one at a time.</param>
    /// <param name="accepted">Takes each job as soon as the service has accepted it: waiting for its end may be cut off.</param>
    public void Add(DbInstance instance, ChangePlan plan, Action<ChangeOutcome> told, Action<DbJob>? accepted = null)
    {
        var change = new RunningChange(instance, plan, told, accepted ?? (_ => { }));
        Lane lane = _lanes.Add(change);
        _order.Add(change);
        _lanes.Send(lane);
    }

    /// <summary>True while a change of an account of an instance is not settled.</summary>
    public bool IsChanging(DbInstance instance, string account) => _lanes.IsChanging(instance, account);

    /// <summary>Says that what became of the first change was seen, and that the others are still wanted.</summary>
    public void Proceed() => _lanes.Proceed();

    /// <summary>Waits until something holds; it is looked at whenever a change is settled.</summary>
    public Task WhenAsync(Func<bool> condition) => _lanes.WhenAsync(condition);

    /// <summary>Waits until no request is under way; when it was canceled, none comes after those.</summary>
    public Task QuietAsync() => _lanes.QuietAsync();

    /// <summary>Says that no more changes come, and waits until all are settled and told.</summary>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public async Task CompleteAsync()
    {
        await _lanes.CompleteAsync().ConfigureAwait(false);
        _waiter.Complete();
        await (_waiting ?? Task.CompletedTask).ConfigureAwait(false);
        _lanes.End();
    }

    private async Task SendAsync(Lane lane, Batch batch)
    {
        RunningChange first = batch.Changes[0];
        DbJob? job = null;
        Exception? error = null;
        try
        {
            job = await first.Instance.Client.ApplyAsync(
                first.Instance, [.. batch.Changes.Select(change => change.Step)], _context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_context.Cancellation.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            error = e;
        }

        _lanes.Answered(lane, isAccepted: job is not null);
        if (job is not null)
        {
            Accepted(lane, batch, job);
        }
        else
        {
            await RefusedAsync(lane, batch, error!).ConfigureAwait(false);
        }

        _lanes.Send(lane);
    }

    private void Accepted(Lane lane, Batch batch, DbJob job)
    {
        batch.Changes.ForEach(change => change.Accept(job));
        List<RunningChange> waiting = job.HasEnded()
            ? [] : [.. batch.Changes.Where(change => _options.Wait || !change.IsAtLastStep)];
        if (waiting.Count > 0)
        {
            Proceed();
            Wait(batch.Changes[0].Instance, job, (ended, error) => EndedAsync(lane, batch, waiting, ended, error));
        }

        Done(lane, [.. batch.Changes.Except(waiting)], job);
    }

    private void Wait(DbInstance instance, DbJob job, Func<DbJob, DbAccountsException?, Task> ended)
    {
        _waiter.Add(instance, job, ended);
        _lanes.Await();
        lock (_lock)
        {
            _waiting ??= Task.Run(WaitAsync);
        }
    }

    private async Task WaitAsync()
    {
        try
        {
            await _waiter.RunAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Who waits has been told.
        }
    }

    private Task EndedAsync(Lane lane, Batch batch, List<RunningChange> changes, DbJob job, DbAccountsException? error)
    {
        _lanes.Awaited();
        if (error is null)
        {
            Done(lane, changes, job);
        }
        else if (error.ErrorId == DbErrorId.JobFailed && batch.Changes.Count > 1)
        {
            // A part of it may be done: each account's own request tells.
            batch.JobBefore = job;
            batch.Unknown = error.Of(job);
            Split(lane, batch.Halves());
        }
        else if (error.ErrorId == DbErrorId.OutcomeUnknown && batch.Changes.Count > 1)
        {
            SplitUnknown(lane, batch, error);
        }
        else if (error.Each.Count > 0)
        {
            List<RunningChange> done = [.. changes.Where(change => !error.Each.ContainsKey(change.Step.Accounts[0]))];
            string[] accounts = [.. done.Select(change => change.Step.Accounts[0])];
            Done(lane, done, job.With(DbJobState.Succeeded, job.ServiceState, null, null).Of(accounts));
            foreach (RunningChange change in changes.Except(done))
            {
                DbJob own = job.Of(change.Step.Accounts[0]);
                Late(lane, change, own, error.Each[own.Account[0]]);
            }
        }
        else
        {
            foreach (RunningChange change in changes)
            {
                Late(lane, change, change == changes[0] ? job : null, error);
            }
        }

        _lanes.Send(lane);
        return Task.CompletedTask;
    }

    // One job is one error, which names all of its accounts; what was to come after it, each change has for itself.
    private void Late(Lane lane, RunningChange change, DbJob? job, DbAccountsException error)
    {
        if (job is not null || !change.IsAtLastStep)
        {
            change.Note(_context.Clock.Elapsed, new ChangeOutcome(job, change.WithUnmadeParts(error, isStepMade: true)));
        }

        Settle(lane, change);
    }

    private async Task RefusedAsync(Lane lane, Batch batch, Exception error)
    {
        if (batch.Changes.Count > 1 && error is DbAccountsException { ErrorId: DbErrorId.OutcomeUnknown } unknown)
        {
            SplitUnknown(lane, batch, unknown);
            return;
        }

        if (batch.Changes.Count > 1 && error is DbAccountsException { ErrorId: var id } && MayBeOfOne(id))
        {
            _context.Verbose?.Invoke(Messages.VerboseInTwoParts.With(error.Message));
            Split(lane, batch.Halves());
            return;
        }

        foreach (RunningChange change in batch.Changes)
        {
            if (batch.JobBefore is { Operation: nameof(OperationKind.RemoveAccount) } before
                && error is DbAccountsException { ErrorId: DbErrorId.AccountNotFound })
            {
                // The service accepts no removal of an account that is not there: the job before has removed this one.
                change.Note(_context.Clock.Elapsed, new ChangeOutcome(before.Of(change.Step.Accounts[0]).FoundByReadingBack(), null));
            }
            else
            {
                Exception explained = await ExplainAsync(change, Own(change, batch, error)).ConfigureAwait(false);
                change.Note(_context.Clock.Elapsed, new ChangeOutcome(null, explained));
            }

            Settle(lane, change);
        }
    }

    // What could not be told of it together with others, its own request has to settle.
    private static Exception Own(RunningChange change, Batch batch, Exception error) =>
        batch.Unknown is { Job: { } job } unknown && error is DbAccountsException known && !IsSettling(known)
            ? unknown.Of(job.Of(change.Step.Accounts[0]))
            : error;

    private static bool IsSettling(DbAccountsException error) => error.ErrorId is DbErrorId.OutcomeUnknown or DbErrorId.AccountNotFound
        || error is { ErrorId: DbErrorId.RequestRefused, Category: DbErrorCategory.InvalidArgument };

    private async Task<Exception> ExplainAsync(RunningChange change, Exception error)
    {
        if (error is not DbAccountsException known)
        {
            return error;
        }

        try
        {
            known = known.ErrorId == DbErrorId.AccountNotFound
                ? await AccountSearch.ExplainAsync(change.Instance, change.Account, known, _context).ConfigureAwait(false)
                : known;
        }
        catch (OperationCanceledException)
        {
            // What the service said stands.
        }

        return change.WithUnmadeParts(known, isStepMade: false);
    }

    // What holds for the key, the instance or the connection holds for all of them.
    private static bool MayBeOfOne(string id) => id is DbErrorId.AccountNotFound or DbErrorId.AccountExists or DbErrorId.RequestRefused
        or DbErrorId.QuotaExceeded or DbErrorId.RuleViolation or DbErrorId.InvalidInput;

    private void SplitUnknown(Lane lane, Batch batch, DbAccountsException unknown)
    {
        _context.Verbose?.Invoke(Messages.VerboseOneByOne.With(unknown.Message));
        batch.JobBefore = unknown.Job;
        batch.Unknown = unknown;
        Split(lane, batch.Singles());
    }

    private void Split(Lane lane, IEnumerable<Batch> parts)
    {
        _lanes.Ready(lane, parts);
        Proceed();
    }

    private void Done(Lane lane, List<RunningChange> changes, DbJob job)
    {
        foreach (RunningChange change in changes)
        {
            change.Note(_context.Clock.Elapsed, new ChangeOutcome(change == changes[0] ? job : null, null));
            if (change.IsAtLastStep)
            {
                Settle(lane, change);
                continue;
            }

            _lanes.Advance(lane, change, job);
            _order.Tell(change);
        }
    }

    private void Settle(Lane lane, RunningChange change)
    {
        change.IsSettled = true;
        _order.Tell(change);
        _lanes.Settle(lane, change);
    }
}
