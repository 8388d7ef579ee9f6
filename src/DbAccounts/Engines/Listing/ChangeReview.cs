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
/// already, so that the change fails; that a grant hides another one, or gives what is held. It sends no change, and keeps none from being made.
/// </summary>
internal sealed class ChangeReview
{
    private readonly PrivilegeReader _privileges = new();
    private readonly Dictionary<DbInstance, Listed> _lists = [];
    private readonly HashSet<DbInstance> _unlisted = [];
    private readonly Dictionary<DbInstance, SharedGrantReader> _others = [];
    private readonly HashSet<(DbInstance Instance, OperationKind Kind, DbAccountIdentity Account)> _seen = [];
    private readonly HashSet<(DbInstance Instance, string Name)> _named = [];

    /// <summary>Says in one line what a change does, or that it can't be made; warns of what its words don't say.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="change">What.</param>
    /// <param name="planned">Its plan, or why there is none.</param>
    /// <param name="place">What tells the instance from another of its name; mostly nothing.</param>
    /// <param name="isShownOnly">It is not made, whatever the line says: what the service has to be asked for can then be left open.</param>
    /// <param name="context">How long, and where to tell what goes on.</param>
    /// <exception cref="DbAccountsException">There is no plan, and the line can't say why.</exception>
    public async Task<string> LineAsync(
        DbInstance instance, AccountChange change, PlannedChange planned, string place, bool isShownOnly, CallContext context)
    {
        if (planned.Plan is not { } plan)
        {
            if (!isShownOnly || planned.Error is not DbAccountsException error || !(WouldFail(error.ErrorId) || IsUnread(error.ErrorId)))
            {
                return planned.Require().Description + place;
            }

            string unplanned = ChangeDescription.Of(change, instance.Key, new ChangeEffect(), PrivilegeCatalog.None) + place;
            return WouldFail(error.ErrorId)
                ? Messages.ReviewFails.With(
                    unplanned, Sentence.Inner(await WhyNotAsync(instance, change, context).ConfigureAwait(false) ?? error.Message))
                : Messages.ReviewNotPlanned.With(unplanned, Sentence.Inner(error.Message));
        }

        string line = plan.Description + place;
        string? why = await WhyNotAsync(instance, change, context).ConfigureAwait(false);
        return (why ?? (isShownOnly ? MadeBefore(instance, change) : null)) is { } reason
            ? Messages.ReviewFails.With(line, Sentence.Inner(reason))
            : plan.Steps.Count > 0 && plan.Steps.All(step => step.ChangesNothing) ? line + Siblings(instance, change.Account)
            : _unlisted.Contains(instance) ? Messages.ReviewOpen.With(line)
            : line + await AlsoAsync(instance, change, context).ConfigureAwait(false) + Siblings(instance, change.Account);
    }

    // What an earlier row does can't be done again.
    private string? MadeBefore(DbInstance instance, AccountChange change) =>
        change is CreateAccount or RemoveAccount && !_seen.Add((instance, change.Kind, change.Account))
            ? (change is CreateAccount ? Messages.ReviewCreatedTwice : Messages.ReviewRemovedTwice).With(change.Account)
            : null;

    // Who writes a name alone may mean the accounts of other hosts, too.
    private string Siblings(DbInstance instance, DbAccountIdentity account)
    {
        if (!account.HostIsAssumed || !_lists.TryGetValue(instance, out Listed? listed) || !_named.Add((instance, account.Name)))
        {
            return "";
        }

        string[] others = [.. Named(instance, listed.Accounts, account.Name)
            .Where(one => one.Name == account.Name && !one.HostIsUnknown && !one.Equals(account)).Select(one => one.ToString())];
        return others.Length switch
        {
            0 => "",
            1 => Messages.ReviewSibling.With(others[0]),
            _ => Messages.ReviewSiblings.With(others.Few()),
        };
    }

    /// <summary>Warns of what a change that nobody looks at takes away by giving: a grant that hides the one of a pattern.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="change">What.</param>
    /// <param name="context">How long, and where to tell what goes on.</param>
    public Task WarnAsync(DbInstance instance, AccountChange change, CallContext context) =>
        change is ChangePrivilege { Kind: OperationKind.GrantPrivilege } grant
        && instance.Client.Info.PrivilegeLevels.Contains(DbPrivilegeLevel.Pattern)
        && grant.Privileges.Targets.Any(target => target.Level is DbPrivilegeLevel.Database or DbPrivilegeLevel.Pattern)
            ? TellAsync(instance, grant, context) : Task.CompletedTask;

    // What would be the same when it is made.
    private static bool WouldFail(string id) => id is DbErrorId.AccountNotFound or DbErrorId.AccountExists;

    // What only says that the service could not be asked.
    private static bool IsUnread(string id) => id is DbErrorId.ConnectionFailed or DbErrorId.AuthenticationFailed or DbErrorId.AccessDenied
        or DbErrorId.Throttled or DbErrorId.ServiceFailed or DbErrorId.InstanceBusy or DbErrorId.InstanceNotFound or DbErrorId.ProtocolError
        or DbErrorId.ListChanging or DbErrorId.AccountNotShown or DbErrorId.AccountListNotShown;

