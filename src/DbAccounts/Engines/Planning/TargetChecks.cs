using System.Collections.Generic;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Planning;

/// <summary>
/// What decides on the target of a change. These are no documented rules, so that nobody may skip them: without them something else
/// would be done than was asked.
/// </summary>
internal static class TargetChecks
{
    /// <summary>Everything that is wrong with the target of a change.</summary>
    public static IEnumerable<Violation> Of(PlanningEngine engine, AccountChange change, IReadOnlyList<ServiceRequest> requests) =>
        UnknownParameters(engine.Info, change)
            .Concat(Databases(engine.Info, change))
            .Concat(WrittenNames.Of(engine.Info, change))
            .Concat(Levels(engine.Info, change))
            .Concat(Hosts(engine.Info, change))
            .Concat(engine.CheckTarget(change))
            .Concat(requests.Count == 0 ? [NothingToDo(engine.Info, change)] : []);

    // Parameters that are given but that no request of the change carries: dropping them silently would lie.
    private static IEnumerable<Violation> UnknownParameters(DbServiceInfo info, AccountChange change) =>
        from given in change.Given()
        where !info.Takes(change.Kind, given.Key)
        where given.Key != nameof(CreateAccount.Global) || !info.PrivilegeLevels.Contains(DbPrivilegeLevel.Global)
        where given.Key != nameof(CreateAccount.Grant) || info.PrivilegeLevels.Count == 0
        let offered = info.Requests(change.Kind)
        select new Violation(
            RuleId.OfTarget(given.Key, "NotTaken"),
            given.Key,
            given.Key == nameof(ModifyAccount.Clear) ? Messages.RuleClearNot.With(info.Service, given.Value) : NotTaken(info, change.Kind, given.Key),
            offered[0].Document);

    // What a request has no place for would be dropped without a word.
    private static IEnumerable<Violation> Levels(DbServiceInfo info, AccountChange change) =>
        from target in Named(change).Targets
        where target.Level is DbPrivilegeLevel.Routine or DbPrivilegeLevel.Role or DbPrivilegeLevel.Proxy
            or DbPrivilegeLevel.PartialRevoke
        where !info.PrivilegeLevels.Contains(target.Level)
        select new Violation(
            RuleId.OfTarget("Privilege", "Level"),
            "Privilege",
            Messages.RuleLevel.With(info.Service, string.Join(", ", info.PrivilegeLevels), target, target.Level),
            info.Requests(change.Kind)[0].Document,
            target.ToString());

    // Nobody could connect as such an account.
    private static IEnumerable<Violation> Hosts(DbServiceInfo info, AccountChange change)
    {
        IEnumerable<string> hosts = change switch
        {
            CreateAccount create => (create.AllowedHost ?? []).Concat(info.HostIsIdentity ? create.Account.Hosts() : []),
            ModifyAccount modify => modify.AllowedHost ?? [],
            _ => [],
        };
        return from host in hosts.Distinct()
               where info.Takes(change.Kind, nameof(CreateAccount.AllowedHost))
               let told = info.Hosts.Told(nameof(CreateAccount.AllowedHost), host)
               where told is not null
               select new Violation(
                   RuleId.OfHost,
                   nameof(CreateAccount.AllowedHost),
                   info.Hosts.Words,
                   info.Requests(change.Kind)[0].Document,
                   host)
               {
                   Told = told,
                   Advice = Messages.HostFormAdvice.With(nameof(CreateAccount.AllowedHost), info.Hosts.Words),
               };
    }

    // A star is no name: it would be sent as one, and be shown like everything. Between the quotes of a grant it is a part of one.
    private static IEnumerable<Violation> Databases(DbServiceInfo info, AccountChange change)
    {
        IEnumerable<(string Parameter, string? Name)> names = change switch
        {
            CreateAccount create => (create.Database ?? []).Select(name => (nameof(create.Database), (string?)name)).Concat(info.QuotesNames ? [] : Objects(change)),
            ModifyAccount modify => (modify.Database ?? []).Select(name => (nameof(modify.Database), (string?)name)),
            ChangePrivilege { NamesAreExact: true } when info.QuotesNames => [],
            _ => Objects(change),
        };
        return names.Where(one => one.Name?.IndexOf('*') >= 0 && one.Name != info.AllDatabases)
            .Select(one => new Violation(
                RuleId.OfTarget(one.Parameter, "Name"),
                one.Parameter,
                one.Parameter == "Database"
                    ? WholeOf(one.Name!) is { } whole ? Messages.RuleDatabaseAlone.With(one.Name, whole)
                    : (one.Name == "*" && info.PrivilegeLevels.Contains(DbPrivilegeLevel.Global)
                        ? Messages.RuleDatabaseName : Messages.RuleDatabaseNameEach).With(one.Name)
                    : Messages.RuleObjectName.With(one.Name),
                info.Requests(change.Kind)[0].Document,
                one.Name));
    }

    // 'shop.*', as grants have it.
    private static string? WholeOf(string name) =>
        name.Length > 2 && name.EndsWith(".*", System.StringComparison.Ordinal) && name.IndexOf('*') == name.Length - 1
            ? name.Substring(0, name.Length - 2) : null;

    private static string NotTaken(DbServiceInfo info, OperationKind kind, string parameter)
    {
        OperationKind[] others = [.. info.Operations.Select(one => one.Operation).Distinct().Where(one => info.Takes(one, parameter))];
        return others.Length == 0
            ? Messages.RuleNotOfService.With(info.Service)
            : Messages.RuleNotOfOperation.With(info.Service, OperationWords.Of(others), OperationWords.Of(kind), Commands(kind, others));
    }

    // Of an account that is there nobody wants to create another, or to take something away by giving it.
    private static string Commands(OperationKind kind, OperationKind[] others)
    {
        OperationKind[] meant = kind != OperationKind.ModifyAccount ? others
            : [.. others.Where(one => one is not (OperationKind.CreateAccount or OperationKind.RevokePrivilege))];
        return string.Join(", ", (meant.Length > 0 ? meant : others).Select(OperationWords.CommandOf));
    }

    private static string Or(string[] parameters) => parameters.Length < 2
        ? string.Concat(parameters)
        : Messages.ListOr.With(string.Join(", ", parameters.Take(parameters.Length - 1)), parameters[parameters.Length - 1]);

    // The grants that a change names, each with its object.
    private static DbPrivilegeSet Named(AccountChange change) => change switch
    {
        CreateAccount { Grant: { } grants } => grants,
        ChangePrivilege privileges => privileges.Privileges,
        _ => DbPrivilegeSet.Empty,
    };

    private static IEnumerable<(string Parameter, string? Name)> Objects(AccountChange change) => Named(change).Targets.SelectMany(target => new[]
    {
        ("Database", target.Database), ("Table", target.Table), ("Column", target.Column),
    });

    private static Violation NothingToDo(DbServiceInfo info, AccountChange change)
    {
        IReadOnlyList<DbServiceOperation> offered = info.Requests(change.Kind);
        IEnumerable<string> parameters = offered.SelectMany(one => RequestType.Of(one.RequestType!).Parameters());
        return new Violation(
            RuleId.OfTarget("", "AtLeastOneOf"),
            Or([.. parameters.Distinct().Where(parameter => parameter != "Account")]),
            Messages.RuleAtLeastOne,
            offered[0].Document);
    }
}
