using System;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Model;

namespace DbAccounts.PowerShell.Async;

/// <summary>
/// What asynchronous work may do with the pipeline. Every call is carried out on the pipeline's thread; those that return
/// a task end when that has happened, so that -Confirm, -ErrorAction Stop and Select-Object -First reach the work.
/// </summary>
public sealed class CommandOutput
{
    private readonly PSCmdlet _command;
    private readonly PipelineQueue _queue;
    private readonly CancellationToken _stopping;
    private int _here;
    private ExceptionDispatchInfo? _refusal;
    private bool? _isVerbose;
    private bool? _isLookedAt;

    internal CommandOutput(PSCmdlet command, PipelineQueue queue, CancellationToken stopping)
    {
        _command = command;
        _queue = queue;
        _stopping = stopping;
    }

    /// <summary>True where lines of Verbose are shown; where they are not, none need be made.</summary>
    public bool IsVerbose => _isVerbose ??= IsOn("Verbose", "VerbosePreference");

    /// <summary>True where somebody looks at what would be done before it is: with -WhatIf, and where it has to be confirmed.</summary>
    public bool IsLookedAt => _isLookedAt ??= IsOn("WhatIf", "WhatIfPreference") || IsAsked();

    /// <summary>True where nothing is done, and is only shown.</summary>
    public bool IsWhatIf => IsOn("WhatIf", "WhatIfPreference");

    /// <summary>Begins work on this thread, which is the pipeline's: what it asks until its first wait is done at once.</summary>
    internal Task Here(Func<Task> work)
    {
        _here = Environment.CurrentManagedThreadId;
        try
        {
            return work();
        }
        catch (Exception e)
        {
            return Task.FromException(e);
        }
        finally
        {
            _here = 0;
        }
    }

    /// <summary>Throws what writing has thrown while work began on the pipeline's thread.</summary>
    internal void RethrowRefusal() => _refusal?.Throw();

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
    /// <param name="line">What is done, in one line.</param>
    /// <exception cref="DbAccountsException">It has to be confirmed, and nobody can be asked.</exception>
    public async Task<bool> ShouldProcessAsync(string line)
    {
        (bool goOn, Exception? mute) = await OnPipeline<(bool, Exception?)>(() =>
        {
            try
            {
                return (_command.ShouldProcess(VisibleText.Lines(line), VisibleText.Lines(Question(line)), "Confirm"), null);
            }
            catch (Exception e) when (IsMute(e))
            {
                return (false, e);
            }
        }).ConfigureAwait(false);
        return mute is null ? goOn : throw DbError.ConfirmationNotPossible(Question(line), mute);
    }

    /// <summary>
    /// Asks for something that can't be undone, where PowerShell itself has not asked: the impact of a command is one for all that it does.
    /// </summary>
    /// <param name="question">What is done.</param>
    /// <exception cref="DbAccountsException">It has to be confirmed, and nobody can be asked.</exception>
    public async Task<bool> ShouldContinueAsync(string question)
    {
        (bool goOn, Exception? mute) = await OnPipeline<(bool, Exception?)>(() =>
        {
            object? preference = _command.SessionState.PSVariable.GetValue("ConfirmPreference");
            bool asks = LanguagePrimitives.TryConvertTo(preference, out ConfirmImpact from) && from == ConfirmImpact.High;
            if (_command.MyInvocation.BoundParameters.ContainsKey("Confirm") || !asks)
            {
                return (true, null);
            }

            try
            {
                return (_command.ShouldContinue(Question(question), "Confirm"), null);
            }
            catch (Exception e) when (IsMute(e))
            {
                return (false, e);
            }
        }).ConfigureAwait(false);
        return mute is null ? goOn : throw DbError.ConfirmationNotPossible(Question(question), mute);
    }

    /// <summary>Writes a line of Verbose, whenever the pipeline comes to it.</summary>
    public void Verbose(string text) => Say(() => _command.WriteVerbose(VisibleText.Lines(text)));

    /// <summary>Writes a warning, whenever the pipeline comes to it.</summary>
    public void Warning(string text) => Say(() => _command.WriteWarning(VisibleText.Lines(text)));

    /// <summary>Writes an object, on the pipeline's thread.</summary>
    internal void Write(object? value) => _command.WriteObject(value);

    /// <summary>Writes a non-terminating error, on the pipeline's thread.</summary>
    internal void Error(ErrorRecord error) => _command.WriteError(error);

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

    private Task<T> OnPipeline<T>(Func<T> action)
    {
        if (_here != Environment.CurrentManagedThreadId)
        {
            return QueuedAsync(action);
        }

        _stopping.ThrowIfCancellationRequested();
        try
        {
            return Task.FromResult(action());
        }
        catch (Exception e)
        {
            // The pipeline has ended. The work that asked must not go on, whatever it makes of the error.
            _refusal = ExceptionDispatchInfo.Capture(e);
            throw;
        }
    }

    private async Task<T> QueuedAsync<T>(Func<T> action)
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

    // What hosts say that are non-interactive, have no prompt, or whose input is closed.
    private static bool IsMute(Exception error) => error is HostException or InvalidOperationException or NotImplementedException
        or NotSupportedException or NullReferenceException;

    // What is asked may end with what was meant, which is a question too.
    private static string Question(string line) => line.EndsWith("?", StringComparison.Ordinal) ? line : line + "?";

    // At once where that is possible, so that it stands before a question that follows.
    private void Say(Action write)
    {
        if (_here == Environment.CurrentManagedThreadId)
        {
            _ = OnPipeline(() =>
            {
                write();
                return true;
            });
        }
        else
        {
            _queue.Add(write);
        }
    }

    // As PowerShell decides whether to ask.
    private bool IsAsked()
    {
        if (_command.MyInvocation.BoundParameters.TryGetValue("Confirm", out object? given))
        {
            return LanguagePrimitives.IsTrue(given);
        }

        ConfirmImpact impact = _command.GetType().GetCustomAttribute<CmdletAttribute>()?.ConfirmImpact ?? ConfirmImpact.Medium;
        return LanguagePrimitives.TryConvertTo(_command.SessionState.PSVariable.GetValue("ConfirmPreference"), out ConfirmImpact preference)
            && preference != ConfirmImpact.None && impact >= preference;
    }

    private bool IsOn(string parameter, string preference)
    {
        if (_command.MyInvocation.BoundParameters.TryGetValue(parameter, out object? given))
        {
            return LanguagePrimitives.IsTrue(given);
        }

        object? value = _command.SessionState.PSVariable.GetValue(preference);
        return value is ActionPreference shown ? shown is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore)
            : value is string text ? !string.Equals(text, "SilentlyContinue", StringComparison.OrdinalIgnoreCase)
            : LanguagePrimitives.IsTrue(value);
    }
}
