using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Engines;
using DbAccounts.Execution;
using DbAccounts.Model;

namespace DbAccounts.Running;

/// <summary>
/// Sends the batches of all lanes, as soon as each may be sent: lanes side by side, the first request alone where that is asked for, and what
/// waits for more of its kind not longer than it must.
/// </summary>
internal sealed class LaneDispatcher
{
    private readonly ChangeRunOptions _options;
    private readonly CallContext _context;
    private readonly Func<Lane, Batch, Task> _send;
    private readonly object _lock = new();
    private readonly Dictionary<DbInstanceName, Lane> _lanes = [];
    private readonly HashSet<Lane> _timed = [];
    private readonly Conditions _conditions = new();
    private readonly CancellationTokenRegistration _canceling;
    private int _underWay;
    private int _awaited;
    private bool _isComplete;
    private bool _isProbing;
    private bool _hasSent;

    /// <summary>Begins.</summary>
    /// <param name="options">How changes are run.</param>
    /// <param name="context">Cancellation and the clock.</param>
    /// <param name="send">Sends a batch, and ends when its answer was heard.</param>
    public LaneDispatcher(ChangeRunOptions options, CallContext context, Func<Lane, Batch, Task> send)
    {
        _options = options;
        _context = context;
        _send = send;
        _isProbing = options.FirstAlone;
        _canceling = context.Cancellation.Register(Cancel);
    }

    /// <summary>How many changes are not settled yet.</summary>
    public int Open { get; private set; }

    /// <summary>How many changes are in no request yet.</summary>
    public int Unsent { get; private set; }

    /// <summary>Takes a change into the lane of its instance.</summary>
    public Lane Add(RunningChange change)
    {
        lock (_lock)
        {
            DbInstance instance = change.Instance;
            if (!_lanes.TryGetValue(instance.Key, out Lane? lane))
            {
                _lanes[instance.Key] = lane = new Lane(instance.Client.Info.MostAtOnce);
            }

            Open++;
            Unsent++;
            lane.Add(change, _context.Clock.Elapsed);
            return lane;
        }
    }

    /// <summary>True while a change of an account of an instance is not settled.</summary>
    public bool IsChanging(DbInstance instance, string account)
    {
        lock (_lock)
        {
            return _lanes.TryGetValue(instance.Key, out Lane? lane) && lane.IsChanging(account);
        }
    }

    /// <summary>Lets the others follow the first request.</summary>
    public void Proceed()
    {
        Lane[] lanes;
        lock (_lock)
        {
            if (!_isProbing)
            {
                return;
            }

            _isProbing = false;
            lanes = [.. _lanes.Values];
        }

        Array.ForEach(lanes, Send);
    }

    /// <summary>Waits until something holds; it is looked at whenever a change is settled.</summary>
    public Task WhenAsync(Func<bool> condition)
    {
        lock (_lock)
        {
            _context.Cancellation.ThrowIfCancellationRequested();
            return _conditions.WhenAsync(condition);
        }
    }

    /// <summary>Waits until no request is under way.</summary>
    public Task QuietAsync()
    {
        lock (_lock)
        {
            return _conditions.WhenAsync(() => _underWay == 0);
        }
    }

    /// <summary>No more changes come, and waits until all are settled.</summary>
    public Task CompleteAsync()
    {
        Lane[] lanes;
        lock (_lock)
        {
            _isComplete = true;
            lanes = [.. _lanes.Values];
        }

        Array.ForEach(lanes, Send);
        return WhenAsync(() => Open == 0);
    }

    /// <summary>A job is waited for, after whose end more may come.</summary>
    public void Await()
    {
        lock (_lock)
        {
            _awaited++;
        }
    }

    /// <summary>The job has ended.</summary>
    public void Awaited()
    {
        lock (_lock)
        {
            _awaited--;
        }
    }

    /// <summary>A request of a lane was answered.</summary>
    public void Answered(Lane lane, bool isAccepted)
    {
        lock (_lock)
        {
            lane.Answered(isAccepted);
        }
    }

    /// <summary>Parts of a batch are to be sent for themselves.</summary>
    public void Ready(Lane lane, IEnumerable<Batch> parts)
    {
        lock (_lock)
        {
            lane.Ready(parts);
        }
    }

    /// <summary>The next step of a change may be sent.</summary>
    public void Advance(Lane lane, RunningChange change, DbJob job)
    {
        lock (_lock)
        {
            change.Advance(job);
            lane.Ready(change, _context.Clock.Elapsed);
        }
    }

    /// <summary>A change is settled.</summary>
    public void Settle(Lane lane, RunningChange change)
    {
        lock (_lock)
        {
            lane.Settle(change, _context.Clock.Elapsed);
            Open--;
            _conditions.Look();
        }
    }

    /// <summary>Hears of no cancellation any more.</summary>
    public void End() => _canceling.Dispose();

    /// <summary>Sends what may be sent of a lane.</summary>
    public void Send(Lane lane)
    {
        while (true)
        {
            Batch? batch;
            TimeSpan? due;
            lock (_lock)
            {
                if (_context.Cancellation.IsCancellationRequested || (_isProbing && _hasSent))
                {
                    return;
                }

                TimeSpan now = _context.Clock.Elapsed;
                batch = lane.Next(now, Gathering);
                _hasSent |= batch is not null;
                _underWay += batch is not null ? 1 : 0;
                Unsent -= batch?.Changes.Count(change => change.IsFirstSent()) ?? 0;
                due = batch is null && !_timed.Contains(lane) ? lane.Due(Gathering) - now : null;
                if (due is not null)
                {
                    _timed.Add(lane);
                }
            }

            if (batch is not null)
            {
                _ = SendAndHearAsync(lane, batch);
                continue;
            }

            if (due is { } wait)
            {
                _ = SendLaterAsync(lane, wait);
            }

            return;
        }
    }

    private async Task SendLaterAsync(Lane lane, TimeSpan wait)
    {
        try
        {
            await _context.WaitAsync(wait > TimeSpan.Zero ? wait : TimeSpan.Zero).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        lock (_lock)
        {
            _timed.Remove(lane);
        }

        Send(lane);
    }

    private async Task SendAndHearAsync(Lane lane, Batch batch)
    {
        try
        {
            await _send(lane, batch).ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                _underWay--;
                _conditions.Look();
            }
        }
    }

    // What waits for more of its kind is not held back when no more can come: from the caller, or from jobs that end.
    private TimeSpan Gathering => _isComplete && _awaited == 0 ? TimeSpan.Zero : _options.Gathering;

    // Who waits for changes to be settled need not wait for answers that are still heard.
    private void Cancel()
    {
        lock (_lock)
        {
            _conditions.Cancel();
        }
    }
}
