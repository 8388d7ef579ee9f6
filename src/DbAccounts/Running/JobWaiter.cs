using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Engines;
using DbAccounts.Engines.Delivery;
using DbAccounts.Engines.Listing;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;

namespace DbAccounts.Running;

/// <summary>
/// Waits for many jobs at once, on each instance by itself, so that none waits for another. Hands each job over as it ends,
/// one after the other, and takes more jobs while it waits.
/// </summary>
public sealed class JobWaiter
{
    private readonly JobWaitOptions _options;
    private readonly CallContext _context;
    private readonly Func<DbJob, DbAccountsException?, Task> _ended;
    private readonly object _lock = new();
    private readonly List<WaitingJob> _open = [];
    private List<WaitingJob> _arrived = [];
    private TaskCompletionSource<bool> _news = NewSignal();
    private bool _complete;
    private int _handedOver;

    /// <summary>Prepares a wait.</summary>
    /// <param name="options">How long, and how often to look.</param>
    /// <param name="context">Cancellation and messages.</param>
    /// <param name="ended">Takes each job when it ends, with an error where it failed, is late or can't be looked at.</param>
    public JobWaiter(JobWaitOptions options, CallContext context, Func<DbJob, DbAccountsException?, Task> ended)
    {
        _options = options;
        _context = context;
        _ended = ended;
    }

    /// <summary>How many jobs were taken so far.</summary>
    public int Total { get; private set; }

    /// <summary>How many are still waited for.</summary>
    public int Open => Total - _handedOver;

    /// <summary>The job that has been waited for longest; null when none is left.</summary>
    public DbJob? Oldest
    {
        get
        {
            lock (_lock)
            {
                return _open.FirstOrDefault()?.Job;
            }
        }
    }

    /// <summary>Waits for one job and returns it in its last state; an error comes as the second.</summary>
    public static async Task<(DbJob Job, DbAccountsException? Error)> WaitAsync(
        DbInstance instance, DbJob job, JobWaitOptions options, CallContext context)
    {
        (DbJob Job, DbAccountsException? Error) result = (job, null);
        var waiter = new JobWaiter(options, context, (ended, error) =>
        {
            result = (ended, error);
            return Task.CompletedTask;
        });
        waiter.Add(instance, job);
        waiter.Complete();
        await waiter.RunAsync().ConfigureAwait(false);
        return result;
    }

    /// <summary>Takes a job to wait for.</summary>
    public void Add(DbInstance instance, DbJob job) => Add(instance, job, _ended);

    /// <summary>Takes a job to wait for that is handed over to somebody of its own.</summary>
    internal void Add(DbInstance instance, DbJob job, Func<DbJob, DbAccountsException?, Task> ended)
    {
        lock (_lock)
        {
            var waiting = new WaitingJob(instance, job, _context.Clock.Elapsed, ended);
            if (!job.HasEnded() && string.IsNullOrEmpty(job.Id))
            {
                waiting.Error = DbError.JobWithoutId(job, instance.Key);
            }

            _open.Add(waiting);
            _arrived.Add(waiting);
            Total++;
            _news.TrySetResult(true);
        }
    }

    /// <summary>Says that no more jobs come.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _complete = true;
            _news.TrySetResult(true);
        }
    }

    /// <summary>Waits until all jobs have ended or are late, or with <see cref="JobWaitOptions.Any"/> until one has.</summary>
    public async Task RunAsync()
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_context.Cancellation);
        CallContext context = _context with { Cancellation = over.Token };
        Task canceled = Task.Delay(Timeout.Infinite, over.Token);
        var watches = new Dictionary<DbInstance, JobWatch>();
        try
        {
            while (true)
            {
                (List<WaitingJob> arrived, bool complete, Task news) = TakeArrived();
                if (await HandOverAsync(arrived.Where(job => job.IsDone)).ConfigureAwait(false))
                {
                    return;
                }

                foreach (IGrouping<DbInstance, WaitingJob> jobs in arrived.Where(job => !job.IsDone).GroupBy(job => job.Instance))
                {
                    if (!watches.TryGetValue(jobs.Key, out JobWatch? watch))
                    {
                        watches[jobs.Key] = watch = new JobWatch(jobs.Key, _options, context);
                    }

                    watch.Add(jobs);
                }

                if (watches.Count == 0 && complete)
                {
                    return;
                }

                await Task.WhenAny([.. watches.Values.Select(watch => watch.Look), news, canceled]).ConfigureAwait(false);
                _context.Cancellation.ThrowIfCancellationRequested();
                foreach (JobWatch watch in watches.Values.Where(watch => watch.Look.IsCompleted).ToArray())
                {
                    bool isOver = await HandOverAsync(await watch.TakeLookAsync().ConfigureAwait(false)).ConfigureAwait(false);
                    _options.Looked(this);
                    if (isOver)
                    {
                        return;
                    }

                    if (watch.IsEmpty)
                    {
                        watches.Remove(watch.Instance);
                    }
                }
            }
        }
        finally
        {
            // Looks that are still under way have nobody to tell any more.
            over.Cancel();
        }
    }

    /// <summary>Hands over jobs that are not waited for any more; true when that ends the wait.</summary>
    private async Task<bool> HandOverAsync(IEnumerable<WaitingJob> done)
    {
        bool any = false;
        foreach (WaitingJob waiting in done)
        {
            any = true;
            _handedOver++;
            // Until now it may have been at work.
            RecentChanges.NoteWaited(waiting.Instance, waiting.Job, _context);
            DbAccountsException? error =
                waiting.Error ?? (waiting.Job.State is DbJobState.Failed or DbJobState.Canceled ? DbError.JobFailed(waiting.Job) : null);
            if (error?.ErrorId == DbErrorId.JobFailed)
            {
                error = await AccountSearch.ExplainAsync(waiting.Instance, waiting.Job, error, _context).ConfigureAwait(false);
            }

            await waiting.Ended(waiting.Job, error).ConfigureAwait(false);
        }

        lock (_lock)
        {
            _open.RemoveAll(job => job.IsDone);
        }

        return any && _options.Any;
    }

    private (List<WaitingJob> Arrived, bool Complete, Task News) TakeArrived()
    {
        lock (_lock)
        {
            List<WaitingJob> arrived = _arrived;
            _arrived = [];
            if (_news.Task.IsCompleted)
            {
                _news = NewSignal();
            }

            return (arrived, _complete, _news.Task);
        }
    }

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
