using System.Collections.Generic;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using System.Threading;

namespace DbAccounts.PowerShell.Async;

/// <summary>Which commands of a runspace are at work, the outer ones first: each shows its progress below the one before.</summary>
internal sealed class ProgressNesting
{
    // Beyond the numbers that PowerShell gives to commands.
    private static long _sources = 0x0DB_0000_0000;
    private static readonly ConditionalWeakTable<Runspace, ProgressNesting> _ofRunspaces = new();
    private readonly List<ProgressDisplay> _open = [];

    /// <summary>That of the runspace that the calling thread belongs to.</summary>
    public static ProgressNesting Current => _ofRunspaces.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>Where the records come from.</summary>
    public long Source { get; } = Interlocked.Increment(ref _sources);

    /// <summary>Adds a command; returns how many there are above it.</summary>
    public int Enter(ProgressDisplay display)
    {
        lock (_open)
        {
            _open.Add(display);
            return _open.Count - 1;
        }
    }

    /// <summary>Drops a command.</summary>
    public void Leave(ProgressDisplay display)
    {
        lock (_open)
        {
            _open.Remove(display);
        }
    }
}
