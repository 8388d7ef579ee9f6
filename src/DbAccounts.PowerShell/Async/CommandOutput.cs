using System;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Host;
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
    /// <param name="preview">What would be done, for -WhatIf and Verbose.</param>
    /// <param name="question">What is done, in short, for -Confirm.</param>
    /// <exception cref="DbAccountsException">It has to be confirmed, and nobody can be asked.</exception>
    public async Task<bool> ShouldProcessAsync(string preview, string question)
    {
        (bool goOn, Exception? mute) = await OnPipeline<(bool, Exception?)>(() =>
        {
            try
            {
                return (_command.ShouldProcess(preview, $"{question}?", "Confirm"), null);
            }
            // What hosts say that are non-interactive, have no prompt, or whose input is closed.
            catch (Exception e) when (e is HostException or InvalidOperationException or NotImplementedException
                or NotSupportedException or NullReferenceException)
            {
                return (false, e);
            }
        }).ConfigureAwait(false);
        return mute is null ? goOn : throw DbError.ConfirmationNotPossible($"{question}?", mute);
    }

    /// <summary>Writes a line of Verbose, whenever the pipeline comes to it.</summary>
    public void Verbose(string text) => _queue.Add(() => _command.WriteVerbose(text));

    /// <summary>Writes a warning, whenever the pipeline comes to it.</summary>
    public void Warning(string text) => _queue.Add(() => _command.WriteWarning(text));

    /// <summary>Has something done on the pipeline's thread, whenever it comes to it.</summary>
    internal void Post(Action action) => _queue.Add(action);

    /// <summary>
    /// Asks something of the pipeline's thread, such as another command. An error is the caller's, and the pipeline goes on.
    /// </summary>
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
