using System.Collections.Generic;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Comparison;
using DbAccounts.Engines;
using DbAccounts.Grants;
using DbAccounts.Model;

namespace DbAccounts.Planning;

/// <summary>What a step of a plan is for an engine, and what it leaves of a state.</summary>
internal static class StepChange
{
    /// <summary>The account that a text names on a service.</summary>
    public static DbAccountIdentity Identity(string account, DbServiceInfo info) => info.HostIsIdentity && account.LastIndexOf('@') is > 0 and var at
        ? new DbAccountIdentity(account.Substring(0, at), account.Substring(at + 1))
        : new DbAccountIdentity(account, null);

    /// <summary>The privileges of texts.</summary>
    public static DbPrivilegeSet Privileges(IEnumerable<string>? grants) =>
        DbPrivilegeSet.Of((grants ?? []).Select(GrantText.Parse));

    /// <summary>The change that a step is.</summary>
    /// <param name="step">The step.</param>
    /// <param name="info">The service.</param>
    /// <param name="password">The password, where it has one.</param>
    public static AccountChange Of(DbPlanStep step, DbServiceInfo info, Secret? password)
    {
        DbAccountIdentity account = Identity(step.Account, info);
        DbPrivilegeSet privileges = Privileges(step.Grant);
        return step.Operation switch
        {
            OperationKind.CreateAccount => new CreateAccount(account)
            {
                Password = password,
                AllowedHost = info.HostIsIdentity ? account.Hosts() : List(step, AccountAspect.AllowedHost.Name),
                Description = Text(step, "description"),
                MaxUserConnections = AccountAspect.Count(Text(step, "maxUserConnections")),
                PasswordLifetime = AccountAspect.Count(Text(step, "passwordLifetime")),
                AccountType = Text(step, "accountType"),
                RequireSsl = Truth(step, "requireSsl"),
                Locked = Truth(step, "locked"),
                Database = step.Grant is null
                    ? List(step, AccountAspect.Databases.Name) : [.. privileges.Targets.Select(target => target.Database).OfType<string>()],
                Privilege = step.Grant is null ? null : [.. privileges.SelectMany(held => held.Value).Distinct()],
            },
            OperationKind.ModifyAccount => new ModifyAccount(account)
            {
                Password = password,
                AllowedHost = List(step, AccountAspect.AllowedHost.Name),
                Description = Text(step, "description"),
                MaxUserConnections = AccountAspect.Count(Text(step, "maxUserConnections")),
                PasswordLifetime = AccountAspect.Count(Text(step, "passwordLifetime")),
                RequireSsl = Truth(step, "requireSsl"),
                Locked = Truth(step, "locked"),
                Database = List(step, AccountAspect.Databases.Name),
            },
            OperationKind.RemoveAccount => new RemoveAccount(account),
            _ => new ChangePrivilege(step.Operation, account, privileges)
            {
                Global = privileges[DbPrivilegeTarget.Global].Count > 0,
                NamesAreExact = true,
            },
        };
    }

    /// <summary>The states that a step may leave, as servers differ in what they take along when they revoke from a table.</summary>
    /// <param name="before">The state before it.</param>
    /// <param name="step">The step.</param>
    /// <param name="isOfPrivileges">The plan is about the account's privileges, so that it matters that a new one holds none.</param>
    public static IEnumerable<AccountState> After(AccountState before, DbPlanStep step, bool isOfPrivileges) =>
        step.Operation == OperationKind.RevokePrivilege
            ? [One(before, step, isOfPrivileges), before with { Privileges = (before.Privileges ?? DbPrivilegeSet.Empty).Except(Privileges(step.Grant)) }]
            : [One(before, step, isOfPrivileges)];

    /// <summary>True where a part of a step's privileges was given or taken, and nothing else.</summary>
    /// <param name="before">The state before it.</param>
    /// <param name="now">What there is.</param>
    /// <param name="step">The step.</param>
    public static bool IsUnderWay(AccountState before, AccountState now, DbPlanStep step)
    {
        if (step.Operation is not (OperationKind.GrantPrivilege or OperationKind.RevokePrivilege or OperationKind.SetPrivilege)
            || before.Privileges is not { } held || now.Privileges is not { } left)
        {
            return false;
        }

        return After(before, step, isOfPrivileges: true).Select(state => state.Privileges!).Any(after =>
            left.Except(held.Union(after)).IsEmpty && held.Intersect(after).Except(left).IsEmpty);
    }

    private static AccountState One(AccountState before, DbPlanStep step, bool isOfPrivileges)
    {
        DbPrivilegeSet privileges = Privileges(step.Grant);
        DbPrivilegeSet held = before.Privileges ?? DbPrivilegeSet.Empty;
        return step.Operation switch
        {
            OperationKind.CreateAccount => new AccountState(
                true, step.Setting.ToDictionary(one => one.Key, one => one.Value), isOfPrivileges ? privileges : null),
            OperationKind.RemoveAccount => AccountState.Absent,
            OperationKind.GrantPrivilege => before with { Privileges = held.Union(privileges) },
            OperationKind.RevokePrivilege => before with { Privileges = held.Revoke(privileges) },
            OperationKind.SetPrivilege => before with { Privileges = privileges },
            _ => before with { Settings = With(before.Settings, step.Setting) },
        };
    }

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> settings, IDictionary<string, string> changed)
    {
        var all = settings.ToDictionary(one => one.Key, one => one.Value);
        foreach (KeyValuePair<string, string> one in changed)
        {
            all[one.Key] = one.Value;
        }

        return all;
    }

    private static bool? Truth(DbPlanStep step, string aspect) => Text(step, aspect) is { } text ? text == "true" : null;

    private static string? Text(DbPlanStep step, string aspect) => step.Setting.TryGetValue(aspect, out string? text) ? text : null;

    private static string[]? List(DbPlanStep step, string aspect) => Text(step, aspect) is { } text ? AccountAspect.Values(text) : null;
}