    // Why a change can't be made, as far as the list of accounts tells; null where nothing speaks against it.
    private async Task<string?> WhyNotAsync(DbInstance instance, AccountChange change, CallContext context)
    {
        if (await ListedAsync(instance, change.Account.Name, context).ConfigureAwait(false) is not { } accounts)
        {
            return null;
        }

        DbAccountIdentity[] named = Named(instance, accounts, change.Account.Name);
        bool isThere = IsThere(named, change.Account);
        if (change is CreateAccount)
        {
            return isThere ? Messages.ReviewExists.With(change.Account, instance.Key)
                : instance.Client.Info.AccountHasHostList && DbAccountIdentity.SharingHost(change.Account, named) is { } other
                    ? Messages.ReviewHostTaken.With(other, instance.Key)
                : null;
        }

        if (change is ModifyAccount { Account.Host: not null, AllowedHost: [var host] }
            && new DbAccountIdentity(change.Account.Name, host) is var moved && !moved.Equals(change.Account) && IsThere(named, moved))
        {
            return Messages.ReviewExists.With(moved, instance.Key);
        }

        // What this process is creating may not be shown yet.
        if (isThere || !accounts.IsWhole || RecentChanges.IsUnderWay(instance, change.Subject, context))
        {
            return null;
        }

        DbAccountList all = named.Length > 0 ? accounts : await AllAsync(instance, context).ConfigureAwait(false) ?? accounts;
        return DbError.AccountNotFoundAmong(change.Account, instance.Key, named, known: [.. all.Select(one => one.ToString()).Distinct()]).Message;
    }

    private static DbAccountIdentity[] Named(DbInstance instance, DbAccountList accounts, string name) =>
    [
        .. accounts.Where(account => string.Equals(account.Name, name, StringComparison.OrdinalIgnoreCase))
            .Select(account => instance.Client.Info.HostIsIdentity ? DbAccountIdentity.Of(account) : new DbAccountIdentity(account.Name, null)),
    ];

    private static bool IsThere(DbAccountIdentity[] named, DbAccountIdentity account) =>
        named.Any(one => one.Equals(account) || (one.HostIsUnknown && one.Name == account.Name));

    private Task<string> AlsoAsync(DbInstance instance, AccountChange change, CallContext context) => change switch
    {
        ChangePrivilege { Kind: OperationKind.GrantPrivilege } grant => TellAsync(instance, grant, context),
        ModifyAccount modify when _lists[instance].Accounts.FirstOrDefault(one => one.Name == modify.Account.Name
            && (!instance.Client.Info.HostIsIdentity || DbAccountIdentity.Of(one).Equals(modify.Account))) is { } found
            && modify.IsShownBy(found) => Task.FromResult(Messages.ReviewSetAlready),
        _ => Task.FromResult(""),
    };

    private async Task<string> TellAsync(DbInstance instance, ChangePrivilege grant, CallContext context)
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

            if (await OthersOf(instance, context).ReadAsync(grant.Account, held).ConfigureAwait(false) is ({ } shared, _))
            {
                foreach (HiddenGrant hidden in effective.HiddenOfOthers(held, grant.Privileges, shared))
                {
                    context.Warning(Messages.ReviewHidesOther.With(
                        grant.Account, string.Join(", ", hidden.Lost), hidden.By, hidden.Pattern, hidden.Account));
                }
            }

            if (context.Verbose is { } verbose)
            {
                foreach ((DbPrivilegeTarget target, string[] given) in GivenAlready(effective, catalog, held, grant.Privileges))
                {
                    verbose(Messages.ReviewHeld.With(grant.Account, string.Join(", ", given), target));
                }
            }

            return catalog.Expand(grant.Privileges).Except(catalog.Expand(held)).IsEmpty ? Messages.ReviewHeldAlready : "";
        }
        catch (DbAccountsException e)
        {
            context.Verbose?.Invoke(Messages.ReviewHeldUnread.With(grant.Account, e.Message));
            return "";
        }
    }

    private SharedGrantReader OthersOf(DbInstance instance, CallContext context)
    {
        if (!_others.TryGetValue(instance, out SharedGrantReader? others))
        {
            _others[instance] = others = new SharedGrantReader(instance, _privileges, context);
        }

        return others;
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

        return await ReadAsync(instance, known is null ? name : null, context).ConfigureAwait(false);
    }

    private async Task<DbAccountList?> AllAsync(DbInstance instance, CallContext context) =>
        _lists.TryGetValue(instance, out Listed? known) && known.Name is null
            ? known.Accounts
            : await ReadAsync(instance, null, context).ConfigureAwait(false);

    private async Task<DbAccountList?> ReadAsync(DbInstance instance, string? name, CallContext context)
    {
        DateTimeOffset at = context.Clock.Now;
        try
        {
            DbAccountList accounts = name is null
                ? await instance.Client.ListAccountsAsync(instance, context).ConfigureAwait(false)
                : await instance.Client.LookUpAsync(instance, name, context).ConfigureAwait(false);
            _lists[instance] = new Listed(at, name, accounts);
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
