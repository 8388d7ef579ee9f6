using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace DbAccounts.Engines.Sql;

/// <summary>
/// A few connections to one server that are kept for the next statement, and closed when none comes. How many are used at once is the
/// lane's business.
/// </summary>
/// <typeparam name="T">What is known of a connection, together with it.</typeparam>
#pragma warning disable CA1001 // It lives as long as its instance, whose threads share it; what it keeps it closes by itself.
internal sealed class SqlPool<T>
    where T : class, IDisposable
#pragma warning restore CA1001
{
    // Servers limit how many connections there are, and others wait for them.
    private static readonly TimeSpan _longestIdle = TimeSpan.FromSeconds(10);
    private readonly Stack<T> _idle = [];
    private readonly Timer _closing;

    /// <summary>An empty one.</summary>
    public SqlPool() => _closing = new Timer(_ => Clear());

    /// <summary>A connection that was used a moment ago; null where there is none.</summary>
    public T? Take()
    {
        lock (_idle)
        {
            return _idle.Count > 0 ? _idle.Pop() : null;
        }
    }

    /// <summary>Keeps a connection that is in order.</summary>
    public void Give(T connection)
    {
        lock (_idle)
        {
            _idle.Push(connection);
        }

        _closing.Change(_longestIdle, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Closes what nobody uses.</summary>
    public void Clear()
    {
        while (Take() is { } connection)
        {
            Close(connection);
        }
    }

    /// <summary>Closes a connection, for which nobody waits: it says good-bye to a server that may not answer.</summary>
    public static void Close(T connection) => _ = Task.Run(connection.Dispose);
}
