using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Input;
using DbAccounts.PowerShell.Session;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Removes accounts, which can't be undone.</summary>
[Cmdlet(VerbsCommon.Remove, "DbAccount", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(DbJob))]
public sealed class RemoveDbAccountCommand : ChangeCommand
{
    /// <summary>The account: a DbAccount, 'name' or 'name@host'. Where the host is part of the identity, 'name' means 'name@%'.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [AccountTransformation]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public DbAccountReference[]? Account { get; set; }

    /// <summary>MySql: also remove root, an account of the server itself, or the one that is connected.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    private protected override IEnumerable<(object? Record, Row? Members)> Records() =>
        AccountRecords(Account, one => Account = one, account => account.Row);

    /// <inheritdoc/>
    protected override Task ProcessAsync() => ForAccountsAsync(
        Account, (instance, named, account) => ChangeAsync(instance, new RemoveAccount(account) { Force = Force }, OriginOf(named)));
}
