using System;
using System.Collections.Generic;
using System.Linq;

namespace DbAccounts.Simulator.State;

/// <summary>What the accounts of the services were a while ago, for reads that lag behind.</summary>
internal sealed class History(TimeSpan depth)
{
    private readonly Dictionary<string, List<(DateTimeOffset Until, List<StoredAccount> Accounts)>> _past = [];

    /// <summary>Keeps the accounts as they are, before a change.</summary>
    public void Keep(string service, IReadOnlyList<StoredAccount> accounts, DateTimeOffset until)
    {
        if (!_past.TryGetValue(service, out var past))
        {
            _past[service] = past = [];
        }

        past.RemoveAll(one => one.Until < until - depth);
        past.Add((until, [.. accounts.Select(account => account.Copy())]));
    }

    /// <summary>The accounts as they were at a time; null where they have not changed since.</summary>
    public List<StoredAccount>? At(string service, DateTimeOffset time) =>
        _past.TryGetValue(service, out var past) ? past.FirstOrDefault(one => one.Until > time).Accounts : null;
}
