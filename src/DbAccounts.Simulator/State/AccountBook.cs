using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;

namespace DbAccounts.Simulator.State;

/// <summary>The accounts of one instance: finds them, and applies changes to all named accounts or to none.</summary>
internal sealed class AccountBook(List<StoredAccount> accounts, bool hostIsIdentity, StringComparer names, bool revokeTakesColumns)
{
    /// <summary>The accounts in the order of their creation.</summary>
    public IReadOnlyList<StoredAccount> All => accounts;

    /// <summary>The account of that identity, or null.</summary>
    public StoredAccount? Find(AccountKey key) =>
        accounts.FirstOrDefault(a => names.Equals(a.Name, key.Name) && (!hostIsIdentity || a.Key().HasHostsOf(key)));

    /// <summary>How the change would end now.</summary>
    public ChangeOutcome Foresee(StoredChange change) => change.Kind switch
    {
        ChangeKind.Create => change.Accounts.Any(IsTaken) ? ChangeOutcome.AccountExists : ChangeOutcome.Applied,
        ChangeKind.CreateOrOverwrite => ChangeOutcome.Applied,
        _ when change.Accounts.Any(key => Find(key) is null) => ChangeOutcome.AccountMissing,
        ChangeKind.Modify when hostIsIdentity && change.Values.Host is { } host => ForeseeMove(change.Accounts, host),
        _ => ChangeOutcome.Applied,
    };

    /// <summary>Applies the change, unless it can't be.</summary>
    public ChangeOutcome Apply(StoredChange change, DateTimeOffset now)
    {
        ChangeOutcome outcome = Foresee(change);
        if (outcome == ChangeOutcome.Applied)
        {
            foreach (AccountKey key in change.Accounts.Distinct())
            {
                Apply(change, key, now);
            }
        }

        return outcome;
    }

    private bool IsTaken(AccountKey key) =>
        accounts.Any(a => names.Equals(a.Name, key.Name) && (!hostIsIdentity || a.Key().SharesHostWith(key)));

    private ChangeOutcome ForeseeMove(List<AccountKey> moved, string host) =>
        moved.Any(key => Find(new AccountKey(key.Name, host)) is { } there && there != Find(key))
            ? ChangeOutcome.AccountExists
            : ChangeOutcome.Applied;

    private void Apply(StoredChange change, AccountKey key, DateTimeOffset now)
    {
        StoredAccount? account = Find(key);
        if (change.Kind == ChangeKind.Delete)
        {
            accounts.Remove(account!);
            return;
        }

        if (account is null)
        {
            account = new StoredAccount { Name = key.Name, Created = now, Values = { Host = key.Host } };
            accounts.Add(account);
        }

        account.Modified = now;
        switch (change.Kind)
        {
            case ChangeKind.Grant or ChangeKind.Revoke or ChangeKind.ReplacePrivileges:
                DbPrivilegeSet held = StoredPrivilege.ToSet(account.Privileges);
                account.Privileges = StoredPrivilege.From(Changed(held, change));
                break;
            default:
                account.Values = change.Values.Over(account.Values);
                account.PasswordChanged = change.Values.PasswordHash is null ? account.PasswordChanged : now;
                break;
        }
    }

    private DbPrivilegeSet Changed(DbPrivilegeSet held, StoredChange change)
    {
        DbPrivilegeSet named = StoredPrivilege.ToSet(change.Privileges);
        return change.Kind switch
        {
            ChangeKind.Grant => held.Union(named),
            ChangeKind.Revoke => revokeTakesColumns ? held.Revoke(named) : held.Except(named),
            _ => change.KeptLevels.Aggregate(named, (set, level) => set.Union(At(held, level))),
        };
    }

    private static DbPrivilegeSet At(DbPrivilegeSet set, DbPrivilegeLevel level) =>
        DbPrivilegeSet.From(set.At(level).Select(held => (held.Key, (IEnumerable<string>)held.Value)));
}
