using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Services;

namespace DbAccounts.Jobs;

/// <summary>
/// Waits for many jobs at once: asks for as many in one request as the service allows, hands each over as it ends,
/// and takes more jobs while it waits.
/// </summary>
public sealed class JobWaiter
{
    // A job that was just accepted may not be listed yet.
    private const int MissesAllowed = 3;
    private static readonly TimeSpan _firstInterval = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan _longestInterval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _lastLook = TimeSpan.FromSeconds(1);

    // Timers count some weeks at the most, and no look takes that long.
    private static readonly TimeSpan _longestLook = TimeSpan.FromDays(1);

    private readonly JobWaitOptions _options;
    private readonly CallContext _context;
    private readonly Func<DbJob, DbAccountsException?, Task> _ended;
    private readonly object _lock = new();
    private readonly List<Waiting> _waiting = [];
    private TaskCompletionSource<bool> _news = NewSignal();
    private bool _complete;

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

    /// <summary>How many jobs were handed over so far.</summary>
    public int Total { get; private set; }

    /// <summary>How many are still waited for.</summary>
    public int Open
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>The job that has been waited for longest; null when none is left.</summary>
    public DbJob? Oldest
    {
        get
        {
            lock (_lock)
            {
                return _waiting.FirstOrDefault()?.Job;
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
    public void Add(DbInstance instance, DbJob job)
    {
        lock (_lock)
        {
            _waiting.Add(new Waiting(instance, job, _context.Clock.Elapsed));
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
        TimeSpan interval = _options.PollingInterval ?? _firstInterval;
        while (true)
        {
            (Waiting[] round, bool complete, Task news) = Snapshot();
            if (round.Length == 0)
            {
                if (complete)
                {
                    return;
                }

                await CancelableAsync(news).ConfigureAwait(false);
                continue;
            }

            await LookAsync(round).ConfigureAwait(false);
            _options.Looked(this);
            if (_options.Any && round.Any(w => w.Done))
            {
                return;
            }

            TimeSpan[] left = [.. round.Where(w => !w.Done).Select(Left)];
            if (left.Length > 0)
            {
                await _context.WaitAsync(Min(interval, left.Min())).ConfigureAwait(false);
                interval = _options.PollingInterval ?? Min(interval + interval, _longestInterval);
            }
        }
    }

    private async Task LookAsync(Waiting[] round)
    {
        foreach (Waiting immediate in round.Where(w => w.Job.HasEnded()))
        {
            await EndAsync(immediate).ConfigureAwait(false);
        }

        foreach (IGrouping<DbInstance, Waiting> group in round.Where(w => !w.Job.HasEnded()).GroupBy(w => w.Instance))
        {
            Waiting[] jobs = [.. group];
            int size = Math.Max(1, group.Key.Client.Info.JobsPerRequest);
            for (int start = 0; start < jobs.Length; start += size)
            {
                await LookAsync(group.Key, [.. jobs.Skip(start).Take(size)]).ConfigureAwait(false);
            }
        }

        foreach (Waiting late in round.Where(w => !w.Done && Age(w) >= _options.Timeout))
        {
            await EndAsync(late, DbError.JobTimeout(late.Job, _options.Timeout)).ConfigureAwait(false);
        }
    }

    private async Task LookAsync(DbInstance instance, Waiting[] batch)
    {
        IReadOnlyList<DbJob> found;
        TimeSpan left = batch.Min(Left);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_context.Cancellation);
        limit.CancelAfter(_context.Clock.Lasting(Min(left > _lastLook ? left : _lastLook, _longestLook)));
        try
        {
            CallContext look = _context with { Cancellation = limit.Token };
            found = await instance.Client.GetJobsAsync(instance, [.. batch.Select(w => w.Job)], look).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!_context.Cancellation.IsCancellationRequested)
        {
            // The service did not answer before a job's time was over.
            return;
        }
        catch (DbAccountsException e) when (e.Category is DbErrorCategory.ConnectionError or DbErrorCategory.ResourceUnavailable
            or DbErrorCategory.ResourceBusy or DbErrorCategory.LimitsExceeded or DbErrorCategory.ProtocolError)
        {
            // The job goes on even where its state can't be seen: look again until the time is up.
            _context.Verbose($"{e.Message} The jobs are looked at again.");
            return;
        }
        catch (DbAccountsException e)
        {
            foreach (Waiting waiting in batch)
            {
                await EndAsync(waiting, e).ConfigureAwait(false);
            }

            return;
        }

        Dictionary<string, DbJob> byId = found.GroupBy(job => job.Id ?? "").ToDictionary(g => g.Key, g => g.First());
        foreach (Waiting waiting in batch)
        {
            if (!byId.TryGetValue(waiting.Job.Id ?? "", out DbJob? job))
            {
                if (++waiting.Misses >= MissesAllowed)
                {
                    await EndAsync(waiting, DbError.JobNotFound(waiting.Job.Id ?? "", instance.Key)).ConfigureAwait(false);
                }

                continue;
            }

            waiting.Misses = 0;
            waiting.Job = job;
            if (job.HasEnded())
            {
                await EndAsync(waiting).ConfigureAwait(false);
            }
        }
    }

    private async Task EndAsync(Waiting waiting, DbAccountsException? error = null)
    {
        waiting.Done = true;
        lock (_lock)
        {
            _waiting.Remove(waiting);
        }

        // Until now it may have been at work.
        OwnChanges.Note(waiting.Instance, waiting.Job.Account, _context, !waiting.Job.HasEnded());
        error ??= waiting.Job.State is DbJobState.Failed or DbJobState.Canceled ? DbError.JobFailed(waiting.Job) : null;
        await _ended(waiting.Job, error).ConfigureAwait(false);
    }

    private TimeSpan Age(Waiting waiting) => _context.Clock.Elapsed - waiting.Since;

    private TimeSpan Left(Waiting waiting)
    {
        TimeSpan left = _options.Timeout - Age(waiting);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private (Waiting[] Round, bool Complete, Task News) Snapshot()
    {
        lock (_lock)
        {
            if (_news.Task.IsCompleted)
            {
                _news = NewSignal();
            }

            return ([.. _waiting], _complete, _news.Task);
        }
    }

    private async Task CancelableAsync(Task news)
    {
        using CancellationTokenRegistration _ = _context.Cancellation.Register(() => Complete());
        await news.ConfigureAwait(false);
        _context.Cancellation.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private sealed class Waiting(DbInstance instance, DbJob job, TimeSpan since)
    {
        public DbInstance Instance { get; } = instance;

        public DbJob Job { get; set; } = job;

        public TimeSpan Since { get; } = since;

        public int Misses { get; set; }

        public bool Done { get; set; }
    }
}
