using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Documents;
using DbAccounts.Engines;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Comparison;

/// <summary>What a document says of the accounts of one instance, judged by what its service has.</summary>
internal sealed class DesiredState
{
    private readonly IDbEngine _engine;
    private readonly DateTimeOffset _now;
    private readonly ICollection<DocumentProblem> _problems;
    private readonly Dictionary<DbAccountIdentity, DesiredAccount> _accounts = [];

    private DesiredState(IDbEngine engine, DateTimeOffset now, ICollection<DocumentProblem> problems)
    {
        _engine = engine;
        _now = now;
        _problems = problems;
    }

    /// <summary>The accounts of an instance.</summary>
    /// <param name="instance">What the document says.</param>
    /// <param name="engine">Its service.</param>
    /// <param name="now">What has expired by now is as absent.</param>
    /// <param name="problems">Takes what the service does not have; where there is any, the result is not to be used.</param>
    public static IReadOnlyList<DesiredAccount> Of(
        AccessInstance instance, IDbEngine engine, DateTimeOffset now, ICollection<DocumentProblem> problems)
    {
        var state = new DesiredState(engine, now, problems);
        foreach (AccessAccount account in instance.Accounts.Where(account => account.Name.Length > 0))
        {
            state.Add(account);
        }

        return [.. state._accounts.Values];
    }

    private DbServiceInfo Info => _engine.Info;

    private void Add(AccessAccount account)
    {
        bool isAbsent = account.Absent || account.Expires <= _now;
        DbPrivilegeSet? held = account is { Grants: null, Roles: null } ? null : Held(account);
        CheckName(account);
        CheckSettings(account);
        CheckGrants(account, held);
        string[]? hosts = account.AllowedHost is null || !TakesHosts ? null : [.. Hosts(account.AllowedHost)];
        foreach (DbAccountIdentity identity in Identities(account.Name, hosts))
        {
            if (_accounts.TryGetValue(identity, out DesiredAccount? first))
            {
                Problem(account, "", Messages.DesiredTwice.With(identity, first.Place));
                continue;
            }

            _accounts[identity] = new DesiredAccount(
                identity, isAbsent ? AccountState.Absent : new AccountState(true, Settings(account, held), held))
            {
                AllowedHost = Info.HostIsIdentity && !Info.AccountHasHostList ? [identity.Host!] : hosts,
                Password = account.Password,
                Own = account.Own,
                Parts = [.. Parts(account)],
                Expires = isAbsent ? null : account.Expires,
                GrantsExpire = isAbsent ? null : (account.Grants ?? []).Select(grant => grant.Expires)
                    .Concat((account.Roles ?? []).Select(role => role.Expires)).Where(expires => expires > _now).Min(),
                Place = account.Place,
            };
        }
    }

    private bool TakesHosts => Info.HostIsIdentity || AccountAspect.AllowedHost.IsOffered(Info);

    private static IEnumerable<string> Hosts(IEnumerable<string> written) => written
        .SelectMany(host => host.Split(ListForm.Hosts.Separators.ToCharArray())).Select(host => host.Trim()).Where(host => host.Length > 0)
        .Distinct(StringComparer.OrdinalIgnoreCase);

    private IEnumerable<DbAccountIdentity> Identities(string name, string[]? hosts) =>
        !Info.HostIsIdentity ? [new DbAccountIdentity(name, null)]
        : Info.AccountHasHostList ? [new DbAccountIdentity(name, DbAccountIdentity.HostOf(hosts) ?? "%")]
        : (hosts ?? ["%"]).Select(host => new DbAccountIdentity(name, host));

    private Dictionary<string, string> Settings(AccessAccount account, DbPrivilegeSet? held)
    {
        var settings = new Dictionary<string, string>();
        foreach (AccountAspect aspect in AccountAspect.All.Where(aspect => aspect.IsOffered(Info)))
        {
            // With one set of privileges the grants say which databases there are.
            if (aspect.Of(account) is { } value && !(aspect == AccountAspect.Databases && held is not null))
            {
                settings[aspect.Name] = aspect == AccountAspect.AllowedHost ? AccountAspect.List([.. Hosts(account.AllowedHost!)])! : value;
            }
        }

        return settings;
    }

    private DbPrivilegeSet Held(AccessAccount account) => DbPrivilegeSet.Of((account.Grants ?? [])
        .Where(grant => !(grant.Expires <= _now)).Select(grant => grant.Privileges)
        .Concat((account.Roles ?? []).Where(role => !(role.Expires <= _now)).Select(role => role.Privileges)));

