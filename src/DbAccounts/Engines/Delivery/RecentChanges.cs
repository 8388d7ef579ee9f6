using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Delivery;

/// <summary>
/// The changes that this process has made a moment ago. What is read soon afterwards may be older than they are, and time stamps
/// of whole seconds don't tell two changes apart that follow one another.
/// </summary>
internal static class RecentChanges
{
    /// <summary>How far reads may lag behind changes.</summary>
    public static readonly TimeSpan LongestLag = TimeSpan.FromSeconds(2);

    /// <summary>How long changes are remembered; older ones can't be mistaken for new ones.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(10);

    // How long a change whose answer was lost may be on its way: tasks wait in queues, and gateways give up before services do.
    private static readonly TimeSpan _longestWay = TimeSpan.FromSeconds(30);

    // How long the time stamps of accounts that were created are compared: meanwhile clocks hardly drift.
    private static readonly TimeSpan _creationMemory = TimeSpan.FromMinutes(10);

    // Jobs that nobody waits for end sometime.
    private static readonly TimeSpan _longestJob = TimeSpan.FromMinutes(10);

    // No service takes as many changes in the time that they are remembered.
    private const int Most = 2000;
    private const int MostOpen = 50;
    private const int MostCreations = 3;
    private static readonly ConcurrentDictionary<InstanceAccount, Change> _last = new();
    private static readonly ConcurrentDictionary<(DbInstanceName Instance, string Id), DateTimeOffset> _jobs = new();

    /// <summary>Remembers a change that was sent, successfully or not.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="accounts">The accounts, as the job names them.</param>
    /// <param name="context">The time.</param>
    /// <param name="job">Its job; null where there is none.</param>
    /// <param name="isShownBy">Tells whether an account shows it; null where that can't be told. It must not hold a secret.</param>
    /// <param name="lostAt">When an attempt was lost that may still come; null where there is none.</param>
    /// <param name="creation">Tells the creation of the accounts as they are now, from what was known before.</param>
    public static void NoteSent(
        DbInstance instance,
        IEnumerable<string> accounts,
        CallContext context,
        DbJob? job,
        Func<DbAccount, bool>? isShownBy,
        DateTimeOffset? lostAt,
        Func<KnownCreation?, KnownCreation?> creation) =>
        Note(instance, accounts, context, before => new Change(context.Clock.Now, isShownBy)
        {
            OpenJobs = Open(before, job),
            CreationJob = CreationJob(before, job),
            IsGone = IsRemoval(job),
            LostAt = lostAt ?? before?.LostAt,
            Creation = creation(before?.Creation),
        });

    /// <summary>Remembers that the job of a change was at work until now.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="job">The job, in its last state.</param>
    /// <param name="context">The time.</param>
    public static void NoteWaited(DbInstance instance, DbJob job, CallContext context) =>
        Note(instance, job.Account, context, before => new Change(context.Clock.Now, before?.IsShownBy)
        {
            OpenJobs = Open(before, job),
            CreationJob = CreationJob(before, job),
            IsGone = IsRemoval(job),
            LostAt = before?.LostAt,
            Creation = Waited(before?.Creation, job, context),
        });

    /// <summary>Remembers that a job which was not waited for was seen to have ended.</summary>
    public static void NoteSeen(DbInstance instance, DbJob job, CallContext context)
    {
        if (job.HasEnded() && job.Account.Any(account => Last(instance, account)?.OpenJobs.Contains(job.Id) == true))
        {
            NoteWaited(instance, job, context);
        }
    }

    /// <summary>Remembers a job: it belongs to the change that it was made for, and to no other that was sent alike.</summary>
    public static void NoteJob(DbInstance instance, string id, CallContext context)
    {
        Forget(_jobs, at => at, _ => false);
        _jobs[(instance.Key, id)] = context.Clock.Now;
    }

    /// <summary>True for a job that belongs to a change of a moment ago.</summary>
    public static bool IsKnownJob(DbInstance instance, string id) => _jobs.ContainsKey((instance.Key, id));

