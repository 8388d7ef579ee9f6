using System.Management.Automation;
using DbAccounts.Changes;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Adds privileges; what an account holds already stays.</summary>
[Cmdlet(
    VerbsSecurity.Grant,
    "DbPrivilege",
    DefaultParameterSetName = "Account",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DbJob))]
public sealed class GrantDbPrivilegeCommand : PrivilegeCommand
{
    /// <summary>DDM gives one privilege set to all of an account's schemas: accept that a grant reaches further than asked.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override OperationKind Kind => OperationKind.GrantPrivilege;

    /// <inheritdoc/>
    protected override bool AcceptsWiderEffect => Force;
}
