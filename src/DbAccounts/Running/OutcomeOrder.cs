using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Execution;

namespace DbAccounts.Running;

/// <summary>
/// Tells what has become of changes in the order in which they came. A change that takes long holds up those behind it for a moment only.
/// </summary>
/// <param name="patience">How long that moment is.</param>
/// <param name="context">The time, and when nobody listens any more.</param>
internal sealed class OutcomeOrder(TimeSpan patience, CallContext context)
{
    private readonly Queue<RunningChange> _changes = new();
    private bool _isHolding;

    /// <summary>Takes a change, behind those that are there.</summary>
    public void Add(RunningChange change)
    {
        lock (_changes)
        {
            _changes.Enqueue(change);
        }
    }

    /// <summary>Tells what may be told, after something has become of a change.</summary>
    public void Tell(RunningChange news)
    {
        lock (_changes)
        {
            while (_changes.Count > 0)
            {
                RunningChange next = _changes.Peek();
                bool isSettled = next.IsSettled;
                next.Tell();
                if (!isSettled)
                {
                    break;
                }

                _changes.Dequeue();
            }

            if (!_isHolding && _changes.Count > 0 && _changes.Peek() != news)
            {
                _isHolding = true;
                _ = TellLateAsync();
            }
        }
    }

    private async Task TellLateAsync()
    {
        try
        {
            while (true)
            {
                await context.WaitAsync(patience).ConfigureAwait(false);
                lock (_changes)
                {
                    foreach (RunningChange change in _changes)
                    {
                        change.Tell(notedBefore: context.Clock.Elapsed - patience);
                    }

                    if (!_changes.Any(change => change.HasNews))
                    {
                        _isHolding = false;
                        return;
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody listens any more.
        }
    }
}
