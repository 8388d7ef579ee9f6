using System;
using System.Diagnostics;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Engines.Listing;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.PowerShell.Async;
using DbAccounts.PowerShell.Errors;
using DbAccounts.PowerShell.Session;
using DbAccounts.Running;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>
/// Makes the changes of a command: each is planned and asked for when its record comes, and then sent side by side with others; the jobs
/// are written as they come to be.
/// </summary>
internal sealed class ChangeSender
{
    // So many are kept in memory, whatever comes after them: to be sent, and in all.
    private const int MostUnsent = 200;
    private const int MostOpen = 2000;

    // A producer that takes longer than this between two records is no stream of rows: what becomes of one is shown before the next.
    private static readonly TimeSpan _slow = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _longestStay = TimeSpan.FromMilliseconds(250);

    private readonly CommandOutput _output;
    private readonly ProgressDisplay? _progress;
    private readonly DbSession _session;
    private readonly CallContext _call;
    private readonly ChangeRun _run;
    private readonly ChangeReview _review = new();
    private readonly Stopwatch _since = Stopwatch.StartNew();
    private int _begun;
    private string _activity = "";
    private int _added;

    /// <summary>Begins.</summary>
    /// <param name="output">The command's pipeline.</param>
    /// <param name="progress">The command's progress: how many changes there were, and which one it is at.</param>
    /// <param name="session">Where jobs are remembered.</param>
    /// <param name="wait">Wait for the end of each change's last job.</param>
    /// <param name="call">How long, and whether rules are checked.</param>
    public ChangeSender(CommandOutput output, ProgressDisplay? progress, DbSession session, bool wait, CallContext call)
    {
        _output = output;
        _progress = progress;
        _session = session;
        _call = call;
        var waiting = new JobWaitOptions
        {
            Timeout = call.Timeout,
            Looked = waiter => Show(waiter.Oldest is { } job ? $"{string.Join(", ", job.Account)}: {job.State}" : ""),
        };
        _run = new ChangeRun(new ChangeRunOptions { Wait = wait, Waiting = waiting, FirstAlone = true }, call);
    }

    /// <summary>Plans a change, asks, and has it sent.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="change">What.</param>
    /// <param name="target">What it was read from, for errors.</param>
    /// <param name="generated">A password that was generated, which goes along with the job and nowhere else.</param>
    /// <param name="place">The record that it was read from.</param>
    /// <exception cref="DbAccountsException">It can't be made.</exception>
    public async Task SendAsync(DbInstance instance, AccountChange change, object? target, Secret? generated, RowPlace place)
    {
        TimeSpan pause = _since.Elapsed;
        _begun++;
        if (_progress is { IsWanted: true })
        {
            _activity = Messages.ProgressChanging.With(OperationWords.Of(change.Kind));
            Show($"{change.Subject} on {instance}");
        }

        if (instance.Client.ReadsToPlan(change))
        {
            await _run.WhenAsync(() => !_run.IsChanging(instance, change.Subject)).ConfigureAwait(false);
        }

        PlannedChange planned = (await instance.Client.PlanAsync(instance, [change], _call).ConfigureAwait(false))[0];
        string where = _session.IsShared(instance) ? $" ({DbSession.Place(instance)})" : "";
        string line = _output.IsLookedAt
            ? await _review.LineAsync(instance, change, planned, where, _output.IsWhatIf, _call).ConfigureAwait(false)
            : planned.Require().Description + where;
        if (!_output.IsLookedAt)
        {
            await _review.WarnAsync(instance, change, _call).ConfigureAwait(false);
        }

        if (_output.IsVerbose && planned.Plan is { } shown)
        {
            _output.Verbose(Messages.RequestsToBeSent.With(change.Subject, shown.Requests));
        }

        if (!await _output.ShouldProcessAsync(line).ConfigureAwait(false))
        {
            return;
        }

        ChangePlan plan = planned.Require();
        DbJob? last = null;
        _added++;
        _run.Add(instance, plan, outcome => _output.Post(() => Write(outcome)), Accepted);
        await _run.WhenAsync(() => _run.Unsent < MostUnsent && _run.Open < MostOpen).ConfigureAwait(false);
        if (pause > _slow && _begun > 1)
        {
            await Task.WhenAny(_run.WhenAsync(() => _run.Open == 0), Task.Delay(pause < _longestStay ? pause : _longestStay))
                .ConfigureAwait(false);
        }

        _since.Restart();

        // Whatever cuts off the wait, Get-DbJob has the job then, and the password that was generated for it.
        void Accepted(DbJob job)
        {
            if (last is null)
            {
                _session.Remember(instance, change);
            }

            last = job;
            Remember(job, change, generated);
        }

        void Write(ChangeOutcome outcome)
        {
            if (outcome.Job is { } job)
            {
                _session.Remember(job);
                // A job that is late goes on, so it is written like one that was not waited for.
                _output.Write(job);
                Written(job);
                if (outcome.Error is { } error)
                {
                    _output.Error(ErrorRecords.From(error is DbAccountsException known ? JobCredential.Tell(place.Of(known), job) : error, job));
                }
            }
            else if (outcome.Error is DbAccountsException e && (e.Job ?? (generated is null ? null : last)) is { } known)
            {
                // Whatever became of the change, the job is what is known of it, and has the password that was generated for it.
                Remember(known, change, generated);
                _output.Error(ErrorRecords.From(JobCredential.Tell(place.Of(e), known), known));
                Written(known);
            }
            else if (outcome.Error is not null)
            {
                bool grants = change is CreateAccount create && !create.Granted().IsEmpty;
                Exception error = outcome.Error is DbAccountsException said
                    ? place.Of(DbError.OfAccount(said, change.Subject, instance.Key, grants)) : outcome.Error;
                _output.Error(ErrorRecords.From(error, target));
            }

            _run.Proceed();
        }
    }

    /// <summary>Waits until all changes are settled.</summary>
    public Task CompleteAsync() => _run.CompleteAsync();

    /// <summary>Waits until no request is under way.</summary>
    public Task QuietAsync() => _run.QuietAsync();

    private void Show(string status)
    {
        int done = _added - _run.Open;
        _progress?.Show(
            _activity, Messages.ProgressDone.With(done, _begun, status), _begun > 1 ? done * 100 / _begun : -1);
    }

    // What has no id can't be looked at again: it is kept only until the password that was generated for it has been handed out.
    private void Written(DbJob job)
    {
        if (job.Id is null)
        {
            _session.Forget(job);
        }
    }

    private void Remember(DbJob job, AccountChange change, Secret? generated)
    {
        if (generated is not null)
        {
            JobCredential.Attach(job, change.Account.Name, generated);
        }

        _session.Remember(job);
    }
}
