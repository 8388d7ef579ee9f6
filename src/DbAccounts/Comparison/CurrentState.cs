using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;

namespace DbAccounts.Comparison;

/// <summary>The accounts of an instance as they are, with the privileges of those that matter.</summary>
internal sealed class CurrentState
{
    private readonly Dictionary<DbAccountIdentity, CurrentAccount> _accounts = [];
    private readonly ILookup<string, CurrentAccount> _withoutHost;

    private CurrentState(
        DbInstance instance, PrivilegeCatalog catalog, bool isWhole, IEnumerable<CurrentAccount> accounts, IReadOnlyList<DbAccountIdentity> unnamed)
    {
        Unnamed = unnamed;
        Instance = instance;
        Catalog = catalog;
        IsWhole = isWhole;
        foreach (CurrentAccount account in accounts)
        {
            _accounts[account.Account] = account;
        }

        _withoutHost = _accounts.Values.Where(one => one.Account.HostIsUnknown && instance.Client.Info.HostIsIdentity)
            .ToLookup(one => one.Account.Name);
    }

    /// <summary>Where.</summary>
    public DbInstance Instance { get; }

    /// <summary>What is offered there.</summary>
    public PrivilegeCatalog Catalog { get; }

    /// <summary>The parameters of settings that the instance can't hold, each with why.</summary>
    public IReadOnlyDictionary<string, string> NotHeld { get; private init; } = new Dictionary<string, string>();

    /// <summary>The parameters of settings that an instance can't hold, each with why.</summary>
    public static Task<IReadOnlyDictionary<string, string>> NotHeldAsync(DbInstance instance, CallContext context) =>
        instance.Client is IServerSettings settings ? settings.NotHeldAsync(instance, context)
            : Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

    /// <summary>False where the service shows only a part of its accounts.</summary>
    public bool IsWhole { get; }

    /// <summary>The accounts without a name: no document can name them, and no plan touches one.</summary>
    public IReadOnlyList<DbAccountIdentity> Unnamed { get; }

    /// <summary>All that have a name and are shown, in their order.</summary>
    public IReadOnlyCollection<CurrentAccount> Accounts => _accounts.Values;

    /// <summary>The account of an identity; null where none is shown.</summary>
    public CurrentAccount? this[DbAccountIdentity account] => _accounts.TryGetValue(account, out CurrentAccount? found) ? found
        : _withoutHost[account.Name].FirstOrDefault();

    /// <summary>Reads an instance.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="withPrivileges">Tells whose privileges are wanted.</param>
    /// <param name="context">Cancellation and messages.</param>
    /// <param name="look">Told how many accounts were read, and of how many.</param>
    public static async Task<CurrentState> ReadAsync(
        DbInstance instance, Func<DbAccountIdentity, bool> withPrivileges, CallContext context, Action<int, int>? look = null)
    {
        IDbEngine engine = instance.Client;
        DbAccountList all = await engine.ListAccountsAsync(instance, context).ConfigureAwait(false);
        PrivilegeCatalog catalog = await engine.GetPrivilegeCatalogAsync(instance, context).ConfigureAwait(false);
        bool tells = engine.Info.PrivilegeLevels.Count > 0;
        using var turns = new SemaphoreSlim(Math.Max(engine.Info.MostAtOnce, 1));
        int read = 0;
        CurrentAccount?[] accounts = await Task.WhenAll(all.Where(account => account.Name.Length > 0).Select(ReadAsync)).ConfigureAwait(false);
        return new CurrentState(
            instance,
            catalog,
            all.IsWhole,
            accounts.OfType<CurrentAccount>(),
            [.. all.Where(account => account.Name.Length == 0).Select(DbAccountIdentity.Of)])
        {
            NotHeld = await NotHeldAsync(instance, context).ConfigureAwait(false),
        };

        async Task<CurrentAccount?> ReadAsync(DbAccount account)
        {
            DbAccountIdentity identity = engine.Info.HostIsIdentity ? DbAccountIdentity.Of(account) : new DbAccountIdentity(account.Name, null);
            if (!tells || !withPrivileges(identity))
            {
                return Found(null);
            }

            if (engine.ListedPrivileges is { } listed)
            {
                return Found(listed(account));
            }

            await turns.WaitAsync(context.Cancellation).ConfigureAwait(false);
            try
            {
                return Found(await engine.GetPrivilegesAsync(instance, identity, context).ConfigureAwait(false));
            }
            catch (DbAccountsException e) when (e.ErrorId == DbErrorId.AccountNotFound)
            {
                // Somebody has removed it since it was listed.
                return null;
            }
            finally
            {
                look?.Invoke(Interlocked.Increment(ref read), all.Count);
                turns.Release();
            }

            CurrentAccount Found(DbPrivilegeSet? held) => new(
                identity,
                account,
                new AccountState(
                    true,
                    AccountAspect.All.Where(aspect => aspect.IsOffered(engine.Info) && aspect.Of(account) is not null)
                        .ToDictionary(aspect => aspect.Name, aspect => aspect.Of(account)!),
                    held is null ? null : ComparablePrivileges.Of(held, catalog)));
        }
    }
}

/// <summary>An account that is there.</summary>
/// <param name="Account">The account.</param>
/// <param name="Listed">As the service lists it.</param>
/// <param name="State">What is known of it.</param>
internal sealed record CurrentAccount(DbAccountIdentity Account, DbAccount Listed, AccountState State);
