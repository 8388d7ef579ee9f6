using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Input;
using DbAccounts.PowerShell.Session;
using DbAccounts.Texts;

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
        HashSet<string> named = Named(commandAst?.Extent.Text ?? "", wordToComplete);
        return Values(new BoundParameters(fakeBoundParameters, parameterName))
            .Where(value => pattern.IsMatch(value.Text) && !named.Contains(value.Text))
            .GroupBy(value => value.Text).Select(group => group.First())
            .Select(value => new CompletionResult(
                IsExpression ? value.Text : Quote(value.Text),
                VisibleText.Of(value.Text),
                CompletionResultType.ParameterValue,
                VisibleText.Of(value.ToolTip.Length == 0 ? value.Text : value.ToolTip)));
    }

    /// <summary>True where the values are not texts but expressions, which are written as they are.</summary>
    private protected virtual bool IsExpression => false;

    /// <summary>The values, with what is said about each.</summary>
    private protected abstract IEnumerable<(string Text, string ToolTip)> Values(BoundParameters bound);

    // What stands in the list before the word already isn't meant once more.
    private static HashSet<string> Named(string line, string word)
    {
        var named = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Match list = Regex.Match(line, $@"(?:(?<item>'[^']*'|""[^""]*""|[^\s,'""(@]+)\s*,\s*)+{Regex.Escape(word)}\s*\z", RegexOptions.CultureInvariant);
        foreach (Capture item in list.Groups["item"].Captures)
        {
            named.Add(item.Value.Trim('\'', '"'));
        }

        return named;
    }

    private static string Quote(string text) =>
        text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.') ? text
        : text.All(VisibleText.IsVisible) ? "'" + text.Replace("'", "''") + "'"
        : '"' + string.Concat(text.Select(Escaped)) + '"';

    // What a terminal would obey is written by its number, in a way that both editions know.
    private static string Escaped(char c) => !VisibleText.IsVisible(c) ? FormattableString.Invariant($"$([char]0x{(int)c:X4})")
        : c is '"' or '$' or '`' or '\u201C' or '\u201D' or '\u201E' ? "`" + c : c.ToString();
}

/// <summary>What is already on the command line.</summary>
/// <param name="bound">What PowerShell tells of it.</param>
/// <param name="completing">The parameter that is completed.</param>
internal sealed class BoundParameters(IDictionary bound, string completing)
{
    /// <summary>The parameter that is completed.</summary>
    public string Completing => completing;

    /// <summary>A parameter's text, or null.</summary>
    public string? this[string name] => bound.Contains(name) ? bound[name]?.ToString() : null;

    /// <summary>The instance that the command is about; null when that can't be told.</summary>
    public DbInstance? Instance()
    {
        object? given = bound.Contains("Instance") ? bound["Instance"] : null;
        try
        {
            return given.Plain() switch
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

    /// <summary>The databases and what is in them that this session has seen where the command is about.</summary>
    public IEnumerable<DbPrivilegeTarget> Seen()
    {
        DbInstance? instance = Place();
        string? service = Service()?.Info.Service;
        return DbSession.Current.Objects.Of(seen =>
            instance is null ? service is null || seen.Service == service : seen.Equals(instance.Key));
    }

    /// <summary>The accounts that this session has seen where the command is about.</summary>
    public IEnumerable<DbAccount> Accounts()
    {
        DbInstance? instance = Place();
        string? service = Service()?.Info.Service;
        return DbSession.Current.Accounts.Where(account =>
            instance is null ? service is null || account.Service == service : Belonging.Of(account).Fits(instance));
    }

    /// <summary>Where the command is about, as the end of a tooltip.</summary>
    public string Where() => Place() is { } instance ? $" on {instance}" : "";

    // Where another service is named, the default instance is not meant.
    private DbInstance? Place() => Instance() is { } instance && Service()?.Info.Service == instance.Service ? instance : null;

    /// <summary>True unless a parameter has other values.</summary>
    public bool Allows(string parameter, string? value)
    {
        object? given = bound.Contains(parameter) ? bound[parameter] : null;
        IEnumerable<object?> all = given switch
        {
            null => [],
            string one => [one],
            IEnumerable several => several.Cast<object?>(),
            _ => [given],
        };
        string[] texts = [.. all.Select(one => one?.ToString()).OfType<string>()];
        return texts.Length == 0 || texts.Contains(value, StringComparer.OrdinalIgnoreCase);
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

/// <summary>The connected instances, of the service that is named, also by a service that has one only.</summary>
public sealed class InstanceCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound)
    {
        DbInstance[] instances = [.. DbSession.Current.Instances.Where(instance => bound.Allows("Service", instance.Service))];
        bool isId = bound.Completing == nameof(DbInstance.InstanceId);
        IEnumerable<(string, string)> ids =
            from instance in instances
            let alike = instances.Where(other => other.InstanceId == instance.InstanceId).Select(other => other.Service).Distinct().ToArray()
            let shared = !isId && alike.Length > 1
            let service = isId ? string.Join(", ", alike) : instance.Service
            select (shared ? $"{instance.Service}/{instance.InstanceId}" : instance.InstanceId, $"{service} in {instance.Region}");
        return isId ? ids : ids.Concat(
            from instance in instances
            group instance by instance.Service into same
            where same.Count() == 1
            select (same.Key, $"{same.First()}"));
    }
}

/// <summary>The stored profiles.</summary>
public sealed class ProfileCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        Stored.All().Select(profile => (profile.Name, profile.ToString()));
}

/// <summary>The accounts that this session has seen.</summary>
public sealed class AccountCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        from account in bound.Accounts()
        let text = ServiceCatalog.Get(account.Service).Info.HostIsIdentity ? account.ToString() : account.Name
        select (text, $"{text} on {account.InstanceId} ({account.Service}) {account.Description}".TrimEnd());
}

