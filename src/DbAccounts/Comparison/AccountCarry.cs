using System.Collections.Generic;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Documents;
using DbAccounts.Engines;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Comparison;

/// <summary>An account as another service can have it, and what of it that one can't.</summary>
internal sealed class AccountCarry
{
    private readonly List<string> _losses = [];

    private readonly IReadOnlyDictionary<string, string> _notHeld;

    private AccountCarry(string source, IReadOnlyDictionary<string, string> notHeld)
    {
        Source = source;
        _notHeld = notHeld;
    }

    /// <summary>The account that it is of.</summary>
    public string Source { get; }

    /// <summary>The account as the other service can have it.</summary>
    public AccessAccount Account { get; private set; } = new("");

    /// <summary>What can't be carried, each as the part of a sentence.</summary>
    public IReadOnlyList<string> Losses => _losses;

    /// <summary>Carries an account.</summary>
    /// <param name="state">Where it is.</param>
    /// <param name="account">The account.</param>
    /// <param name="other">The other service.</param>
    /// <param name="offered">The privileges that there are on the other instance.</param>
    /// <param name="notHeld">The parameters of settings that the other instance can't hold, each with why.</param>
    public static AccountCarry Of(
        CurrentState state, CurrentAccount account, IDbEngine other, PrivilegeCatalog offered, IReadOnlyDictionary<string, string> notHeld)
    {
        DbServiceInfo to = other.Info;
        var carry = new AccountCarry(account.Account.ToString(), notHeld);
        AccessAccount own = StateDocument.Account(state, account);
        DbServiceInfo from = state.Instance.Client.Info;
        carry.Account = own with
        {
            AllowedHost = carry.Hosts(own, from, to),
            Description = carry.Setting("description", own.Description, own.Description?.Length > 0, to),
            MaxUserConnections = carry.Setting("maxUserConnections", own.MaxUserConnections, own.MaxUserConnections > 0, to),
            PasswordLifetime = carry.Setting("passwordLifetime", own.PasswordLifetime, own.PasswordLifetime > 0, to),
            AccountType = carry.Setting("accountType", own.AccountType, own.AccountType is not null and not "Standard", to),
            RequireSsl = carry.Setting("requireSsl", own.RequireSsl, own.RequireSsl == true, to),
            Locked = carry.Setting("locked", own.Locked, own.Locked == true, to),
            Databases = null,
            Grants = carry.Grants(account.State.Privileges, state.Catalog, other, offered),
            Place = new DocumentPlace(account.Account.ToString()),
        };
        carry._losses.AddRange((account.Listed.OtherSetting ?? []).Select(setting => Messages.CarryOther.With(setting)));
        return carry;
    }

    private IReadOnlyList<string>? Hosts(AccessAccount account, DbServiceInfo from, DbServiceInfo to)
    {
        if (account.AllowedHost is not { } hosts)
        {
            return null;
        }

        // Networks of ClickHouse are no hosts of MySQL.
        if ((from.HostIsIdentity && to.HostIsIdentity) || (!from.HostIsIdentity && from.Service == to.Service))
        {
            return hosts;
        }

        if (hosts.Any(host => host is not ("%" or "::/0" or "0.0.0.0/0")))
        {
            _losses.Add(Messages.CarryHosts.With(string.Join(", ", hosts), to.Service));
        }

        return null;
    }

    private T? Setting<T>(string aspect, T? value, bool? says, DbServiceInfo to)
    {
        AccountAspect setting = AccountAspect.Of(aspect)!;
        bool isHeld = !_notHeld.TryGetValue(setting.Parameter, out string? whyNot);
        if (isHeld && setting.IsOffered(to))
        {
            return value;
        }

        if (says == true)
        {
            _losses.Add(isHeld ? Messages.CarrySetting.With(to.Service, aspect, value) : Messages.CarrySettingOfServer.With(aspect, value, whyNot));
        }

        return default;
    }

    // ALL means something else on each service: what is carried is what it means here.
    private AccessGrant[]? Grants(DbPrivilegeSet? held, PrivilegeCatalog own, IDbEngine other, PrivilegeCatalog offered)
    {
        DbServiceInfo to = other.Info;
        if (held is null || held.IsEmpty)
        {
            return held is null || to.PrivilegeLevels.Count == 0 ? null : [];
        }

        if (to.PrivilegeLevels.Count == 0)
        {
            _losses.Add(Messages.CarryNoPrivileges.With(to.Service, own.Collapse(held)));
            return null;
        }

        DbPrivilegeSet taken = DbPrivilegeSet.From(held.Where(one => IsOffered(one.Key, to)).Select(
            one => (one.Key, one.Value.Where(word => IsOffered(one.Key, offered.NameOf(one.Key.Level, word, own), offered, other)))));
        // Without an exception what is held globally would be more.
        DbPrivilegeSet exceptions = DbPrivilegeSet.From(held.At(DbPrivilegeLevel.PartialRevoke).Select(one => (
            DbPrivilegeTarget.Global, one.Value.Except(taken[one.Key]).SelectMany(word =>
                word == PrivilegeWord.All ? own.At(DbPrivilegeLevel.PartialRevoke) : [word]))));
        taken = taken.Except(exceptions);
        DbPrivilegeSet left = held.Except(taken);
        if (to.HasOnePrivilegeSet && taken.GroupBy(one => string.Join(", ", one.Value)).Count() > 1)
        {
            // What is held on all of the databases is all that can be said without giving more.
            string[] common = [.. taken.Select(one => one.Value.AsEnumerable()).Aggregate((all, some) => all.Intersect(some))];
            DbPrivilegeSet rectangle = DbPrivilegeSet.Of(common.Length == 0 ? [] : taken.Targets, common);
            left = left.Union(taken.Except(rectangle));
            taken = rectangle;
        }

        if (!left.IsEmpty)
        {
            _losses.Add(Messages.CarryGrants.With(to.Service, left));
        }

        return
        [
            .. StateDocument.Grants(DbPrivilegeSet.From(taken.Select(one => (
                one.Key, one.Value.Select(word => offered.NameOf(one.Key.Level, word, own)))))),
        ];
    }

    // Of a level that nothing is known of, the service judges; whether privileges may be given to others its rules say.
    private static bool IsOffered(DbPrivilegeTarget target, string word, PrivilegeCatalog offered, IDbEngine other) =>
        target.Level == DbPrivilegeLevel.PartialRevoke ? offered.At(target.Level).Count > 0
        : word == PrivilegeWord.GrantOption ? TakesOption(target, other)
        : offered.At(target.Level) is not { Count: > 0 } all || all.Contains(word);

    private static bool TakesOption(DbPrivilegeTarget target, IDbEngine other) => other
        .Check(new ChangePrivilege(
            OperationKind.GrantPrivilege, new DbAccountIdentity("a", "%"), DbPrivilegeSet.Of([target], [PrivilegeWord.GrantOption]))
        {
            Global = target.Level == DbPrivilegeLevel.Global,
            NamesAreExact = true,
        })
        .All(violation => violation.Parameter != nameof(ChangePrivilege.Privileges) && violation.Parameter != "Privilege");

    private static bool IsOffered(DbPrivilegeTarget target, DbServiceInfo to) => to.PrivilegeLevels.Contains(target.Level)
        || (target.Level == DbPrivilegeLevel.Pattern && to.PrivilegeLevels.Contains(DbPrivilegeLevel.Database) && !to.HasOnePrivilegeSet);
}
