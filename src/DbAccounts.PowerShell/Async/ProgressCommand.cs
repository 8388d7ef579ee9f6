namespace DbAccounts.PowerShell.Async;

/// <summary>A command that shows how far it is.</summary>
public abstract class ProgressCommand : AsyncCommand
{
    /// <summary>Shows how far the command is; null before its first record.</summary>
    private protected ProgressDisplay? Progress { get; private set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        Progress = new ProgressDisplay(this, Output);
        base.Begin();
    }

    /// <inheritdoc/>
    protected override void End()
    {
        base.End();
        Progress?.Dispose();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Progress?.Dispose();
        }

        base.Dispose(disposing);
    }
}
