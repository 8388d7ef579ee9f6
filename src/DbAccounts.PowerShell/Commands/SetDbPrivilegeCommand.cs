using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Model;
using DbAccounts.Services;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Replaces all privileges of accounts: afterwards they hold exactly these, on every level.</summary>
[Cmdlet(
    VerbsCommon.Set,
    "DbPrivilege",
    DefaultParameterSetName = "Account",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(DbJob))]
public sealed class SetDbPrivilegeCommand : PrivilegeCommand
{
    // In the order in which the accounts first came.
    private readonly List<(DbInstance Instance, ChangePrivilege Change, object? Target)> _replacements = [];
    private readonly Dictionary<(DbInstance Instance, string Account), int> _indexes = [];

    /// <inheritdoc/>
    protected override OperationKind Kind => OperationKind.SetPrivilege;

    /// <summary>
    /// One account may come in several records; replacing by each in turn would leave only the last, so they are gathered.
    /// </summary>
    protected override Task MakeAsync(DbInstance instance, ChangePrivilege change, object? target)
    {
        if (_indexes.TryGetValue((instance, change.Subject), out int same))
        {
            ChangePrivilege before = _replacements[same].Change;
            ChangePrivilege both = change with
            {
                Privileges = before.Privileges.Union(change.Privileges),
                Global = before.Global || change.Global,
            };
            _replacements[same] = (instance, both, target);
        }
        else
        {
            _indexes[(instance, change.Subject)] = _replacements.Count;
            _replacements.Add((instance, change, target));
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        foreach ((DbInstance instance, ChangePrivilege change, object? target) in _replacements)
        {
            await ForRecordAsync(target, () => ChangeAsync(instance, change)).ConfigureAwait(false);
        }
    }
}
