using System;

namespace DbAccounts.Model;

/// <summary>A change that a service has accepted. Plain data: it may be exported, and waited for somewhere else.</summary>
public sealed class DbJob
{
    private static readonly TimeSpan _moment = TimeSpan.FromSeconds(5);

    private static readonly DbList<string> _none = new([], ListForm.Accounts);
    private const string Found = "found by reading back";

    /// <summary>The service's own id of the job or task; null where the change was immediate.</summary>
    public string? Id { get; set; }

    /// <summary>The service, one of the names of <c>Get-DbService</c>.</summary>
    public string Service { get; set; } = "";

    /// <summary>The instance or cluster that is changed.</summary>
    public string InstanceId { get; set; } = "";

    /// <summary>The region (QingCloud: zone) that the change was sent to.</summary>
    public string? Region { get; set; }

    /// <summary>The address of the service there: an id at another address is another instance.</summary>
    public string? Endpoint { get; set; }

    /// <summary>What is done, for example <c>CreateAccount</c>.</summary>
    public string Operation { get; set; } = "";

    /// <summary>The service's own name of the action, for example <c>CreateAccounts</c> or <c>add_user</c>.</summary>
    public string Action { get; set; } = "";

    /// <summary>The accounts that are changed, each as <c>name</c> or <c>name@host</c>.</summary>
    public DbList<string> Account
    {
        get;
        set => field = value?.In(ListForm.Accounts) ?? _none;
    } = _none;

    /// <summary>The state, in the words that hold for all services.</summary>
    public DbJobState State { get; set; }

    /// <summary>The state, in the service's own word.</summary>
    public string? ServiceState { get; set; }

    /// <summary>When the service accepted the change, by this machine's clock, UTC.</summary>
    public DateTime? SubmittedAt { get; set; }

    /// <summary>When the service was last asked for the state, by this machine's clock, UTC; null where it was not asked yet.</summary>
    public DateTime? CheckedAt { get; set; }

    /// <summary>
    /// When it ended, by this machine's clock, or as the service tells it; UTC. Null also for one that had ended before anybody looked:
    /// then it was between <see cref="SubmittedAt"/> and <see cref="CheckedAt"/>.
    /// </summary>
    public DateTime? CompletedAt { get; set; }

    /// <summary>The service's own code of a failure.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>The service's own text of a failure.</summary>
    public string? ErrorMessage { get; set; }

    /// <summary>The service's id of the request that started the job.</summary>
    public string? RequestId { get; set; }

    /// <summary>The connection that it came through, in this process.</summary>
    internal DbConnectionName? Connection { get; set; }

    /// <summary>What goes along with the job in this process, in all of its states, and is never exported.</summary>
    internal object? Companion { get; set; }

    /// <summary>What this process still looks at when the job has ended, and is never exported.</summary>
    internal object? FollowUp { get; set; }

    /// <summary>True when nothing more will happen.</summary>
    public bool HasEnded() => State is DbJobState.Succeeded or DbJobState.Failed or DbJobState.Canceled;

    /// <summary>The same job in another state; the time of its end is set when it has ended, where anybody saw that.</summary>
    internal DbJob With(DbJobState state, string? serviceState, string? errorCode, string? errorMessage, DateTime? completedAt = null)
    {
        DateTime now = DateTime.UtcNow;
        var job = (DbJob)MemberwiseClone();
        job.State = state;
        job.ServiceState = serviceState;
        job.ErrorCode = errorCode;
        job.ErrorMessage = errorMessage;
        // When an end was first seen is all that is known of one that nobody watched.
        job.CheckedAt = HasEnded() && CompletedAt is null ? CheckedAt ?? now : now;
        job.CompletedAt = job.HasEnded() ? CompletedAt ?? (IsWatched(now) ? now : Within(completedAt, now)) : null;
        return job;
    }

    // It was looked at a moment ago, or not much longer than one looks at so long a job; what has no id ended when it was answered.
    private bool IsWatched(DateTime now) => Id is null
        || ((CheckedAt ?? SubmittedAt) is { } last && !HasEnded() && (now - last <= _moment || (now - last).Ticks * 4 <= (now - SubmittedAt)?.Ticks));

    // A service's clock counts whole seconds, and may be off.
    private DateTime? Within(DateTime? told, DateTime now) => told is null ? null : told > now ? now : told < SubmittedAt ? SubmittedAt : told;

    /// <summary>Takes the state of the same job as it was seen later. An end stays one: nothing comes after it.</summary>
    internal void BringUpTo(DbJob later)
    {
        if (!later.IsLaterThan(this))
        {
            return;
        }

        State = later.State;
        ServiceState = later.ServiceState;
        ErrorCode = later.ErrorCode;
        ErrorMessage = later.ErrorMessage;
        CompletedAt = later.CompletedAt;
        CheckedAt = later.CheckedAt;
    }

    /// <summary>True where the same job, as another has it, was seen before.</summary>
    internal bool IsLaterThan(DbJob other) => HasEnded() == other.HasEnded() ? CheckedAt > (other.CheckedAt ?? DateTime.MinValue) : HasEnded();

    /// <summary>The same job, for some of its accounts.</summary>
    internal DbJob Of(params string[] accounts)
    {
        var job = (DbJob)MemberwiseClone();
        job.Account = accounts;
        return job;
    }

    /// <summary>The job of a change that shows when it is read back, after its answer was lost.</summary>
    internal DbJob FoundByReadingBack() => With(DbJobState.Succeeded, Found, null, null);

    /// <summary>True when the change was found by what it made.</summary>
    internal bool IsFoundByReadingBack => ServiceState == Found;

    /// <summary>The job of a change that was not sent, as the account was so already.</summary>
    internal DbJob WithNothingToChange() => With(DbJobState.Succeeded, "nothing to change", null, null);

    /// <summary>The job of a change of which nobody can tell what became.</summary>
    internal DbJob WithUnknownOutcome() => With(DbJobState.Unknown, ServiceState, null, null);

    /// <summary>A short description for messages.</summary>
    public override string ToString() => $"{Operation} {string.Join(", ", Account)} ({Id ?? "immediate"}): {State}";
}
