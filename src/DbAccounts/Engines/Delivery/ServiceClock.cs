using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Delivery;

/// <summary>
/// How far a service's clock is ahead of this process's, by accounts that this process has created for sure a while ago: the service
/// stamped each of them between the sending and the end of its creation.
/// </summary>
internal sealed class ServiceClock
{
    // Time stamps have whole seconds.
    private static readonly TimeSpan _step = TimeSpan.FromSeconds(1);

    // By how much the offsets of two accounts may miss each other: services round, and their nodes differ a little.
    private static readonly TimeSpan _agreement = TimeSpan.FromSeconds(2);

    // Another zone, or a clock that is set wrongly; what is further away is no such thing.
    private static readonly TimeSpan _mostOff = TimeSpan.FromDays(2);

    private readonly TimeSpan _least;
    private readonly TimeSpan _most;

    private ServiceClock(TimeSpan least, TimeSpan most, bool isConfirmed)
    {
        _least = least;
        _most = most;
        IsConfirmed = isConfirmed;
    }

    /// <summary>Several accounts agree: none of them was created again by somebody else meanwhile.</summary>
    public bool IsConfirmed { get; }

    /// <summary>True where a time stamp may be that of a change at a time of this process, by a clock that is off.</summary>
    public static bool MayBeAt(DateTime stamp, DateTimeOffset time) => (stamp - time.UtcDateTime).Duration() <= _mostOff;

    /// <summary>Compares creations with their time stamps; null where there are none, or where they don't agree.</summary>
    public static ServiceClock? Of(IReadOnlyCollection<(KnownCreation Creation, DateTime Stamp)> known)
    {
        TimeSpan least = TimeSpan.MinValue;
        TimeSpan most = TimeSpan.MaxValue;
        foreach ((KnownCreation creation, DateTime stamp) in known)
        {
            TimeSpan from = stamp - (creation.Done ?? creation.Sent).UtcDateTime;
            TimeSpan to = stamp + _step - creation.Sent.UtcDateTime;
            least = from > least ? from : least;
            most = to < most ? to : most;
        }

        return known.Count == 0 || least > most + _agreement ? null : new ServiceClock(least, most, known.Count > 1);
    }

    /// <summary>Reads the time stamps of accounts that this process has created; null where they tell nothing.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="except">Accounts that are themselves to be judged.</param>
    /// <param name="read">Reads when an account was created, in the zone of the times that are to be judged; null is not known.</param>
    /// <param name="context">The time.</param>
    public static async Task<ServiceClock?> ReadAsync(
        DbInstance instance, IEnumerable<string> except, Func<DbAccountIdentity, Task<DateTime?>> read, CallContext context)
    {
        var known = new List<(KnownCreation, DateTime)>();
        foreach ((DbAccountIdentity account, KnownCreation creation) in RecentChanges.Creations(instance, except, context))
        {
            try
            {
                if (await read(account).ConfigureAwait(false) is { } stamp && MayBeAt(stamp, creation.Sent))
                {
                    known.Add((creation, stamp));
                }
            }
            catch (DbAccountsException e)
            {
                context.Verbose?.Invoke(Messages.VerboseNoClock.With(e.Message, account));
            }
        }

        return Of(known);
    }

    /// <summary>The earliest time of this process that a time stamp may mean.</summary>
    // An account that somebody has created again since makes it too early, never too late.
    public DateTime Earliest(DateTime stamp) => stamp - _most;

    /// <summary>The latest time of this process that a time stamp may mean.</summary>
    public DateTime Latest(DateTime stamp) => stamp + _step - _least;
}
