using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.Services;

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
    public DbAccountIdentity[]? Account { get; set; }

    /// <inheritdoc/>
    protected override IEnumerable<object?> Records() => OneByOne(Account, one => Account = one, OriginOf);

    /// <inheritdoc/>
    protected override Task ProcessAsync() => ForAccountsAsync(Account, (_, account) => (new RemoveAccount(account), null));
}
