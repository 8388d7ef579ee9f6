using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;
using DbAccounts.Simulator.Chance;
using DbAccounts.Simulator.Security;
using DbAccounts.Simulator.Settings;

namespace DbAccounts.Simulator.State;

/// <summary>Somebody else, who has accounts of his own, and creates and removes some of them while others read a list.</summary>
/// <remarks>With the same seed his first, second and every other doing on a service is the same in every run.</remarks>
internal sealed class Others(SimulatorStore store, DbSimulatorBehavior behavior, int seed)
{
    /// <summary>What the names of his accounts begin with.</summary>
    public const string Prefix = "other_";

    private readonly Dictionary<string, int> _pages = [];
    private readonly Dictionary<string, int> _numbers = [];

    /// <summary>His accounts from the start on; some have the same second.</summary>
    public static IEnumerable<StoredAccount> First(SimulatedService service, int count, DateTimeOffset now)
    {
        string password = PasswordHash.Of(Secret.From(RandomId.Hex(32)));
        for (int i = 1; i <= count; i++)
        {
            DateTimeOffset created = now.AddSeconds(-1 - ((count - i) / 3));
            yield return new StoredAccount
            {
                Name = Prefix + i,
                Values = Values(service, password),
                Created = created,
                Modified = created,
                PasswordChanged = created,
            };
        }
    }

    /// <summary>Does what he does while somebody turns to the next page of a list.</summary>
    /// <param name="service">The service of the list.</param>
    /// <param name="offset">Where the page begins; before the first one he does nothing.</param>
    public void TurnPage(SimulatedService service, int offset)
    {
        if (offset == 0 || behavior.OthersChangeAccounts == 0)
        {
            return;
        }

        _pages.TryGetValue(service.Name, out int page);
        _pages[service.Name] = ++page;
        var dice = new Dice(seed, FormattableString.Invariant($"{service.Name} {Prefix}{page}"));
        if (!dice.Throw(behavior.OthersChangeShare))
        {
            return;
        }

        for (int left = behavior.OthersChangeAccounts; left > 0; left--)
        {
            AccountKey[] own = [.. store.Accounts(service.Name).All.Where(a => IsOwn(a.Name)).Select(a => a.Key())];
            if (own.Length > 0)
            {
                store.Apply(service.Name, new StoredChange { Kind = ChangeKind.Delete, Accounts = [dice.Pick(own)] });
            }

            Create(service);
        }
    }

    /// <summary>True for the name of one of his accounts.</summary>
    public static bool IsOwn(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    private static AccountValues Values(SimulatedService service, string password) => new()
    {
        Host = service == SimulatedService.Ddm ? null : service.HostIsIdentity ? "%" : "::/0",
        PasswordHash = password,
        AccountType = service == SimulatedService.MySqlPlus ? "StandardAccount" : null,
        Ssl = service == SimulatedService.MySqlPlus ? "NO" : null,
        Databases = service == SimulatedService.MySqlPlus ? ["*"] : [],
        BaseAuthority = service == SimulatedService.Ddm ? ["SELECT"] : null,
        Description = "",
        MaxUserConnections = service == SimulatedService.TencentMySql ? 0 : null,
    };

    private void Create(SimulatedService service)
    {
        AccountValues values = Values(service, PasswordHash.Of(Secret.From(RandomId.Hex(32))));
        ChangeOutcome outcome;
        do
        {
            _numbers.TryGetValue(service.Name, out int number);
            _numbers[service.Name] = ++number;
            // A state that was kept may have some of them already.
            outcome = store.Apply(service.Name, new StoredChange
            {
                Kind = ChangeKind.Create,
                Accounts = [new AccountKey(FormattableString.Invariant($"{Prefix}new_{number}"), values.Host)],
                Values = values,
            });
        }
        while (outcome == ChangeOutcome.AccountExists);
    }
}
