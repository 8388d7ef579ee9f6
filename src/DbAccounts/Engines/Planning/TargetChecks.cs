using System.Collections.Generic;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Model;
using DbAccounts.Rules;

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
            .Concat(Levels(engine.Info, change))
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
            $"is nothing that {string.Join(" or ", offered.Select(one => one.Action))} takes",
            offered[0].Document);

    // What a request has no place for would be dropped without a word.
    private static IEnumerable<Violation> Levels(DbServiceInfo info, AccountChange change) =>
        from target in Named(change).Targets
        where target.Level is DbPrivilegeLevel.Routine or DbPrivilegeLevel.Role or DbPrivilegeLevel.Proxy
        where !info.PrivilegeLevels.Contains(target.Level)
        select new Violation(
            RuleId.OfTarget("Privilege", "Level"),
            "Privilege",
            $"must be on one of the levels that {info.Service} has ({string.Join(", ", info.PrivilegeLevels)}), and {target} is of the level {target.Level}",
            info.Requests(change.Kind)[0].Document,
            target.ToString());

    // A star is no name: it would be sent as one, and be shown like everything.
    private static IEnumerable<Violation> Databases(DbServiceInfo info, AccountChange change)
    {
        IEnumerable<(string Parameter, string? Name)> names = change switch
        {
            CreateAccount create => (create.Database ?? []).Select(name => (nameof(create.Database), (string?)name)).Concat(Objects(change)),
            ModifyAccount modify => (modify.Database ?? []).Select(name => (nameof(modify.Database), (string?)name)),
            _ => Objects(change),
        };
        return names.Where(one => one.Name?.IndexOf('*') >= 0 && one.Name != info.AllDatabases)
            .Select(one => new Violation(
                RuleId.OfTarget(one.Parameter, "Name"),
                one.Parameter,
                one.Parameter == "Database"
                    ? $"must be the name of a database, and '{one.Name}' is none: privileges on all of them take -Global"
                    : $"must be a name, and '{one.Name}' is none: leave it out for what is above it",
                info.Requests(change.Kind)[0].Document,
                one.Name));
    }

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
            string.Join(" or ", parameters.Distinct().Where(parameter => parameter != "Account")),
            "has to be given, at least one of them",
            offered[0].Document);
    }
}
