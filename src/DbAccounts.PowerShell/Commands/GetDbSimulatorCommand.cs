using System.Linq;
using System.Management.Automation;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Session;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Lists the simulators that run in this process.</summary>
[Cmdlet(VerbsCommon.Get, "DbSimulator")]
[OutputType(typeof(DbSimulatorView))]
public sealed class GetDbSimulatorCommand : DbCommand
{
    /// <inheritdoc/>
    protected override void End() =>
        WriteObject(Simulators.Running.Select(simulator => new DbSimulatorView(simulator)), enumerateCollection: true);
}
