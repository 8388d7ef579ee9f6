using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Model;
using DbAccounts.Services;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Replaces all privileges of accounts: afterwards they hold exactly these, on every level.</summary>
[Cmdlet(VerbsCommon.Set, "DbPrivilege", DefaultParameterSetName = "Account", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(DbJob))]
public sealed class SetDbPrivilegeCommand : PrivilegeCommand
{
    private readonly List<DbPrivilege> _collected = [];

    /// <inheritdoc/>
    protected override OperationKind Kind => OperationKind.SetPrivilege;

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        if (Objects() is not { } objects)
        {
            return base.ProcessAsync();
        }

        // One account's privileges come as several objects; replacing by each in turn would leave only the last.
        _collected.AddRange(objects);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task EndAsync() => ForObjectsAsync(_collected);
}
