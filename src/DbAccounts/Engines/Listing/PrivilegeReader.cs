using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Engines.Delivery;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;

namespace DbAccounts.Engines.Listing;

/// <summary>
/// Reads the privileges of many accounts for one command. Where the list of accounts tells them, it is not read for each account anew,
/// unless it may be out of date.
/// </summary>
internal sealed class PrivilegeReader
{
    // A command may run for long, and others change accounts too.
    private static readonly TimeSpan _goodFor = RecentChanges.Memory;
    private readonly Dictionary<DbInstance, Listed> _lists = [];

    /// <summary>All accounts of an instance.</summary>
    public async Task<DbAccountList> ListAsync(DbInstance instance, CallContext context)
    {
        DateTimeOffset at = context.Clock.Now;
        DbAccountList accounts = await instance.Client.ListAccountsAsync(instance, context).ConfigureAwait(false);
        _lists[instance] = new Listed(at, accounts, accounts.ToLookup(account => account.Name));
        return accounts;
    }

    /// <summary>The same, as it was read a moment ago where it was.</summary>
    public async Task<DbAccountList> KnownAsync(DbInstance instance, CallContext context) =>
        _lists.TryGetValue(instance, out Listed? listed) && context.Clock.Now - listed.At < _goodFor
            ? listed.All : await ListAsync(instance, context).ConfigureAwait(false);

    /// <summary>The privileges of an account.</summary>
    /// <exception cref="DbAccountsException">There is no such account, or it can't be read.</exception>
    public async Task<DbPrivilegeSet> ReadAsync(DbInstance instance, DbAccountIdentity account, CallContext context)
    {
        if (instance.Client.ListedPrivileges is not { } privileges)
        {
            return await instance.Client.GetPrivilegesAsync(instance, account, context).ConfigureAwait(false);
        }

        if (Kept(instance, account, context) is { } kept)
        {
            return privileges(kept);
        }

        DbAccountList accounts = await ListAsync(instance, context).ConfigureAwait(false);
        return privileges(
            accounts.FirstOrDefault(one => one.Name == account.Name)
            ?? throw DbError.AccountNotListed(account.Name, instance.Key, accounts));
    }

    /// <summary>The privileges of several accounts, read side by side as far as the service allows, and handed on in their order.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="accounts">The accounts.</param>
    /// <param name="use">Takes each; its task fails for an account that can't be read.</param>
    /// <param name="context">Cancellation and messages.</param>
    public async Task ReadAllAsync(
        DbInstance instance,
        IReadOnlyList<DbAccountIdentity> accounts,
        Func<DbAccountIdentity, Task<DbPrivilegeSet>, Task> use,
        CallContext context)
    {
        var ahead = new Queue<(DbAccountIdentity Account, Task<DbPrivilegeSet> Privileges)>();
        int next = 0;
        for (int done = 0; done < accounts.Count; done++)
        {
            // The first goes alone: a key that is refused is tried once.
            int most = done == 0 || instance.Client.ListedPrivileges is not null ? 1 : instance.Client.Info.MostAtOnce;
            for (; next < accounts.Count && ahead.Count < most; next++)
            {
                ahead.Enqueue((accounts[next], ReadAsync(instance, accounts[next], context)));
            }

            (DbAccountIdentity account, Task<DbPrivilegeSet> privileges) = ahead.Dequeue();
            await use(account, privileges).ConfigureAwait(false);
        }
    }

    private DbAccount? Kept(DbInstance instance, DbAccountIdentity account, CallContext context) =>
        _lists.TryGetValue(instance, out Listed? listed)
        && context.Clock.Now - listed.At < _goodFor
        && !RecentChanges.AreSince(instance, account.Name, listed.At)
            ? listed.Accounts[account.Name].FirstOrDefault()
            : null;

    private sealed record Listed(DateTimeOffset At, DbAccountList All, ILookup<string, DbAccount> Accounts);
}
