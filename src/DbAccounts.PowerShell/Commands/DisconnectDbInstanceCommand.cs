using System.Management.Automation;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Session;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Forgets a connection and its key. Jobs that were started go on at the service.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "DbInstance")]
[OutputType(typeof(DbInstance))]
public sealed class DisconnectDbInstanceCommand : DbCommand
{
    /// <summary>The id; without it the session's default instance is disconnected.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(InstanceCompleter))]
    public string? InstanceId { get; set; }

    /// <summary>The service, where several have an instance of that id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    public string? Service { get; set; }

    /// <inheritdoc/>
    protected override void Record()
    {
        try
        {
            DbInstance instance = DbSession.Current.Resolve(InstanceId, Service);
            DbSession.Current.Disconnect(instance);
            WriteObject(instance);
        }
        catch (DbAccountsException e)
        {
            WriteError(ErrorRecords.From(e, InstanceId));
        }
    }
}
