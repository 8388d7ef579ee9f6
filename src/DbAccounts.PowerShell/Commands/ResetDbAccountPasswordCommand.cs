using System.Collections.Generic;
using System.Management.Automation;
using System.Security;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Input;
using DbAccounts.PowerShell.Session;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Gives accounts another password.</summary>
[Cmdlet(VerbsCommon.Reset, "DbAccountPassword", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DbJob))]
public sealed class ResetDbAccountPasswordCommand : ChangeCommand
{
    /// <summary>The account: a DbAccount, 'name' or 'name@host'.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [AccountTransformation]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public DbAccountReference[]? Account { get; set; }

    /// <summary>The new password; in rows also as text.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SecretTransformation]
    [ArgumentCompleter(typeof(SecretCompleter))]
    public SecureString? Password { get; set; }

    /// <summary>
    /// Generate a password that the service's rules accept; it comes with the job as the property Credential, in memory only.
    /// </summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter GeneratePassword { get; set; }

    /// <inheritdoc/>
    private protected override IEnumerable<(object? Record, Row? Members)> Records() =>
        AccountRecords(Account, one => Account = one, account => account.Row);

    /// <inheritdoc/>
    protected override Task ProcessAsync() => ForAccountsAsync(Account, (instance, named, account) =>
    {
        if (GeneratePassword && Password is { Length: > 0 })
        {
            throw DbError.PasswordTwice(nameof(Password));
        }

        Secret? generated = GeneratePassword ? ServiceCatalog.NewPassword(instance.Client) : null;
        Secret? given = Password is null ? null : new Secret(Password);
        Secret password = generated ?? given ?? throw DbError.InvalidInput(Messages.ResetWithoutPassword, Messages.ResetWithoutPasswordAdvice);
        string[]? hosts = instance.Client.Info.HostIsIdentity || named.AllowedHost.Length == 0
            ? null : List(named.AllowedHost, ListForm.Hosts.Separators, "AllowedHost");
        return ChangeAsync(instance, new ResetPassword(account, password) { AllowedHost = hosts }, OriginOf(named), generated);
    });
}
