using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Engines;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Comparison;

/// <summary>What differs on one instance.</summary>
internal sealed class InstanceComparison
{
    private InstanceComparison(
        CurrentState current, IReadOnlyList<AccountComparison> accounts, IReadOnlyList<string> notes, IReadOnlyList<string> notSeen)
    {
        Current = current;
        Accounts = accounts;
        Notes = notes;
        NotSeen = notSeen;
    }

    /// <summary>What is there.</summary>
    public CurrentState Current { get; }

    /// <summary>The accounts that are compared, those that are equal too.</summary>
    public IReadOnlyList<AccountComparison> Accounts { get; }

    /// <summary>What the service tells of no account, and what else there is to say, each once.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>What may be there or not, as only a part of the accounts was shown: whether it differs is not known.</summary>
    public IReadOnlyList<string> NotSeen { get; }

    /// <summary>Accounts that are there and not in the document, and are left alone: an answer that all is equal says nothing of them.</summary>
    public IReadOnlyList<DbAccountIdentity> NotNamed { get; private init; } = [];

    /// <summary>The differences one by one.</summary>
    public IEnumerable<DbAccountDifference> Differences => Accounts.SelectMany(account => account.Differences());

    /// <summary>Compares.</summary>
    /// <param name="current">What is there.</param>
    /// <param name="desired">What the document says.</param>
    /// <param name="prune">Accounts that the document doesn't name shall not be there.</param>
    /// <param name="isMeant">The accounts that are looked at.</param>
    public static InstanceComparison Of(
        CurrentState current, IReadOnlyList<DesiredAccount> desired, bool prune, Func<DbAccountIdentity, bool> isMeant)
    {
        DbServiceInfo info = current.Instance.Client.Info;
        var notes = new List<string>();
        var notSeen = new List<string>();
        var accounts = new List<AccountComparison>();
        var named = new HashSet<DbAccountIdentity>();
        foreach (DesiredAccount one in desired)
        {
            CurrentAccount? found = current[one.Account];
            named.Add(found?.Account ?? one.Account);
            if (!isMeant(one.Account))
            {
                continue;
            }

            if (found is null && !current.IsWhole)
            {
                notSeen.Add(Messages.CompareNotShown.With(one.Account));
                continue;
            }

            string[] unseen = found is null || current.IsWhole ? [] :
            [
                .. one.State.Settings.Keys.Where(name => !found.State.Settings.ContainsKey(name) && !AccountAspect.Of(name)!.IsHidden(info)),
            ];
            if (unseen.Length > 0)
            {
                notSeen.Add(Messages.CompareSettingsNotShown.With(one.Account, string.Join(", ", unseen)));
            }

            // Of the defaults those don't count that the server has no place for.
            string[] left =
            [
                .. unseen, .. one.State.Settings.Keys.Where(name => current.NotHeld.ContainsKey(AccountAspect.Of(name)!.Parameter) && !one.Own.ContainsKey(name)),
            ];
            AccountState state = one.State with
            {
                Settings = left.Length == 0 ? one.State.Settings
                    : one.State.Settings.Where(setting => !left.Contains(setting.Key)).ToDictionary(setting => setting.Key, setting => setting.Value),
                Privileges = one.State.Privileges is { } privileges ? ComparablePrivileges.Of(privileges, current.Catalog) : null,
            };
            accounts.Add(new AccountComparison(current.Instance, found?.Account ?? one.Account, found?.State ?? AccountState.Absent, state)
            {
                Named = one,
                Catalog = current.Catalog,
                NotHeld = current.NotHeld,
            });
        }

        foreach (IGrouping<string, AccountAspect> aspect in accounts.SelectMany(account => account.NotComparable)
            .Where(aspect => aspect.IsHidden(info)).GroupBy(aspect => aspect.Name))
        {
            notes.Add(Messages.CompareNotTold.With(current.Instance, aspect.Key));
        }

        if (prune)
        {
            if (!current.IsWhole)
            {
                notSeen.Add(Messages.CompareOthersNotShown);
            }

            // Those that no plan touches, too: somebody may have created them.
            accounts.AddRange(
                from one in current.Accounts.Select(one => (one.Account, one.State))
                    .Concat(current.Unnamed.Select(one => (Account: one, State: AccountState.Unread)))
                where !named.Contains(one.Account) && isMeant(one.Account)
                select new AccountComparison(current.Instance, one.Account, one.State, AccountState.Absent));
        }

        DbAccountIdentity[] others = prune ? []
            : [.. current.Accounts.Select(one => one.Account).Concat(current.Unnamed).Where(one => !named.Contains(one) && isMeant(one))];
        // Those of the server itself are always there: alone they are no news.
        return new InstanceComparison(current, accounts, notes, notSeen)
        {
            NotNamed = others.All(one => ProtectedAccounts.Why(current.Instance, one) == Messages.ProtectedServer) ? [] : others,
        };
    }
}
