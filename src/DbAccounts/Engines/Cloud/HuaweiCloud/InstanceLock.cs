using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;

namespace DbAccounts.Engines.Cloud.HuaweiCloud;

/// <summary>Lets the changes of one instance take turns in this process.</summary>
internal sealed class InstanceLock : IDisposable
{
    private static readonly ConcurrentDictionary<DbInstanceName, SemaphoreSlim> _turns = new();
    private readonly SemaphoreSlim _turn;

    private InstanceLock(SemaphoreSlim turn) => _turn = turn;

    /// <summary>Waits for the turn; disposing of it ends it.</summary>
    /// <exception cref="DbAccountsException">The time allowed is over before that; nothing was sent.</exception>
    public static async Task<IDisposable> TakeAsync(DbInstance instance, CallContext context)
    {
        SemaphoreSlim turn = _turns.GetOrAdd(instance.Key, _ => new SemaphoreSlim(1, 1));
        return await context.TryTakeAsync(turn).ConfigureAwait(false)
            ? new InstanceLock(turn)
            : throw DbError.NoTurnOnInstance(instance.Key);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Release();
}
