using System.Linq;
using System.Management.Automation;
using DbAccounts.Errors;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Errors;
using DbAccounts.PowerShell.Session;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Stops simulators of this process.</summary>
[Cmdlet(VerbsLifecycle.Stop, "DbSimulator")]
public sealed class StopDbSimulatorCommand : DbCommand
{
    /// <summary>The ports. Default: all simulators of this process.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [CellTransformation]
    [ArgumentCompleter(typeof(SimulatorPortCompleter))]
    public int[]? Port { get; set; }

    /// <inheritdoc/>
    protected override void Record()
    {
        foreach (int port in Port ?? [.. Simulators.Running.Select(simulator => simulator.Port)])
        {
            try
            {
                Simulators.Stop(port);
            }
            catch (DbAccountsException e)
            {
                WriteError(ErrorRecords.From(e, port));
            }
        }
    }
}