    /// <summary>True where one of the accounts was changed so shortly ago that a time stamp may be that change's.</summary>
    public static bool AreRecent(DbInstance instance, IEnumerable<string> accounts, CallContext context) =>
        accounts.Any(account => Age(instance, account, context) < Memory);

    /// <summary>True where the last change of a moment ago has removed all of the accounts.</summary>
    public static bool AreGone(DbInstance instance, IEnumerable<string> accounts, CallContext context) =>
        accounts.All(account => Last(instance, account) is { IsGone: true } last && context.Clock.Now - last.At < Memory);

    /// <summary>
    /// A few accounts that this process has created for sure, and that are listed as they are by now; those first whose time is known best.
    /// </summary>
    /// <param name="instance">Where.</param>
    /// <param name="except">Accounts that are left out, as jobs name them.</param>
    /// <param name="context">The time.</param>
    public static IReadOnlyList<(DbAccountIdentity Account, KnownCreation Creation)> Creations(
        DbInstance instance, IEnumerable<string> except, CallContext context)
    {
        DateTimeOffset now = context.Clock.Now;
        var left = new HashSet<InstanceAccount>(except.Select(account => InstanceAccount.Of(instance, account)));
        return
        [
            .. _last
                .Where(one => one.Key.Instance.Equals(instance.Key) && !left.Contains(one.Key)
                    && one.Value.Creation is { Done: { } done } && now - done >= LongestLag && now - done <= _creationMemory)
                .Select(one => (one.Key.Account, one.Value.Creation!))
                .OrderBy(one => one.Item2.Done - one.Item2.Sent)
                .Take(MostCreations),
        ];
    }

    /// <summary>How long reading may still lag behind the last change of the account; nothing where it can't.</summary>
    public static TimeSpan LagOf(DbInstance instance, string account, CallContext context) =>
        Last(instance, account) is { } last && LongestLag - (context.Clock.Now - last.At) is var left && left > TimeSpan.Zero
            ? left
            : TimeSpan.Zero;

    /// <summary>True where a change of the account was sent a while ago whose job was not seen to end.</summary>
    public static bool IsUnderWay(DbInstance instance, string account, CallContext context) =>
        Last(instance, account) is { OpenJobs.Length: > 0 } last && context.Clock.Now - last.At < _longestJob;

    /// <summary>True where the creation of an account was sent a while ago, and was not seen to end.</summary>
    public static bool IsBeingCreated(DbInstance instance, string account, CallContext context) =>
        Last(instance, account) is { CreationJob: { } id } last && last.OpenJobs.Contains(id) && context.Clock.Now - last.At < _longestJob;

    /// <summary>Lets changes of the accounts whose answers were lost come, so that they don't come after the next one.</summary>
    /// <exception cref="DbAccountsException">Too little time is left for that.</exception>
    public static async Task SettleAsync(DbInstance instance, IEnumerable<string> accounts, CallContext context)
    {
        foreach (string account in accounts)
        {
            TimeSpan left = Last(instance, account)?.LostAt is { } lostAt ? SettlesIn(lostAt, context) : TimeSpan.Zero;
            if (left <= TimeSpan.Zero)
            {
                continue;
            }

            context.Verbose?.Invoke(Messages.VerboseWaitsForEarlier.With(account, left.TotalSeconds));
            if (!await context.TryWaitAsync(left).ConfigureAwait(false))
            {
                throw DbError.MayStillCome(account, instance.Key);
            }
        }
    }

    /// <summary>How long a change may still come that was lost at a time; less than nothing when it can't.</summary>
    public static TimeSpan SettlesIn(DateTimeOffset lostAt, CallContext context) => lostAt + _longestWay - context.Clock.Now;

    /// <summary>True where the account was changed after a time that is no longer ago than <see cref="Memory"/>.</summary>
    public static bool AreSince(DbInstance instance, string account, DateTimeOffset time) =>
        Last(instance, account) is { } last && last.At >= time;

