using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Engines;
using DbAccounts.Engines.Delivery;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Running;

/// <summary>
/// Looks at the jobs of one instance, round after round, as many in one request as the service allows. Jobs may be added
/// while it looks; they belong to the next round.
/// </summary>
internal sealed class JobWatch(DbInstance instance, JobWaitOptions options, CallContext context)
{
    private static readonly TimeSpan _firstInterval = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan _longestInterval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _shortestLook = TimeSpan.FromSeconds(1);

    // A job that was just accepted may not be listed yet.
    private static readonly TimeSpan _longestMissing = TimeSpan.FromSeconds(3);

    private readonly List<WaitingJob> _jobs = [];
    private readonly Queue<WaitingJob[]> _round = new();
    private TimeSpan _interval = TimeSpan.Zero;
    private Task<IReadOnlyList<WaitingJob>>? _look;

    /// <summary>Where it looks.</summary>
    public DbInstance Instance => instance;

    /// <summary>True when no job is waited for.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_jobs)
            {
                return _jobs.Count == 0;
            }
        }
    }

    /// <summary>The look that is under way: at the next of the jobs, when it is time to.</summary>
    public Task Look => _look ??= LookAsync();

    /// <summary>Takes jobs to wait for.</summary>
    public void Add(IEnumerable<WaitingJob> jobs)
    {
        lock (_jobs)
        {
            _jobs.AddRange(jobs);
            // A new one may end soon, however long the others have been waited for.
            _interval = _interval > _firstInterval && options.PollingInterval is null ? _firstInterval : _interval;
        }
    }

    /// <summary>Ends a look, and returns those jobs that are not waited for any more; another look may begin then.</summary>
    public async Task<IReadOnlyList<WaitingJob>> TakeLookAsync()
    {
        IReadOnlyList<WaitingJob> done = await (_look ?? LookAsync()).ConfigureAwait(false);
        _look = null;
        return done;
    }

    private async Task<IReadOnlyList<WaitingJob>> LookAsync()
    {
        if (_round.Count == 0)
        {
            await BeginRoundAsync().ConfigureAwait(false);
        }

        WaitingJob[] batch = _round.Dequeue();
        await LookAsync(batch).ConfigureAwait(false);
        foreach (WaitingJob late in batch.Where(job => !job.IsDone && Left(job) == TimeSpan.Zero))
        {
            late.Error = DbError.JobTimeout(late.Job, options.Timeout);
        }

        WaitingJob[] done = [.. batch.Where(job => job.IsDone)];
        lock (_jobs)
        {
            _jobs.RemoveAll(job => job.IsDone);
        }

        return done;
    }

    private async Task BeginRoundAsync()
    {
        if (_interval > TimeSpan.Zero)
        {
            await context.WaitAsync(Min(_interval, Snapshot().Min(Left))).ConfigureAwait(false);
        }

        _interval = options.PollingInterval ?? (_interval == TimeSpan.Zero ? _firstInterval : Min(_interval + _interval, _longestInterval));
        WaitingJob[] jobs = Snapshot();
        int size = Math.Max(1, instance.Client.Info.JobsPerRequest);
        for (int start = 0; start < jobs.Length; start += size)
        {
            _round.Enqueue([.. jobs.Skip(start).Take(size)]);
        }
    }

    private async Task LookAsync(WaitingJob[] batch)
    {
        TimeSpan left = batch.Min(Left);
        CallContext look = (context with { Timeout = left > _shortestLook ? left : _shortestLook, Deadline = null }).Begun();
        IReadOnlyList<DbJob>? found;
        try
        {
            DbJob[] jobs = [.. batch.Select(job => job.Job)];
            found = instance.Client.Jobs is { } source
                ? await look.WithinAsync(within => source.GetJobsAsync(instance, jobs, within), null!).ConfigureAwait(false)
                : [];
        }
        catch (DbAccountsException e) when (e.Category is DbErrorCategory.ConnectionError or DbErrorCategory.ResourceUnavailable
            or DbErrorCategory.ResourceBusy or DbErrorCategory.LimitsExceeded or DbErrorCategory.ProtocolError)
        {
            // The job goes on even where its state can't be seen: look again until the time is up.
            context.Verbose?.Invoke(Messages.VerboseLookAgain.With(e.Message));
            return;
        }
        catch (DbAccountsException e)
        {
            Array.ForEach(batch, job => job.Error = e);
            return;
        }

        if (found is not null)
        {
            See(batch, found);
            await LookAfterwardsAsync(batch).ConfigureAwait(false);
        }
    }

    // The service's word is not the last where a change was sent twice, or is known to have another effect than was asked for.
    private async Task LookAfterwardsAsync(WaitingJob[] batch)
    {
        foreach (WaitingJob waiting in batch.Where(waiting => waiting.IsDone))
        {
            TimeSpan left = Left(waiting);
            CallContext look = (context with { Timeout = left > _shortestLook ? left : _shortestLook, Deadline = null }).Begun();
            (waiting.Job, waiting.Error) = await JobFollowUp.LookAsync(waiting.Job, waiting.Error, look).ConfigureAwait(false);
        }
    }

    private void See(WaitingJob[] batch, IReadOnlyList<DbJob> found)
    {
        Dictionary<string, DbJob> byId = found.GroupBy(job => job.Id ?? "").ToDictionary(group => group.Key, group => group.First());
        TimeSpan now = context.Clock.Elapsed;
        foreach (WaitingJob waiting in batch)
        {
            if (byId.TryGetValue(waiting.Job.Id ?? "", out DbJob? job))
            {
                waiting.MissingSince = null;
                waiting.Job = job;
            }
            else if (now - (waiting.MissingSince ??= now) >= (instance.Client.Info.HasJobs ? _longestMissing : TimeSpan.Zero))
            {
                waiting.Error = DbError.JobNotFound(waiting.Job.Id ?? "", instance.Key, instance.Client.Info.HasJobs);
            }
        }
    }

    private TimeSpan Left(WaitingJob job)
    {
        TimeSpan left = options.Timeout - (context.Clock.Elapsed - job.Since);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private WaitingJob[] Snapshot()
    {
        lock (_jobs)
        {
            return [.. _jobs];
        }
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
