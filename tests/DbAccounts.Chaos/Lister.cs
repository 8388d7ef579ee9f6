using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Simulator.State;

namespace DbAccounts.Chaos;

/// <summary>Lists the accounts of an instance again and again, while others change them: is every list whole?</summary>
internal sealed class Lister(DbInstance instance, SimulatorStore store, Clock clock, ChaosReport report)
{
    // Reads may lag behind: what was created a moment ago need not be listed yet.
    private static readonly TimeSpan _lag = TimeSpan.FromSeconds(3);
    private ConcurrentDictionary<string, bool> _changed = [];

    /// <summary>The service.</summary>
    public string Service => instance.Service;

    /// <summary>Takes note of a change that was applied: what it makes of the account may be listed or not.</summary>
    public void Applied(StoredChange change)
    {
        foreach (AccountKey account in change.Accounts)
        {
            _changed[account.Name] = true;
        }
    }

    /// <summary>Lists as long as the run lasts, and once in any case.</summary>
    public async Task RunAsync(Func<bool> isOver)
    {
        do
        {
            await ListAsync().ConfigureAwait(false);
        }
        while (!isOver());
    }

    private async Task ListAsync()
    {
        string[] before;
        lock (store.Gate)
        {
            _changed = [];
            before = [.. store.Accounts(Service).All.Where(account => account.Modified < store.Clock - _lag).Select(account => account.Name)];
        }

        string[] listed;
        try
        {
            var context = new CallContext { Clock = clock, Timeout = TimeSpan.FromSeconds(60) };
            listed = [.. (await instance.Client.ListAccountsAsync(instance, context.Begun()).ConfigureAwait(false)).Select(account => account.ToString())];
        }
        catch (DbAccountsException e)
        {
            report.AddList(Service, e.ErrorId);
            return;
        }

        HashSet<string> names = [.. listed.Select(account => account.Split('@')[0])];
        string[] missing = [.. before.Where(name => !names.Contains(name) && !_changed.ContainsKey(name))];
        string[] twice = [.. listed.GroupBy(account => account).Where(group => group.Count() > 1).Select(group => group.Key)];
        report.AddList(Service, "whole");
        if (missing.Length + twice.Length > 0)
        {
            report.Mismatch(
                $"{Service}: a list of {listed.Length} accounts lacks [{string.Join(", ", missing)}], and holds [{string.Join(", ", twice)}] twice");
        }
    }
}
