using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace DbAccounts.Running;

/// <summary>What is waited for until it holds. It is used under the lock of its run.</summary>
internal sealed class Conditions
{
    private readonly List<(Func<bool> Holds, TaskCompletionSource<bool> Met)> _open = [];

    /// <summary>Ends when something holds: at once where it does.</summary>
    public Task WhenAsync(Func<bool> holds)
    {
        if (holds())
        {
            return Task.CompletedTask;
        }

        var met = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _open.Add((holds, met));
        return met.Task;
    }

    /// <summary>Looks again, when something has changed.</summary>
    public void Look()
    {
        foreach ((Func<bool> Holds, TaskCompletionSource<bool> Met) one in _open.Where(one => one.Holds()).ToArray())
        {
            _open.Remove(one);
            one.Met.TrySetResult(true);
        }
    }

    /// <summary>Ends all waiting, as nothing will change any more.</summary>
    public void Cancel()
    {
        _open.ForEach(one => one.Met.TrySetCanceled());
        _open.Clear();
    }
}
