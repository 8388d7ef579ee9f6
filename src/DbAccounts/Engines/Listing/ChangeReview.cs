using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Grants;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Listing;

/// <summary>
/// Looks, for somebody who looks at changes before they are made, at what their words don't say: that an account is not there, or is there
/// already; that a grant hides another one, or gives what is held by another one. It sends no change, and keeps none from being made.
/// </summary>
internal sealed class ChangeReview
{
    private readonly PrivilegeReader _privileges = new();
    private readonly Dictionary<DbInstance, Listed> _lists = [];
    private readonly HashSet<DbInstance> _unlisted = [];

    /// <summary>Looks at one change, and warns.</summary>
    public async Task TellAsync(DbInstance instance, AccountChange change, CallContext context)
    {
        if (await ListedAsync(instance, change.Account.Name, context).ConfigureAwait(false) is not { } accounts)
        {
            return;
        }

        DbAccountIdentity[] named =
        [
            .. accounts.Where(account => string.Equals(account.Name, change.Account.Name, StringComparison.OrdinalIgnoreCase))
                .Select(account => instance.Client.Info.HostIsIdentity ? DbAccountIdentity.Of(account) : new DbAccountIdentity(account.Name, null)),
        ];
        bool isThere = named.Any(one => one.Equals(change.Account) || (one.HostIsUnknown && one.Name == change.Account.Name));
        if (change is CreateAccount)
        {
            if (isThere)
            {
                context.Warning(Messages.ReviewExists.With(change.Account, instance.Key));
            }
        }
        else if (!isThere && accounts.IsWhole)
        {
            context.Warning(DbError.AccountNotFoundAmong(change.Account, instance.Key, named).Message);
        }
        else if (isThere && change is ChangePrivilege { Kind: OperationKind.GrantPrivilege } grant)
        {
            await TellAsync(instance, grant, context).ConfigureAwait(false);
        }
    }

    private async Task TellAsync(DbInstance instance, ChangePrivilege grant, CallContext context)
    {
        try
        {
            PrivilegeCatalog catalog = await instance.Client.GetPrivilegeCatalogAsync(instance, context).ConfigureAwait(false);
            DbPrivilegeSet held = await _privileges.ReadAsync(instance, grant.Account, context).ConfigureAwait(false);
            var effective = new EffectivePrivileges(catalog);
            foreach (HiddenGrant hidden in effective.Hidden(held, grant.Privileges))
            {
                context.Warning(Messages.ReviewHides.With(grant.Account, string.Join(", ", hidden.Lost), hidden.By, hidden.Pattern));
            }

            if (context.Verbose is { } verbose)
            {
                foreach ((DbPrivilegeTarget target, string[] given) in GivenAlready(effective, catalog, held, grant.Privileges))
                {
                    verbose(Messages.ReviewHeld.With(grant.Account, string.Join(", ", given), target));
                }
            }
        }
        catch (DbAccountsException e)
        {
            context.Verbose?.Invoke(Messages.ReviewHeldUnread.With(grant.Account, e.Message));
        }
    }

    private static IEnumerable<(DbPrivilegeTarget Target, string[] Given)> GivenAlready(
        EffectivePrivileges effective, PrivilegeCatalog catalog, DbPrivilegeSet held, DbPrivilegeSet granted) =>
        from one in catalog.Expand(granted)
        let given = effective.On(held, one.Key).Intersect(one.Value).Except(catalog.Expand(held)[one.Key]).ToArray()
        where given.Length > 0
        select (one.Key, given);

    // One name is looked up by itself, more of them in one list.
    private async Task<DbAccountList?> ListedAsync(DbInstance instance, string name, CallContext context)
    {
        if (_unlisted.Contains(instance))
        {
            return null;
        }

        if (_lists.TryGetValue(instance, out Listed? known) && (known.Name is null || known.Name == name)
            && context.Clock.Now - known.At < RecentChanges.Memory && !RecentChanges.AreSince(instance, name, known.At))
        {
            return known.Accounts;
        }

        DateTimeOffset at = context.Clock.Now;
        try
        {
            DbAccountList accounts = known is null
                ? await instance.Client.LookUpAsync(instance, name, context).ConfigureAwait(false)
                : await instance.Client.ListAccountsAsync(instance, context).ConfigureAwait(false);
            _lists[instance] = new Listed(at, known is null ? name : null, accounts);
            return accounts;
        }
        catch (DbAccountsException e)
        {
            _unlisted.Add(instance);
            string words = Messages.ReviewUnread.With(instance.Key, e.Message);
            // Some show no list, and the service judges the rest.
            if (e.ErrorId is DbErrorId.AccountListNotShown or DbErrorId.NotSupportedByService)
            {
                context.Verbose?.Invoke(words);
            }
            else
            {
                context.Warning(words);
            }

            return null;
        }
    }

    private sealed record Listed(DateTimeOffset At, string? Name, DbAccountList Accounts);
}
