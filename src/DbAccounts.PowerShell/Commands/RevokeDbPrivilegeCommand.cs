using System.Management.Automation;
using DbAccounts.Changes;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Takes privileges away; what is not named stays.</summary>
[Cmdlet(
    VerbsSecurity.Revoke,
    "DbPrivilege",
    DefaultParameterSetName = "Account",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DbJob))]
public sealed class RevokeDbPrivilegeCommand : PrivilegeCommand
{
    /// <summary>Accept that a revoke reaches further than asked, as on DDM, and where what Get-DbAccess shows comes by a grant on more.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override OperationKind Kind => OperationKind.RevokePrivilege;

    /// <inheritdoc/>
    protected override bool AcceptsWiderEffect => Force;
}