    /// <summary>Reads an account; again, when the last change may not be in what was read.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="account">The account, as a job names it.</param>
    /// <param name="read">Reads it; null is no account.</param>
    /// <param name="context">The time.</param>
    /// <exception cref="DbAccountsException">Too little time is left to read it again.</exception>
    public static async Task<DbAccount?> ReadAfterAsync(
        DbInstance instance, string account, Func<Task<DbAccount?>> read, CallContext context)
    {
        Change? last = Last(instance, account);
        // A job that was not seen to end may have ended just now.
        TimeSpan left = last is { OpenJobs.Length: > 0 } ? LongestLag : LongestLag - Age(instance, account, context);
        DbAccount? found = await read().ConfigureAwait(false);
        if (left <= TimeSpan.Zero || (found is not null && last?.IsShownBy?.Invoke(found) == true))
        {
            return found;
        }

        context.Verbose?.Invoke(
            Messages.VerboseReadAgain.With(account, left.TotalSeconds));
        return await context.TryWaitAsync(left).ConfigureAwait(false)
            ? await read().ConfigureAwait(false)
            : throw DbError.TooSoonAfter(account, instance.Key);
    }

    private static void Note(DbInstance instance, IEnumerable<string> accounts, CallContext context, Func<Change?, Change> change)
    {
        Forget(_last, last => last.At, last => last.LostAt is { } lostAt && SettlesIn(lostAt, context) > TimeSpan.Zero);
        foreach (string account in accounts)
        {
            _last.AddOrUpdate(InstanceAccount.Of(instance, account), _ => change(null), (_, before) => change(before));
        }
    }

    // The older half goes, but for what must be kept.
    private static void Forget<TKey, TValue>(
        ConcurrentDictionary<TKey, TValue> all, Func<TValue, DateTimeOffset> at, Func<TValue, bool> isKept)
        where TKey : notnull
    {
        if (all.Count < 2 * Most)
        {
            return;
        }

        foreach (KeyValuePair<TKey, TValue> old in
            all.ToArray().OrderByDescending(one => at(one.Value)).Skip(Most).Where(one => !isKept(one.Value)))
        {
            all.TryRemove(old.Key, out _);
        }
    }

    private static string? CreationJob(Change? before, DbJob? job) =>
        job is { Operation: nameof(OperationKind.CreateAccount), Id: { } id } ? id : before?.CreationJob;

    private static string[] Open(Change? before, DbJob? job)
    {
        string[] others = before is { OpenJobs.Length: > 0 } ? [.. before.OpenJobs.Where(id => id != job?.Id).Take(MostOpen)] : [];
        return job is { Id: { } id } && !job.HasEnded() ? [id, .. others] : others;
    }

    // A job that was found by what it made is no proof of when that was.
    private static KnownCreation? Waited(KnownCreation? creation, DbJob job, CallContext context) =>
        creation is { Done: null } && creation.JobId == job.Id && job.State == DbJobState.Succeeded && !job.IsFoundByReadingBack
            ? creation with { Done = context.Clock.Now }
            : creation;

    private static bool IsRemoval(DbJob? job) =>
        job is { State: DbJobState.Succeeded, Operation: nameof(OperationKind.RemoveAccount) };

    private static Change? Last(DbInstance instance, string account) =>
        _last.TryGetValue(InstanceAccount.Of(instance, account), out Change? last) ? last : null;

    private static TimeSpan Age(DbInstance instance, string account, CallContext context) =>
        Last(instance, account) is { } last ? context.Clock.Now - last.At : TimeSpan.MaxValue;

    private sealed record Change(DateTimeOffset At, Func<DbAccount, bool>? IsShownBy)
    {
        /// <summary>The jobs that were not seen to end, the newest first.</summary>
        public string[] OpenJobs { get; init; } = [];

        /// <summary>The job of the account's creation, ended or not; null where there is none.</summary>
        public string? CreationJob { get; init; }

        /// <summary>It has removed the account.</summary>
        public bool IsGone { get; init; }

        /// <summary>When an attempt was lost that may still come.</summary>
        public DateTimeOffset? LostAt { get; init; }

        /// <summary>The creation of the account as it is now; null where this process has not created it, or not for sure.</summary>
        public KnownCreation? Creation { get; init; }
    }
}
