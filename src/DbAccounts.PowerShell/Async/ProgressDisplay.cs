using System;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Threading;
using DbAccounts.Model;

namespace DbAccounts.PowerShell.Async;

/// <summary>
/// The progress of one command. It comes up only where the command takes longer than a moment, changes a few times a second at the most,
/// and goes with the command however that ends. A command within or after another shows its own below the other's.
/// </summary>
internal sealed class ProgressDisplay : IDisposable
{
    private const int FirstId = 0x0DB0;
    private static readonly TimeSpan _quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(0.25);

    private readonly object _lock = new();
    private readonly PSCmdlet _command;
    private readonly CommandOutput _output;
    private readonly ProgressNesting _nesting;
    private readonly PSHostUserInterface? _screen;
    private readonly Timer? _timer;
    private readonly int _depth;
    private ProgressRecord? _news;
    private ProgressRecord? _shown;
    private bool _hasEnded;

    /// <summary>Takes its place below the commands of the runspace that are at work; called on the pipeline's thread.</summary>
    public ProgressDisplay(PSCmdlet command, CommandOutput output)
    {
        _command = command;
        _output = output;
        _nesting = ProgressNesting.Current;
        _depth = _nesting.Enter(this);
        if (HasScreen(command))
        {
            _screen = command.Host.UI;
            _timer = new Timer(_ => Tick(), null, _quiet, _interval);
        }
    }

    /// <summary>True where somebody may see it; elsewhere nothing need be said.</summary>
    public bool IsWanted => _timer is not null;

    /// <summary>Says how far the work is; from any thread, as often as there is something to say.</summary>
    /// <param name="activity">What is done.</param>
    /// <param name="status">How far it is, with counts, and what it is at.</param>
    /// <param name="percent">0 to 100, or -1 where the end is not known.</param>
    public void Show(string activity, string status, int percent = -1)
    {
        if (_timer is not null)
        {
            _news = new ProgressRecord(FirstId + _depth, VisibleText.Of(activity), VisibleText.Of(status))
            {
                ParentActivityId = _depth == 0 ? -1 : FirstId + _depth - 1,
                PercentComplete = percent,
            };
        }
    }

    /// <summary>Takes it away, if it was shown, and its place; on the pipeline's thread. May be called more than once.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        _nesting.Leave(this);
        ProgressRecord? shown;
        lock (_lock)
        {
            _hasEnded = true;
            (shown, _shown) = (_shown, null);
        }

        if (shown is null)
        {
            return;
        }

        shown.RecordType = ProgressRecordType.Completed;
        try
        {
            _command.CommandRuntime.WriteProgress(_nesting.Source, shown);
        }
        catch (Exception e) when (e is PipelineStoppedException or InvalidOperationException)
        {
            // The pipeline takes nothing more: the screen is told itself.
            _screen!.WriteProgress(_nesting.Source, shown);
        }
    }

    private void Tick()
    {
        if (Interlocked.Exchange(ref _news, null) is { } record)
        {
            _output.Post(() => Write(record));
        }
    }

    // One source for all commands of a runspace: PowerShell looks for a parent within a source only.
    private void Write(ProgressRecord record)
    {
        lock (_lock)
        {
            if (_hasEnded)
            {
                return;
            }

            _shown = record;
        }

        _command.CommandRuntime.WriteProgress(_nesting.Source, record);
    }

    // PowerShell draws it with -NonInteractive too, where nobody looks; where it draws nothing, nothing is made.
    private static bool HasScreen(PSCmdlet command)
    {
        bool isSilent = LanguagePrimitives.TryConvertTo(command.GetVariableValue("ProgressPreference"), out ActionPreference preference)
            && preference is ActionPreference.SilentlyContinue or ActionPreference.Ignore;
        return !isSilent && !(command.Host.Name == "ConsoleHost" && (Console.IsOutputRedirected || IsNonInteractive()));
    }

    private static bool IsNonInteractive() => Array.Exists(
        Environment.GetCommandLineArgs(),
        argument => argument.Length >= 5 && "-noninteractive".StartsWith(argument, StringComparison.OrdinalIgnoreCase));
}
