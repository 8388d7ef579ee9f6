using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Planning;
using DbAccounts.PowerShell.Binding;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Plans the changes that make of what is there what a document says. Nothing is changed.</summary>
[Cmdlet(VerbsCommon.New, "DbAccountPlan", DefaultParameterSetName = "Path")]
[OutputType(typeof(DbAccountPlan))]
public sealed class NewDbAccountPlanCommand : PlanningCommand
{
    /// <summary>A file for the plan, as JSON without any secret: Invoke-DbAccountPlan -Path carries it out, here or somewhere else.</summary>
    [Parameter]
    public string? OutFile { get; set; }

    /// <summary>Overwrite a file that exists.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        string? path = OutFile is null ? null : DocumentFiles.TargetOf(this, OutFile, Force);
        DbAccountPlan plan = await PlanAsync(isShownOnly: false).ConfigureAwait(false);
        if (HasFailed && plan.Step.Length == 0)
        {
            // It would look like one of a document with which all agrees.
            return;
        }

        if (HasFailed)
        {
            Output.Warning(Messages.PlanInPart);
        }

        if (path is not null)
        {
            DocumentFiles.Write(path, PlanText.Write(plan), Force);
        }

        await Output.WriteAsync(plan).ConfigureAwait(false);
    }
}
