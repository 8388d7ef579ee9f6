using System.Management.Automation;
using System.Security;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Errors;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Generates a password that a service's rules accept.</summary>
[Cmdlet(VerbsCommon.New, "DbPassword")]
[OutputType(typeof(SecureString))]
public sealed class NewDbPasswordCommand : DbCommand
{
    /// <summary>The service. Default: a password that every service accepts.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    public string? Service { get; set; }

    /// <summary>The number of characters, within what the service allows. Default: 20.</summary>
    [Parameter]
    [CellTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int? Length { get; set; }

    /// <inheritdoc/>
    protected override void Record()
    {
        try
        {
            IDbEngine? service = string.IsNullOrEmpty(Service) ? null : ServiceCatalog.Get(Service!);
            WriteObject(ServiceCatalog.NewPassword(service, Length).ToSecureString());
        }
        catch (DbAccountsException e)
        {
            WriteError(ErrorRecords.From(e, Service));
        }
    }
}
