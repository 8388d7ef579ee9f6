using System;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Model;
using DbAccounts.Planning;
using DbAccounts.PowerShell.Binding;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Makes of what is there what a document says: plans, asks once, and carries out.</summary>
[Cmdlet(VerbsData.Sync, "DbAccount", DefaultParameterSetName = "Path", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DbJob))]
public sealed class SyncDbAccountCommand : PlanningCommand
{
    private PlanSender? _sender;

    /// <summary>Wait for the last changes too, and return finished jobs.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Wait { get; set; }

    /// <summary>
    /// How long a change may be tried while its instance is busy, and waited for; seconds or a TimeSpan. Default: 600 seconds.
    /// </summary>
    [Parameter]
    [DurationTransformation, ValidatePositive]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Do nothing at all where something of the document can't be planned or has changed meanwhile. Default: the rest goes on.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Strict { get; set; }

    /// <inheritdoc/>
    private protected override Task UnderWay => _sender?.QuietAsync() ?? Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        DbAccountPlan plan = await PlanAsync(Output.IsWhatIf).ConfigureAwait(false);
        if (plan.Step.Length == 0 || (Strict && HasFailed))
        {
            return;
        }

        _sender = new PlanSender(Output, Progress, Session, Wait, Strict, Call() with { Timeout = Timeout });
        await _sender.RunAsync(plan, confirms: true).ConfigureAwait(false);
    }
}
