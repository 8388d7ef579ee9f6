using System.Management.Automation;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Errors;
using DbAccounts.PowerShell.Input;
using DbAccounts.PowerShell.Session;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Forgets a connection and its key. Jobs that were started go on at the service.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "DbInstance")]
[OutputType(typeof(DbInstance))]
public sealed class DisconnectDbInstanceCommand : DbCommand
{
    /// <summary>
    /// The connected instance: the object that Connect-DbInstance or Get-DbInstance returned, its id, 'service/id', or the service of the
    /// only one. Without it the session's default instance is disconnected.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("InstanceId")]
    [InstanceTransformation]
    [ArgumentCompleter(typeof(InstanceCompleter))]
    public DbInstanceReference? Instance { get; set; }

    /// <summary>The service, where several have an instance of that id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    public string? Service { get; set; }

    /// <inheritdoc/>
    protected override void Record()
    {
        DbSession session = DbSession.Current;
        try
        {
            var own = new Belonging(TextValue.OrNull(Service));
            DbInstance instance = session.Own(Instance?.Resolve(session, own, isOfRecord: true, null) ?? session.Resolve(own));
            session.Disconnect(instance);
            WriteObject(ModelAdapter.Disconnected(instance));
        }
        catch (DbAccountsException e)
        {
            WriteError(ErrorRecords.From(session.AmongConnected(e), Instance is null ? null : Unreadable.Target(Instance)));
        }
    }
}