/// <summary>The jobs that this session has seen; those that have not ended come first, as they are waited for.</summary>
public sealed class JobCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        DbSession.Current.Jobs.Where(job => job.Id is not null).OrderBy(job => job.HasEnded()).Select(job => (job.Id!, job.ToString()));
}

/// <summary>The regions or zones that documents name.</summary>
public sealed class RegionCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        bound.Services().SelectMany(s => s.Info.Regions.Select(region => (region, $"{s.Info.Provider} {region}")));
}

/// <summary>The privileges that are offered on the level that the command line is about, and the word for all of them.</summary>
public sealed class PrivilegeCompleter : Completer
{
    private const string All = "ALL";

    private protected override IEnumerable<(string, string)> Values(BoundParameters bound)
    {
        DbPrivilegeLevel named = bound["Column"] is not null ? DbPrivilegeLevel.Column
            : bound["Table"] is not null ? DbPrivilegeLevel.Table
            : bound["Database"] is not null ? DbPrivilegeLevel.Database
            : DbPrivilegeLevel.Global;
        return from service in bound.Services()
               let levels = ServiceCatalog.Rules(service)
                   .Where(rule => rule is { Level: not null, Parameter: nameof(CreateAccount.Privilege), Values.Count: > 0 })
                   .GroupBy(rule => rule.Level!.Value).OrderBy(level => level.Key).ToArray()
               where levels.Length > 0
               let level = Array.Find(levels, level => level.Key == named) ?? levels[levels.Length - 1]
               let offered = level.SelectMany(rule => rule.Values).Where(privilege => privilege != All).Distinct().ToArray()
               from privilege in offered.Append(All)
               select (privilege, privilege == All
                   ? Messages.CompleterAll.With(service.Info.Service, string.Join(", ", offered))
                   : Messages.CompleterPrivilege.With(
                       service.Info.Service, string.Join(", ", levels.Where(one => one.Any(rule => rule.Values.Contains(privilege))).Select(one => LevelWords.Of(one.Key)))));
    }
}

/// <summary>The types of account.</summary>
public sealed class AccountTypeCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        from service in bound.Services()
        from rule in ServiceCatalog.Rules(service)
        where rule.Parameter == nameof(CreateAccount.AccountType)
        from value in rule.Values
        select (value, $"{service.Info.Service}: {rule.Source}");
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

/// <summary>The provider's own actions that are known.</summary>
public sealed class ActionCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        bound.Services().SelectMany(s => s.Info.Operations.Select(o => (o.Action, o.Document)));
}

/// <summary>How much -Prune may remove.</summary>
public sealed class PruneLimitCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        [("10%", Messages.PruneLimitTenth), ("25%", Messages.PruneLimitQuarter), ("100%", Messages.PruneLimitAll), ("1", "one account")];
}
