using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Execution;

namespace DbAccounts.Engines.Delivery;

/// <summary>
/// Lets the changes of one account take turns in this process until it is settled what became of each: a removal that is sent
/// again must not meet an account that was created in between.
/// </summary>
internal sealed class AccountLock : IDisposable
{
    private static readonly Dictionary<InstanceAccount, Queue> _queues = [];
    private readonly List<InstanceAccount> _taken = [];

    private AccountLock()
    {
    }

    /// <summary>Waits for the turn of all accounts; disposing of it ends it.</summary>
    /// <exception cref="DbAccountsException">The time allowed is over before that; nothing was sent.</exception>
    public static async Task<IDisposable> TakeAsync(DbInstance instance, IEnumerable<string> accounts, CallContext context)
    {
        var turn = new AccountLock();
        try
        {
            // In one order, so that no two changes wait for each other.
            foreach (InstanceAccount key in accounts.Select(account => InstanceAccount.Of(instance, account))
                .Distinct()
                .OrderBy(key => key.Account.ToString(), StringComparer.OrdinalIgnoreCase)
                .ThenBy(key => key.Account.Name, StringComparer.Ordinal))
            {
                await turn.TakeAsync(key, instance, context).ConfigureAwait(false);
            }

            return turn;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (InstanceAccount key in _taken)
        {
            Leave(key, hasTurn: true);
        }
    }

    private async Task TakeAsync(InstanceAccount key, DbInstance instance, CallContext context)
    {
        bool hasTurn = false;
        try
        {
            hasTurn = await context.TryTakeAsync(Enter(key)).ConfigureAwait(false);
        }
        finally
        {
            if (!hasTurn)
            {
                Leave(key, hasTurn: false);
            }
        }

        if (!hasTurn)
        {
            throw DbError.NoTurnOnAccount(key.Account.ToString(), instance.Key);
        }

        _taken.Add(key);
    }

    private static SemaphoreSlim Enter(InstanceAccount key)
    {
        lock (_queues)
        {
            if (!_queues.TryGetValue(key, out Queue? queue))
            {
                _queues[key] = queue = new Queue();
            }

            queue.Length++;
            return queue.Turn;
        }
    }

    // An account that nobody changes any more is forgotten.
    private static void Leave(InstanceAccount key, bool hasTurn)
    {
        lock (_queues)
        {
            Queue queue = _queues[key];
            if (--queue.Length == 0)
            {
                _queues.Remove(key);
            }

            if (hasTurn)
            {
                queue.Turn.Release();
            }
        }
    }

    private sealed class Queue
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public int Length { get; set; }
    }
}
