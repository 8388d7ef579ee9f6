using System;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Errors;

namespace DbAccounts.PowerShell.Async;

/// <summary>
/// What asynchronous work may do with the pipeline. Every call is carried out on the pipeline's thread; those that return
/// a task end when that has happened, so that -Confirm, -ErrorAction Stop and Select-Object -First reach the work.
/// </summary>
public sealed class CommandOutput
{
    private readonly Cmdlet _command;
    private readonly BlockingCollection<Action> _queue;
    private readonly CancellationToken _stopping;

    internal CommandOutput(Cmdlet command, BlockingCollection<Action> queue, CancellationToken stopping)
    {
        _command = command;
        _queue = queue;
        _stopping = stopping;
    }

    /// <summary>Writes an object.</summary>
    public Task WriteAsync(object? value) => OnPipeline(() =>
    {
        _command.WriteObject(value);
        return true;
    });

    /// <summary>Writes a non-terminating error.</summary>
    public Task ErrorAsync(ErrorRecord error) => OnPipeline(() =>
    {
        _command.WriteError(error);
        return true;
    });

    /// <summary>Asks for -WhatIf and -Confirm.</summary>
    public Task<bool> ShouldProcessAsync(string target, string action) => OnPipeline(() => _command.ShouldProcess(target, action));

    /// <summary>Writes a line of Verbose, whenever the pipeline comes to it.</summary>
    public void Verbose(string text) => _queue.Add(() => _command.WriteVerbose(text));

    /// <summary>Writes a warning, whenever the pipeline comes to it.</summary>
    public void Warning(string text) => _queue.Add(() => _command.WriteWarning(text));

    /// <summary>Shows progress, whenever the pipeline comes to it.</summary>
    public void Progress(ProgressRecord progress) => _queue.Add(() => _command.WriteProgress(progress));

    /// <summary>Asks something of the pipeline's thread, such as another command. An error is the caller's, and the pipeline goes on.</summary>
    internal async Task<T> AskAsync<T>(Func<T> question)
    {
        (T? answer, Exception? error) = await OnPipeline<(T?, Exception?)>(() =>
        {
            try
            {
                return (question(), null);
            }
            catch (DbAccountsException e)
            {
                return (default, e);
            }
        }).ConfigureAwait(false);
        return error is null ? answer! : throw error;
    }

    private async Task<T> OnPipeline<T>(Func<T> action)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        // Once stopped, nobody takes from the queue any more.
        using CancellationTokenRegistration stopped = _stopping.Register(() => done.TrySetCanceled());
        _queue.Add(() =>
        {
            try
            {
                done.TrySetResult(action());
            }
            catch (Exception e)
            {
                done.TrySetException(e);
                throw;
            }
        });
        return await done.Task.ConfigureAwait(false);
    }
}
