using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Errors;
using DbAccounts.PowerShell.Session;

namespace DbAccounts.PowerShell.Async;

/// <summary>
/// Runs the engine's asynchronous code for a cmdlet. The work begins on the pipeline's thread, and goes on in the thread pool from its first
/// wait on; it reaches the pipeline through <see cref="CommandOutput"/> alone, whose requests the pipeline's thread carries out meanwhile.
/// </summary>
public abstract class AsyncCommand : DbCommand, IDisposable
{
    // Canceled work ends on its own within this time; a cmdlet does not keep the user waiting for more.
    private static readonly TimeSpan _graceAfterStop = TimeSpan.FromMilliseconds(150);

    // Who has enough, or stops at an error, is in no such hurry: what was sent is heard out, as long as nobody presses Ctrl+C.
    private static readonly TimeSpan _longestHearing = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _hurry = new();
    private readonly PipelineQueue _queue = new();

    /// <summary>Makes the output; PowerShell makes the command.</summary>
    protected AsyncCommand() => Output = new CommandOutput(this, _queue, _stop.Token);

    /// <summary>The way to the pipeline.</summary>
    protected CommandOutput Output { get; }

    /// <summary>What is handed along with every call.</summary>
    protected CallContext Call() => new()
    {
        Cancellation = StopToken,
        Verbose = Output.IsVerbose ? Output.Verbose : null,
        Warning = Output.Warning,
        SeenAccounts = SeenAccounts,
        ResolveSecret = name => Output.AskAsync(() => SecretResolver.Resolve(InvokeCommand, name)),
    };

    /// <summary>The accounts that the session has seen; null for a command that has nothing to do with any.</summary>
    private protected virtual Func<DbInstanceName, IEnumerable<string>>? SeenAccounts => null;

    /// <summary>Canceled by Ctrl+C, by a consumer that has enough, and by an error that stops the pipeline.</summary>
    protected CancellationToken StopToken => _stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Work before the first record.</summary>
    protected virtual Task BeginAsync() => Task.CompletedTask;

    /// <summary>Work for one record. Parameters keep their values until it has ended.</summary>
    protected virtual Task ProcessAsync() => Task.CompletedTask;

    /// <summary>Work after the last record.</summary>
    protected virtual Task EndAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    protected override void Begin() => Run(BeginAsync);

    /// <inheritdoc/>
    protected override void Record() => Run(ProcessAsync);

    /// <inheritdoc/>
    protected override void End() => Run(EndAsync);

    /// <summary>What is under way at a service, and is still heard when the command has to end.</summary>
    private protected virtual Task UnderWay => Task.CompletedTask;

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        _stop.Cancel();
        _hurry.CancelAfter(_graceAfterStop);
    }

    /// <summary>Ends what still runs.</summary>
    protected virtual void Dispose(bool disposing)
    {
        // Neither the queue nor the source is disposed of: work that ends late may still touch them.
        if (disposing)
        {
            // A command that others have ended hears of it here.
            _stop.Cancel();
            Abandon(Task.CompletedTask);
        }
    }

    private void Run(Func<Task> work)
    {
        Task task = Output.Here(work);
        if (!task.IsCompleted)
        {
            // Wakes the loop below when there is nothing to write any more.
            task.ContinueWith(
                _ => _queue.Add(() => { }), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        try
        {
            Output.RethrowRefusal();
            while (!task.IsCompleted)
            {
                _queue.Take(_stop.Token)();
            }

            while (_queue.TryTake() is { } action)
            {
                action();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            Abandon(task);
            throw new PipelineStoppedException();
        }
        catch (Exception e)
        {
            // Writing ended the pipeline (Select-Object -First, -ErrorAction Stop): the work must end too, and the reason stays as it is.
            _stop.Cancel();
            Abandon(task);
            ExceptionDispatchInfo.Capture(e).Throw();
        }

        Finish(task);
    }

    private void Finish(Task task)
    {
        if (_stop.IsCancellationRequested && (task.IsCanceled || task.Exception?.InnerException is OperationCanceledException))
        {
            throw new PipelineStoppedException();
        }

        if (task.IsFaulted || task.IsCanceled)
        {
            ThrowTerminatingError(ErrorRecords.From(task.Exception?.InnerException ?? new OperationCanceledException(), null));
        }
    }

    private void Abandon(Task task)
    {
        Task ended = Task.WhenAll(Task.WhenAny(task, Task.Delay(_graceAfterStop)), UnderWay);
        // WhenAny ends without an error, whatever those come to.
        Task.WhenAny(ended, Task.Delay(_longestHearing, _hurry.Token)).Wait();
    }
}
