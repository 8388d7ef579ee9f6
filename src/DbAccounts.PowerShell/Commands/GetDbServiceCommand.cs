using System.Linq;
using System.Management.Automation;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Errors;
using DbAccounts.PowerShell.Input;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Shows the services: what each documents, its limits, and the documents.</summary>
[Cmdlet(VerbsCommon.Get, "DbService")]
[OutputType(typeof(DbServiceInfo))]
public sealed class GetDbServiceCommand : DbCommand
{
    /// <summary>Names of services; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ColumnTransformation("Service")]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    public string[] Service { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void Record()
    {
        foreach (string name in Service)
        {
            try
            {
                WriteObject(Find(name), enumerateCollection: true);
            }
            catch (DbAccountsException e)
            {
                WriteError(ErrorRecords.From(e, name));
            }
        }
    }

    private static DbServiceInfo[] Find(string name)
    {
        WildcardPattern pattern = Patterns.Of(name);
        DbServiceInfo[] found = [.. ServiceCatalog.All.Select(s => s.Info).Where(info => pattern.IsMatch(info.Service))];
        return found.Length > 0 || WildcardPattern.ContainsWildcardCharacters(name)
            ? found
            : throw DbError.UnknownService(name, [.. ServiceCatalog.All.Select(s => s.Info.Service)]);
    }
}
