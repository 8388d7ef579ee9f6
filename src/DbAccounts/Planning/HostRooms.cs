using System.Collections.Generic;
using System.Linq;
using DbAccounts.Comparison;
using DbAccounts.Errors;
using DbAccounts.Model;

namespace DbAccounts.Planning;

/// <summary>
/// Where an account has several hosts, another one of its name can't have one of them: what goes has to go before what comes in its place.
/// </summary>
internal sealed class HostRooms
{
    private readonly bool _hasLists;
    private readonly ILookup<string, AccountComparison> _new;
    private readonly ILookup<string, DbAccountIdentity> _there;
    private readonly HashSet<DbAccountIdentity> _going;

    /// <summary>Looks at what differs on an instance.</summary>
    public HostRooms(InstanceComparison comparison)
    {
        _hasLists = comparison.Current.Instance.Client.Info.AccountHasHostList;
        _new = comparison.Accounts.Where(one => !one.Current.Exists && one.Desired.Exists).ToLookup(one => one.Account.Name);
        _there = comparison.Current.Accounts.Select(one => one.Account).ToLookup(one => one.Name);
        _going = [.. comparison.Accounts.Where(one => one.Current.Exists && !one.Desired.Exists && one.Untouched is null).Select(one => one.Account)];
    }

    /// <summary>True for an account that goes, and that a new one can't stand beside.</summary>
    public bool IsInTheWay(AccountComparison account) =>
        _hasLists && _going.Contains(account.Account) && DbAccountIdentity.SharingHost(account.Account, _new[account.Account.Name].Select(other => other.Account)) is not null;

    /// <summary>Refuses a new account that can't stand beside one that stays.</summary>
    /// <exception cref="DbAccountsException">It is one.</exception>
    public void Require(AccountComparison account)
    {
        if (_hasLists && !account.Current.Exists && account.Desired.Exists
            && DbAccountIdentity.SharingHost(account.Account, _there[account.Account.Name].Where(other => !_going.Contains(other))) is { } taken)
        {
            throw DbError.HostIsTaken(account.Account.ToString(), account.Instance.Key, taken.ToString());
        }
    }
}
