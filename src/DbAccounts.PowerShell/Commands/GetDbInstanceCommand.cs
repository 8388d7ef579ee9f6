using System.Linq;
using System.Management.Automation;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Errors;
using DbAccounts.PowerShell.Input;
using DbAccounts.PowerShell.Session;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Lists the instances that this session has connected.</summary>
[Cmdlet(VerbsCommon.Get, "DbInstance")]
[OutputType(typeof(DbInstance))]
public sealed class GetDbInstanceCommand : DbCommand
{
    /// <summary>Ids, services or 'service/id'; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(InstanceCompleter))]
    public string[] InstanceId { get; set; } = ["*"];

    /// <summary>The service.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    public string? Service { get; set; }

    /// <inheritdoc/>
    protected override void Record()
    {
        foreach (string id in InstanceId)
        {
            try
            {
                WriteObject(Find(id), enumerateCollection: true);
            }
            catch (DbAccountsException e)
            {
                WriteError(ErrorRecords.From(DbSession.Current.AmongConnected(e), id));
            }
        }
    }

    private DbInstance[] Find(string id)
    {
        string? service = TextValue.OrNull(Service) is { } named ? ServiceCatalog.Get(named).Info.Service : null;
        DbInstance[] found = [.. DbSession.Current.Matching(id).Where(instance => service is null || instance.Service == service)];
        return found.Length > 0 || WildcardPattern.ContainsWildcardCharacters(id)
            ? found
            : throw DbError.NotConnected(
                new DbInstanceOptions { Service = service ?? "", InstanceId = id },
                [],
                DbSession.Current.Instances.SelectMany(instance => new[] { instance.InstanceId, instance.Service }));
    }
}