    // An account that has an @ in its name is written with its hosts.
    private void CheckName(AccessAccount account)
    {
        if (Info.HostIsIdentity && account.AllowedHost is null && account.Name.LastIndexOf('@') is > 0 and var at)
        {
            Problem(account, "", Messages.DesiredNameWithHost.With(account.Name, account.Name.Substring(0, at), account.Name.Substring(at + 1)));
        }
    }

    private void CheckSettings(AccessAccount account)
    {
        foreach (AccountAspect aspect in AccountAspect.All.Where(aspect => account.Own.ContainsKey(aspect.Name)))
        {
            if (aspect == AccountAspect.AllowedHost ? !TakesHosts : !aspect.IsOffered(Info))
            {
                Problem(account, aspect.Name, aspect == AccountAspect.Databases && Info.PrivilegeLevels.Count > 0
                    ? Messages.DesiredNoDatabases.With(Info.Service)
                    : Messages.DesiredNoSetting.With(Info.Service, aspect.Name));
            }
        }

        if (account.Absent)
        {
            return;
        }

        var create = new CreateAccount(new DbAccountIdentity(account.Name, null))
        {
            AllowedHost = TakesHosts ? account.AllowedHost : null,
            Description = Offered("description") ? account.Description : null,
            MaxUserConnections = Offered("maxUserConnections") ? account.MaxUserConnections : null,
            PasswordLifetime = Offered("passwordLifetime") ? account.PasswordLifetime : null,
            Database = Offered("databases") ? account.Databases : null,
            AccountType = Offered("accountType") ? account.AccountType : null,
            RequireSsl = Offered("requireSsl") ? account.RequireSsl : null,
            Locked = Offered("locked") ? account.Locked : null,
        };
        // What an account must have to be created is no matter of one that exists.
        foreach (Violation violation in _engine.Check(create).Where(one => !one.Id.EndsWith("Mandatory", StringComparison.Ordinal)))
        {
            if (AccountAspect.All.FirstOrDefault(one => one.Parameter == violation.Parameter) is { } aspect)
            {
                Problem(account, aspect.Name, Messages.DesiredRuleBroken.With(Info.Service, violation.Message));
            }
        }

        bool Offered(string aspect) => AccountAspect.Of(aspect)!.IsOffered(Info);
    }

    private void CheckGrants(AccessAccount account, DbPrivilegeSet? held)
    {
        if (Info.PrivilegeLevels.Count == 0)
        {
            if (account.Grants is not null || account.Roles is not null)
            {
                Problem(account, account.Grants is null ? "roles" : "grants", Messages.DesiredNoPrivileges.With(Info.Service));
            }

            return;
        }

        foreach ((DbPrivilegeSet privileges, DocumentPlace place) in Parts(account))
        {
            foreach (DbPrivilegeTarget target in privileges.Targets.Where(target => !IsOffered(target)))
            {
                _problems.Add(new DocumentProblem(place, Messages.DesiredNoLevel.With(
                    Info.Service, LevelWords.Of(target.Level), target, string.Join(", ", Info.PrivilegeLevels.Select(LevelWords.Of)))));
            }
        }

        if (Info.OneSet is { } all && held is not null)
        {
            CheckOneSet(account, ComparablePrivileges.Of(held, all));
        }
    }

    private static IEnumerable<(DbPrivilegeSet Privileges, DocumentPlace Place)> Parts(AccessAccount account) =>
        (account.Grants ?? []).Select(grant => (grant.Privileges, grant.Place))
        .Concat((account.Roles ?? []).Select(role => (role.Privileges, role.Place)));

    private bool IsOffered(DbPrivilegeTarget target) => Info.PrivilegeLevels.Contains(target.Level)
        || (target.Level == DbPrivilegeLevel.Pattern && Info.PrivilegeLevels.Contains(DbPrivilegeLevel.Database) && !Info.HasOnePrivilegeSet);

    private void CheckOneSet(AccessAccount account, DbPrivilegeSet held)
    {
        var sets = held.GroupBy(one => string.Join(", ", one.Value)).ToArray();
        if (sets.Length > 1)
        {
            Problem(account, "grants", Messages.DesiredSeveralSets.With(
                Info.Service, string.Join("; ", sets.Select(set => $"{set.Key} ON {string.Join(", ", set.Select(one => one.Key))}"))));
        }

        if (account.Databases is { } databases && account.Own.ContainsKey("databases")
            && !new HashSet<string>(databases, StringComparer.OrdinalIgnoreCase).SetEquals(held.Targets.Select(target => target.Database ?? "")))
        {
            Problem(account, "databases", Messages.DesiredOtherDatabases.With(Info.Service));
        }
    }

    private void Problem(AccessAccount account, string member, string text) => _problems.Add(
        new DocumentProblem(account.Own.TryGetValue(member, out DocumentPlace? place) ? place : account.Place, text));
}
