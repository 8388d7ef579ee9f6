using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Documents;
using DbAccounts.Engines;
using DbAccounts.Model;

namespace DbAccounts.Comparison;

/// <summary>Makes a document of what is there.</summary>
internal static class StateDocument
{
    // What most accounts are stands once, so that others are seen.
    private static readonly AccessAccount _all = new("")
    {
        Description = "",
        MaxUserConnections = 0,
        PasswordLifetime = 0,
        RequireSsl = false,
        Locked = false,
    };

    /// <summary>The document, in one order whatever order the services have.</summary>
    /// <param name="states">What is there.</param>
    /// <param name="isMeant">The accounts that are written.</param>
    /// <param name="isShared">Tells where an id is that of several instances.</param>
    /// <param name="withRoles">What many accounts hold alike becomes roles.</param>
    public static AccessDocument Of(
        IReadOnlyList<CurrentState> states, Func<DbInstance, DbAccount, bool> isMeant, Func<DbInstance, bool> isShared, bool withRoles)
    {
        AccessAccount usual = Usual(states, isMeant);
        var instances = states
            .OrderBy(state => state.Instance.Service, StringComparer.Ordinal)
            .ThenBy(state => state.Instance.InstanceId, StringComparer.Ordinal)
            .ThenBy(state => state.Instance.Key.Endpoint, StringComparer.Ordinal)
            .Select(state => (
                Instance: Instance(state, isShared(state.Instance)),
                Accounts: Accounts(state, account => isMeant(state.Instance, account)).Select(one => (Account: Short(one.Account, usual), one.Held)).ToArray()))
            .ToArray();
        SharedRoles? roles = withRoles
            ? SharedRoles.Of(instances.SelectMany(one => one.Accounts).Select(one => one.Held).OfType<DbPrivilegeSet>()) : null;
        return new AccessDocument
        {
            Roles = roles?.Roles ?? [],
            Defaults = usual is { Description: null, MaxUserConnections: null, PasswordLifetime: null, RequireSsl: null, Locked: null }
                ? null : usual,
            Instances = [.. instances.Select(one => one.Instance with
            {
                Accounts = [.. one.Accounts.Select(account => account.Held is { } held && roles is not null
                    ? roles.Use(account.Account, held) : account.Account)],
            })],
        };
    }

    /// <summary>One account as a document says it.</summary>
    public static AccessAccount Account(CurrentState state, CurrentAccount account)
    {
        DbServiceInfo info = state.Instance.Client.Info;
        DbAccount listed = account.Listed;
        DbPrivilegeSet? held = Held(state, account);
        return new AccessAccount(listed.Name)
        {
            AllowedHost = listed.AllowedHost is { Length: > 0 } hosts && (info.HostIsIdentity || AccountAspect.AllowedHost.IsOffered(info))
                ? [.. hosts.OrderBy(host => host, StringComparer.Ordinal)] : null,
            Description = listed.Description,
            MaxUserConnections = AccountAspect.MaxUserConnections.IsOffered(info) ? listed.MaxUserConnections : null,
            PasswordLifetime = AccountAspect.Of("passwordLifetime")!.IsOffered(info) ? listed.PasswordLifetime : null,
            Databases = held is null && AccountAspect.Databases.IsOffered(info) && listed.Database is { } databases
                ? [.. databases.OrderBy(name => name, StringComparer.Ordinal)] : null,
            AccountType = listed.AccountType,
            RequireSsl = listed.RequireSsl,
            Locked = listed.Locked,
            Grants = held is null ? null : [.. Grants(held)],
        };
    }

    /// <summary>What a document says of privileges: an entry for each object.</summary>
    public static IEnumerable<AccessGrant> Grants(DbPrivilegeSet held) =>
        held.IsEmpty ? [] : [new AccessGrant(held)];

    // What no account has is nothing that a server must be able to take; and a default that some account doesn't have would give it to it.
    private static AccessAccount Usual(IReadOnlyList<CurrentState> states, Func<DbInstance, DbAccount, bool> isMeant)
    {
        AccessAccount[] accounts =
        [
            .. states.SelectMany(state => state.Accounts.Where(one => isMeant(state.Instance, one.Listed)).Select(one => Account(state, one))),
        ];
        bool hasServersLifetime = states.Any(state => state.Instance.Client.Info.HasDefaultPasswordLifetime
            && state.Accounts.Any(one => isMeant(state.Instance, one.Listed) && one.Listed.PasswordLifetime is null));
        return new AccessAccount("")
        {
            Description = accounts.Any(one => one.Description == _all.Description) ? _all.Description : null,
            MaxUserConnections = accounts.Any(one => one.MaxUserConnections == _all.MaxUserConnections) ? _all.MaxUserConnections : null,
            PasswordLifetime = !hasServersLifetime && accounts.Any(one => one.PasswordLifetime == _all.PasswordLifetime)
                ? _all.PasswordLifetime : null,
            RequireSsl = accounts.Any(one => one.RequireSsl == _all.RequireSsl) ? _all.RequireSsl : null,
            Locked = accounts.Any(one => one.Locked == _all.Locked) ? _all.Locked : null,
        };
    }

    private static AccessAccount Short(AccessAccount account, AccessAccount usual) => account with
    {
        Description = account.Description == usual.Description ? null : account.Description,
        MaxUserConnections = account.MaxUserConnections == usual.MaxUserConnections ? null : account.MaxUserConnections,
        PasswordLifetime = account.PasswordLifetime == usual.PasswordLifetime ? null : account.PasswordLifetime,
        RequireSsl = account.RequireSsl == usual.RequireSsl ? null : account.RequireSsl,
        Locked = account.Locked == usual.Locked ? null : account.Locked,
    };

    private static DbPrivilegeSet? Held(CurrentState state, CurrentAccount account) =>
        account.State.Privileges is { } held ? state.Catalog.Collapse(held) : null;

    private static IEnumerable<(AccessAccount Account, DbPrivilegeSet? Held)> Accounts(CurrentState state, Func<DbAccount, bool> isMeant) =>
        from one in state.Accounts
        where isMeant(one.Listed)
        orderby one.Account.Name, one.Account.Host
        select (Account(state, one), Held(state, one));

    // An address changes with every simulator, and says nothing where the id is enough.
    private static AccessInstance Instance(CurrentState state, bool isShared)
    {
        DbInstanceName name = state.Instance.Key;
        return new AccessInstance { Service = name.Service, InstanceId = name.InstanceId, Endpoint = isShared ? name.Endpoint : null };
    }
}
