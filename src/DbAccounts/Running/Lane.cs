using System;
using System.Collections.Generic;
using System.Linq;

namespace DbAccounts.Running;

/// <summary>
/// The changes of one instance that wait to be sent: those of one account one after the other, in the order in which they came, and
/// equal ones of several accounts together. It is used under the lock of its run.
/// </summary>
/// <param name="mostAtOnce">How many requests may be under way.</param>
internal sealed class Lane(int mostAtOnce)
{
    private readonly LinkedList<Batch> _ready = [];
    private readonly Dictionary<(object Instance, string Key), LinkedListNode<Batch>> _gathering = [];
    private readonly Dictionary<string, Queue<RunningChange>> _accounts = new(StringComparer.OrdinalIgnoreCase);

    // One request first: a wrong key, or a reader that has enough, shows before many are sent.
    private int _window = 1;
    private long _added;

    /// <summary>How many requests are under way.</summary>
    public int UnderWay { get; private set; }

    /// <summary>Takes a change, in the order in which they shall be made.</summary>
    public void Add(RunningChange change, TimeSpan now)
    {
        change.Order = _added++;
        foreach (string account in change.Accounts)
        {
            if (!_accounts.TryGetValue(account, out Queue<RunningChange>? queue))
            {
                _accounts[account] = queue = new Queue<RunningChange>();
            }

            change.Before += queue.Count > 0 ? 1 : 0;
            queue.Enqueue(change);
        }

        if (change.Before == 0)
        {
            Ready(change, now);
        }
    }

    /// <summary>Takes the next step of a change whose step before is made.</summary>
    public void Ready(RunningChange change, TimeSpan now)
    {
        if (change.Step.BatchKey is not { } key)
        {
            var alone = new Batch(null, now);
            alone.Changes.Add(change);
            Insert(alone, change);
            return;
        }

        if (!_gathering.TryGetValue((change.Instance, key), out LinkedListNode<Batch>? node))
        {
            _gathering[(change.Instance, key)] = node = Insert(new Batch(key, now), change);
        }

        node.Value.Changes.Add(change);
        if (node.Value.IsFull)
        {
            _gathering.Remove((change.Instance, key));
        }
    }

    // In the order in which the changes came: one that had to wait for another of its account goes before those that came later, as these
    // are told after it. What is the first step of a change goes before what is the second of another.
    private LinkedListNode<Batch> Insert(Batch batch, RunningChange change)
    {
        LinkedListNode<Batch>? before = _ready.Last;
        while (before is not null && IsBefore(change, before.Value.Changes[0]))
        {
            before = before.Previous;
        }

        return before is null ? _ready.AddFirst(batch) : _ready.AddAfter(before, batch);
    }

    private static bool IsBefore(RunningChange one, RunningChange other) =>
        one.StepIndex < other.StepIndex || (one.StepIndex == other.StepIndex && one.Order < other.Order);

    /// <summary>Takes the parts of a batch to be sent at once.</summary>
    public void Ready(IEnumerable<Batch> parts)
    {
        foreach (Batch part in parts.Reverse())
        {
            _ready.AddFirst(part);
        }
    }

    /// <summary>The batch to be sent next; null where none may be sent now.</summary>
    /// <param name="now">The time.</param>
    /// <param name="gathering">How long a batch waits for more.</param>
    public Batch? Next(TimeSpan now, TimeSpan gathering)
    {
        if (UnderWay >= _window)
        {
            return null;
        }

        for (LinkedListNode<Batch>? node = _ready.First; node is not null; node = node.Next)
        {
            Batch batch = node.Value;
            if (batch.IsFull || batch.Key is null || now - batch.Begun >= gathering)
            {
                _ready.Remove(node);
                if (batch.Key is { } key && _gathering.TryGetValue((batch.Changes[0].Instance, key), out LinkedListNode<Batch>? open)
                    && open == node)
                {
                    _gathering.Remove((batch.Changes[0].Instance, key));
                }

                // Steps behind jobs may be ready in another order than the rows came in.
                batch.Changes.Sort((one, other) => one.Order.CompareTo(other.Order));
                UnderWay++;
                return batch;
            }
        }

        return null;
    }

    /// <summary>When a batch that gathers is to be sent at the latest; null where none waits.</summary>
    public TimeSpan? Due(TimeSpan gathering) => UnderWay < _window && _ready.First is { } first ? first.Value.Begun + gathering : null;

    /// <summary>Notes that a request has been answered, or has failed.</summary>
    public void Answered(bool isAccepted)
    {
        UnderWay--;
        _window = isAccepted ? Math.Min(_window + 1, mostAtOnce) : _window;
    }

    /// <summary>Notes that nothing more becomes of a change; those of its accounts that came after it may be made.</summary>
    public void Settle(RunningChange change, TimeSpan now)
    {
        foreach (string account in change.Accounts)
        {
            Queue<RunningChange> queue = _accounts[account];
            queue.Dequeue();
            if (queue.Count == 0)
            {
                _accounts.Remove(account);
            }
            else if (--queue.Peek().Before == 0)
            {
                Ready(queue.Peek(), now);
            }
        }
    }

    /// <summary>True while a change of an account is not settled.</summary>
    public bool IsChanging(string account) => _accounts.ContainsKey(account);
}
