using System;
using System.Linq;
using System.Management.Automation;
using DbAccounts.Errors;
using DbAccounts.PowerShell.Binding;
using DbAccounts.Services;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Shows the services: what each documents, its limits, and the documents.</summary>
[Cmdlet(VerbsCommon.Get, "DbService")]
[OutputType(typeof(DbServiceInfo))]
public sealed class GetDbServiceCommand : PSCmdlet
{
    /// <summary>Names of services; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    public string[] Service { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string name in Service)
        {
            var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
            DbServiceInfo[] found = [.. ServiceCatalog.All.Select(s => s.Info).Where(info => pattern.IsMatch(info.Service))];
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteError(ErrorRecords.From(DbError.UnknownService(name, ServiceCatalog.All.Select(s => s.Info.Service)), name));
            }

            WriteObject(found, enumerateCollection: true);
        }
    }
}
