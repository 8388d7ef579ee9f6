using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Errors;
using DbAccounts.PowerShell.Input;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Shows the documented rules: which parameter, what is allowed, and the document that says so.</summary>
[Cmdlet(VerbsCommon.Get, "DbAccountRule")]
[OutputType(typeof(DbAccountRule))]
public sealed class GetDbAccountRuleCommand : DbCommand
{
    /// <summary>Names of services; default: all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ColumnTransformation("Service")]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    public string[]? Service { get; set; }

    /// <summary>Operations, such as CreateAccount; default: all.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(OperationCompleter))]
    public string[]? Operation { get; set; }

    /// <summary>Parameters, such as Password; wildcards are allowed; default: all.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RuleParameterCompleter))]
    public string[]? Parameter { get; set; }

    /// <inheritdoc/>
    protected override void Record()
    {
        try
        {
            IEnumerable<IDbEngine> services = Service is null ? ServiceCatalog.All : Service.Select(ServiceCatalog.Get);
            RequireParameters();
            string[]? operations = Operation?.Select(name => OperationName.Read(name).ToString()).ToArray();
            WriteObject(
                services.SelectMany(ShownRules.Of).Where(rule => operations?.Contains(rule.Operation) != false && IsAskedFor(rule)),
                enumerateCollection: true);
        }
        catch (DbAccountsException e)
        {
            WriteError(ErrorRecords.From(e, Service));
        }
    }

    // A name that no rule has is mistyped; one that only another service has rules on is not.
    private void RequireParameters()
    {
        string[] known = [.. ServiceCatalog.All.SelectMany(ServiceCatalog.Rules).Select(rule => rule.Parameter).Distinct()];
        if ((Parameter ?? []).FirstOrDefault(name => !known.Any(Patterns.Of(name).IsMatch)) is { } unknown)
        {
            string[] shown = [.. ServiceCatalog.All.SelectMany(ShownRules.Of).Select(rule => rule.Parameter)
                .Where(name => !name.Contains(' ')).Distinct().OrderBy(name => name, StringComparer.Ordinal)];
            throw DbError.InvalidInput(
                Nearest.Of(unknown, shown) is { } meant
                    ? Messages.RuleParameterUnknownNear.With(unknown, meant)
                    : Messages.RuleParameterUnknown.With(unknown),
                Messages.RuleParameterUnknownAdvice.With(string.Join(", ", shown)));
        }
    }

    private bool IsAskedFor(DbAccountRule rule) =>
        Parameter is null || Parameter.Any(name => Patterns.Of(name).IsMatch(rule.Parameter));
}
