using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using DbAccounts.Changes;
using DbAccounts.Credentials;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.PowerShell.Session;
using DbAccounts.Profiles;

namespace DbAccounts.PowerShell.Binding;

/// <summary>Completes from values with a tooltip each; quotes what needs it. No completer asks the network.</summary>
public abstract class Completer : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var pattern = new WildcardPattern(
            wordToComplete.Trim('\'', '"') + "*", WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        return Values(new BoundParameters(fakeBoundParameters))
            .Where(value => pattern.IsMatch(value.Text))
            .GroupBy(value => value.Text).Select(group => group.First())
            .Select(value => new CompletionResult(
                Quote(value.Text),
                value.Text,
                CompletionResultType.ParameterValue,
                value.ToolTip.Length == 0 ? value.Text : value.ToolTip));
    }

    /// <summary>The values, with what is said about each.</summary>
    private protected abstract IEnumerable<(string Text, string ToolTip)> Values(BoundParameters bound);

    private static string Quote(string text) =>
        text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.') ? text : "'" + text.Replace("'", "''") + "'";
}

/// <summary>What is already on the command line.</summary>
internal sealed class BoundParameters(IDictionary bound)
{
    /// <summary>A parameter's text, or null.</summary>
    public string? this[string name] => bound.Contains(name) ? bound[name]?.ToString() : null;

    /// <summary>The instance that the command is about; null when that can't be told.</summary>
    public DbInstance? Instance()
    {
        object? given = bound.Contains("Instance") ? bound["Instance"] : null;
        try
        {
            return (given is PSObject wrapped ? wrapped.BaseObject : given) switch
            {
                null => DbSession.Current.Default,
                DbInstance connected => connected,
                string text => DbSession.Current.Resolve(Belonging.Read(text)),
                _ => null,
            };
        }
        catch (DbAccountsException)
        {
            return null;
        }
    }

    /// <summary>The service that the command is about; null when that can't be told.</summary>
    public IDbEngine? Service()
    {
        string? name = this["Service"] ?? Instance()?.Service;
        return ServiceCatalog.All.FirstOrDefault(s => string.Equals(s.Info.Service, name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The services that values are taken from: the one that is meant, else all.</summary>
    public IEnumerable<IDbEngine> Services() => Service() is { } one ? [one] : ServiceCatalog.All;
}

/// <summary>The services.</summary>
public sealed class ServiceCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        ServiceCatalog.All.Select(s => (s.Info.Service, $"{s.Info.Provider} {s.Info.Description}"));
}

/// <summary>The connected instances.</summary>
public sealed class InstanceCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        from instance in DbSession.Current.Instances
        let shared = DbSession.Current.Instances.Count(other => other.InstanceId == instance.InstanceId) > 1
        select (shared ? $"{instance.Service}/{instance.InstanceId}" : instance.InstanceId, $"{instance.Service} in {instance.Region}");
}

/// <summary>The stored profiles.</summary>
public sealed class ProfileCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound)
    {
        try
        {
            return ProfileFile.OfUser(HostEnvironment.Process).Read().Select(profile => (profile.Name, profile.ToString()));
        }
        catch (DbAccountsException)
        {
            // The command says what is wrong with the file; completion has nobody to tell.
            return [];
        }
    }
}

/// <summary>The accounts that this session has seen.</summary>
public sealed class AccountCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound)
    {
        DbInstance? instance = bound.Instance();
        return from account in DbSession.Current.Accounts
               where instance is null || Belonging.Of(account).Fits(instance)
               let text = ServiceCatalog.Get(account.Service).Info.HostIsIdentity ? account.ToString() : account.Name
               select (text, $"{text} on {account.InstanceId} ({account.Service}) {account.Description}".TrimEnd());
    }
}

/// <summary>The jobs that this session has seen.</summary>
public sealed class JobCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        DbSession.Current.Jobs.Where(job => job.Id is not null).Select(job => (job.Id!, job.ToString()));
}

/// <summary>The regions or zones that documents name.</summary>
public sealed class RegionCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        bound.Services().SelectMany(s => s.Info.Regions.Select(region => (region, $"{s.Info.Provider} {region}")));
}

/// <summary>Values that rules list for the parameter of the same name, at the level that the command line is about.</summary>
public sealed class RuleValueCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) => RuleValues.Of(bound, "Privilege");
}

/// <summary>The types of account.</summary>
public sealed class AccountTypeCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        RuleValues.Of(bound, nameof(CreateAccount.AccountType));
}

/// <summary>The operations that have rules.</summary>
public sealed class OperationCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        from service in bound.Services()
        from operation in service.Info.Operations
        where OperationName.HasRules(operation)
        select (operation.Operation.ToString(), $"{service.Info.Service}: {operation.Action}");
}

/// <summary>The parameters that rules are about.</summary>
public sealed class RuleParameterCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        bound.Services().SelectMany(ServiceCatalog.Rules).Select(rule => (rule.Parameter, rule.Rule));
}

/// <summary>The provider's own actions that are known.</summary>
public sealed class ActionCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        bound.Services().SelectMany(s => s.Info.Operations.Select(o => (o.Action, o.Document)));
}

/// <summary>Lists the values that a parameter may take.</summary>
internal static class RuleValues
{
    /// <summary>The values, with the document that lists them.</summary>
    public static IEnumerable<(string, string)> Of(BoundParameters bound, string parameter)
    {
        // The rules of a privilege stand level by level; the wire name of the shortest list that fits is the deepest level named.
        int level = bound["Column"] is not null ? 3 : bound["Table"] is not null ? 2 : bound["Database"] is not null ? 1 : 0;
        return from service in bound.Services()
               let lists = ServiceCatalog.Rules(service).Where(rule => rule.Parameter == parameter && rule.Values.Count > 0)
                   .GroupBy(rule => string.Join("|", rule.Values)).Select(same => same.First()).ToArray()
               where lists.Length > 0
               let list = lists[Math.Min(level, lists.Length - 1)]
               from value in list.Values
               select (value, $"{service.Info.Service}: {list.Source}");
    }
}

/// <summary>How much -Prune may remove.</summary>
public sealed class PruneLimitCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        [("10%", "a tenth of an instance's accounts, the default"), ("25%", "a quarter of them"), ("100%", "all of them"), ("1", "one account")];
}
