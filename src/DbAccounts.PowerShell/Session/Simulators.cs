using System.Collections.Generic;
using System.Linq;
using DbAccounts.Errors;
using DbAccounts.Simulator;
using DbAccounts.Simulator.Settings;

namespace DbAccounts.PowerShell.Session;

/// <summary>The simulators that run in this process.</summary>
internal static class Simulators
{
    private static readonly object _lock = new();
    private static readonly List<DbSimulator> _running = [];

    /// <summary>Those that run, in the order of their start.</summary>
    public static IReadOnlyList<DbSimulator> Running
    {
        get
        {
            lock (_lock)
            {
                return [.. _running];
            }
        }
    }

    /// <summary>Starts one.</summary>
    public static DbSimulator Start(DbSimulatorOptions options)
    {
        lock (_lock)
        {
            DbSimulator simulator = DbSimulator.Start(options);
            _running.Add(simulator);
            return simulator;
        }
    }

    /// <summary>The one that was started last, or a new one.</summary>
    public static DbSimulator GetOrStart()
    {
        lock (_lock)
        {
            return _running.LastOrDefault() ?? Start(new DbSimulatorOptions());
        }
    }

    /// <summary>Stops the one at a port.</summary>
    /// <exception cref="DbAccountsException">None runs there.</exception>
    public static void Stop(int port)
    {
        lock (_lock)
        {
            DbSimulator simulator = _running.FirstOrDefault(s => s.Port == port) ?? throw DbError.SimulatorNotRunning(port, [.. _running.Select(s => s.Port)]);
            _running.Remove(simulator);
            simulator.Dispose();
        }
    }
}
