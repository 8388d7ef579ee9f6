using System;
using System.Collections.Generic;
using System.Threading;

namespace DbAccounts.PowerShell.Async;

/// <summary>What work on other threads has for the pipeline's thread to do, in order.</summary>
internal sealed class PipelineQueue
{
    private readonly Queue<Action> _actions = new();

    /// <summary>Adds something to do, and wakes the pipeline's thread.</summary>
    public void Add(Action action)
    {
        lock (_actions)
        {
            _actions.Enqueue(action);
            Monitor.Pulse(_actions);
        }
    }

    /// <summary>Takes what is to be done next; null where there is nothing.</summary>
    public Action? TryTake()
    {
        lock (_actions)
        {
            return _actions.Count > 0 ? _actions.Dequeue() : null;
        }
    }

    /// <summary>Takes what is to be done next, and waits for it.</summary>
    /// <exception cref="OperationCanceledException">It was canceled before anything came.</exception>
    public Action Take(CancellationToken cancellation)
    {
        using CancellationTokenRegistration canceled = cancellation.Register(() => Add(() => { }));
        lock (_actions)
        {
            while (_actions.Count == 0)
            {
                Monitor.Wait(_actions);
            }

            cancellation.ThrowIfCancellationRequested();
            return _actions.Dequeue();
        }
    }
}
