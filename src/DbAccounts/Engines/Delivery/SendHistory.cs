using System;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Delivery;

/// <summary>
/// A change on its way whose answer may be lost: what this process has seen of it by itself, and what a service's time stamps tell where
/// it has seen nothing. A service's clock may be off, so what was seen counts first.
/// </summary>
/// <param name="at">When it was sent first.</param>
/// <param name="followsAnother">The account was changed a moment before: a time stamp may be that change's.</param>
/// <param name="now">The time.</param>
internal sealed class SendHistory(DateTimeOffset at, bool followsAnother, Func<DateTimeOffset> now)
{
    // Time stamps have whole seconds, and clocks differ a little even where signatures are accepted.
    private static readonly TimeSpan _slack = TimeSpan.FromSeconds(2);

    // No cloud accepts a signature whose time is off by more than 15 minutes.
    private static readonly TimeSpan _farOff = TimeSpan.FromMinutes(20);

    // What is older by the service's clock, as accounts of one's own show it, has existed from before.
    private static readonly TimeSpan _clearlyBefore = TimeSpan.FromSeconds(5);
    private DateTime? _passwordSeen;
    private bool _mayComeYet;
    private int _lost;

    /// <summary>When it was sent first.</summary>
    public DateTimeOffset At => at;

    /// <summary>This process has seen that the account was absent, before an attempt to create it or between two of them.</summary>
    public bool SawAbsent { get; set; }

    /// <summary>The last error of an attempt whose answer was lost; null as long as there is none.</summary>
    public DbAccountsException? Lost { get; private set; }

    /// <summary>When the last attempt was lost, by the clock.</summary>
    public DateTimeOffset LostAt { get; private set; }

    /// <summary>An attempt whose answer was lost is neither found nor proven not to have been applied: it may still come.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Notes that an answer was lost.</summary>
    public void Lose(DbAccountsException lost)
    {
        Lost = lost;
        LostAt = now();
        _lost++;
        _mayComeYet |= lost.MayComeYet;
    }

    /// <summary>Notes what reading back has shown.</summary>
    public void See(ReadBack found)
    {
        // What is found explains one attempt, not those before it.
        IsOpen = found.Job is null ? _mayComeYet || !found.IsNotApplied : IsOpen;
    }

    /// <summary>Notes that a refusal has shown that an attempt was applied.</summary>
    public void Echo() => IsOpen = _lost > 1;

    /// <summary>True when a time by the service's clock lies after the sending.</summary>
    public bool IsBefore(DateTime time) => time >= at.UtcDateTime - _slack;

    /// <summary>What an account that is listed proves of its creation.</summary>
    /// <param name="name">The account.</param>
    /// <param name="created">When it was created, UTC; null where the service does not tell.</param>
    /// <param name="isAnother">It shows other values than it would have been created with.</param>
    /// <param name="job">The job of its creation.</param>
    /// <param name="readClock">Looks how far the service's clock is off, where the time alone does not tell; null is not known.</param>
    public async Task<ReadBack> ProveCreationAsync(
        string name, DateTime? created, bool isAnother, DbJob job, Func<Task<ServiceClock?>> readClock)
    {
        ReadBack byTime = ProveCreation(name, created, isAnother, job);
        if (SawAbsent || isAnother || followsAnother || byTime.Job is not null || created is not { } time
            || !ServiceClock.MayBeAt(time, at) || await readClock().ConfigureAwait(false) is not { } clock)
        {
            return byTime;
        }

        DateTime earliest = clock.Earliest(time);
        return IsBefore(earliest) && earliest <= now().UtcDateTime ? ReadBack.Applied(job.FoundByReadingBack())
            : clock.IsConfirmed && clock.Latest(time) < at.UtcDateTime - _clearlyBefore ? ExistedBefore(name)
            : byTime;
    }

    private ReadBack ProveCreation(string name, DateTime? created, bool isAnother, DbJob job)
    {
        if (SawAbsent)
        {
            return isAnother
                ? ReadBack.Unclear(Messages.ListedOtherwise.With(name))
                : ReadBack.Applied(job.FoundByReadingBack());
        }

        if (isAnother)
        {
            return ReadBack.NotApplied(Messages.ListedOtherwiseBefore.With(name));
        }

        string listed = Messages.ListedUnproven.With(name);
        return created is not { } time ? ReadBack.Unclear(Messages.ListedUnprovenNoTime.With(listed))
            : time < at.UtcDateTime - _farOff ? ExistedBefore(name)
            : !IsBefore(time) ? ReadBack.Unclear(Messages.ListedUnprovenPast.With(listed))
            : time > now().UtcDateTime + _slack ? ReadBack.Unclear(Messages.ListedUnprovenFuture.With(listed))
            : followsAnother ? ReadBack.Unclear(Messages.ListedUnprovenEarlier.With(listed))
            : ReadBack.Applied(job.FoundByReadingBack());
    }

    private static ReadBack ExistedBefore(string name) => ReadBack.NotApplied(Messages.ListedBefore.With(name));

    /// <summary>What the time of a password proves of its change: only that it is another one than was read before proves something.</summary>
    /// <param name="name">The account.</param>
    /// <param name="changed">When its password was changed, in the service's words; null where the service does not tell.</param>
    /// <param name="job">The job of the change.</param>
    public ReadBack ProvePassword(string name, DateTime? changed, DbJob job)
    {
        if (changed is { } time)
        {
            if (_passwordSeen is { } before && before != time)
            {
                return ReadBack.Applied(job.FoundByReadingBack());
            }

            _passwordSeen = time;
        }

        return ReadBack.Unclear(Messages.ListedPasswordUnproven.With(name));
    }
}
