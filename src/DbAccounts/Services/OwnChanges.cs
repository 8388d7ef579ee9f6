using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Model;

namespace DbAccounts.Services;

/// <summary>
/// The changes that this process has made a moment ago. What is read soon afterwards may be older than they are, and time stamps
/// of whole seconds don't tell two changes apart that follow one another.
/// </summary>
internal static class OwnChanges
{
    /// <summary>How far reads may lag behind changes.</summary>
    public static readonly TimeSpan LongestLag = TimeSpan.FromSeconds(2);

    /// <summary>How long changes are remembered; older ones can't be mistaken for new ones.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(10);

    private const int Many = 1000;
    private static readonly ConcurrentDictionary<(DbInstanceName Instance, string Account), Change> _last = new();
    private static readonly ConcurrentDictionary<(DbInstanceName Instance, string Id), DateTimeOffset> _jobs = new();

    /// <summary>Remembers a change that was sent, successfully or not.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="accounts">The accounts, as the job names them.</param>
    /// <param name="context">The time.</param>
    /// <param name="isOpen">Its job has not been seen to end.</param>
    /// <param name="isShownBy">Tells whether an account shows it; null where that can't be told. It must not hold a secret.</param>
    public static void NoteSent(
        DbInstance instance, IEnumerable<string> accounts, CallContext context, bool isOpen, Func<DbAccount, bool>? isShownBy) =>
        Note(instance, accounts, context, _ => new Change(context.Clock.Now, isOpen, isShownBy));

    /// <summary>Remembers that the job of a change was at work until now.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="accounts">The accounts, as the job names them.</param>
    /// <param name="context">The time.</param>
    /// <param name="isOpen">It has not been seen to end.</param>
    public static void NoteWaited(DbInstance instance, IEnumerable<string> accounts, CallContext context, bool isOpen) =>
        Note(instance, accounts, context, before => new Change(context.Clock.Now, isOpen, before?.IsShownBy));

    /// <summary>Remembers a job: it belongs to the change that it was made for, and to no other that was sent alike.</summary>
    public static void NoteJob(DbInstance instance, string id, CallContext context)
    {
        DateTimeOffset now = context.Clock.Now;
        Forget(_jobs, at => now - at > Memory);
        _jobs[(instance.Key, id)] = now;
    }

    /// <summary>True for a job that belongs to a change of a moment ago.</summary>
    public static bool IsKnownJob(DbInstance instance, string id) => _jobs.ContainsKey((instance.Key, id));

    /// <summary>True where one of the accounts was changed so shortly ago that a time stamp may be that change's.</summary>
    public static bool AreRecent(DbInstance instance, IEnumerable<string> accounts, CallContext context) =>
        accounts.Any(account => Age(instance, account, context) < Memory);

    /// <summary>True where the account was changed after a time that is no longer ago than <see cref="Memory"/>.</summary>
    public static bool AreSince(DbInstance instance, string account, DateTimeOffset time) =>
        _last.TryGetValue(Key(instance, account), out Change? last) && last.At >= time;

    /// <summary>Reads an account; again, when the last change may not be in what was read.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="account">The account, as a job names it.</param>
    /// <param name="read">Reads it; null is no account.</param>
    /// <param name="context">The time.</param>
    /// <exception cref="DbAccountsException">Too little time is left to read it again.</exception>
    public static async Task<DbAccount?> ReadAfterAsync(
        DbInstance instance, string account, Func<Task<DbAccount?>> read, CallContext context)
    {
        _last.TryGetValue(Key(instance, account), out Change? last);
        // A job that was not seen to end may have ended just now.
        TimeSpan left = last is { IsOpen: true } ? LongestLag : LongestLag - Age(instance, account, context);
        DbAccount? found = await read().ConfigureAwait(false);
        if (left <= TimeSpan.Zero || (found is not null && last?.IsShownBy?.Invoke(found) == true))
        {
            return found;
        }

        context.Verbose(
            FormattableString.Invariant($"'{account}' was changed a moment ago: it is read again in {left.TotalSeconds:0.0} s."));
        return await context.TryWaitAsync(left).ConfigureAwait(false)
            ? await read().ConfigureAwait(false)
            : throw DbError.TooSoonAfter(account, instance.Key);
    }

    private static void Note(DbInstance instance, IEnumerable<string> accounts, CallContext context, Func<Change?, Change> change)
    {
        DateTimeOffset now = context.Clock.Now;
        Forget(_last, last => now - last.At > Memory);
        foreach (string account in accounts)
        {
            _last.AddOrUpdate(Key(instance, account), _ => change(null), (_, before) => change(before));
        }
    }

    private static void Forget<TKey, TValue>(ConcurrentDictionary<TKey, TValue> all, Func<TValue, bool> isOld)
        where TKey : notnull
    {
        if (all.Count > Many)
        {
            foreach (KeyValuePair<TKey, TValue> old in all.Where(one => isOld(one.Value)))
            {
                all.TryRemove(old.Key, out _);
            }
        }
    }

    private static TimeSpan Age(DbInstance instance, string account, CallContext context) =>
        _last.TryGetValue(Key(instance, account), out Change? last) ? context.Clock.Now - last.At : TimeSpan.MaxValue;

    private static (DbInstanceName, string) Key(DbInstance instance, string account) => (instance.Key, account);

    private sealed record Change(DateTimeOffset At, bool IsOpen, Func<DbAccount, bool>? IsShownBy);
}
