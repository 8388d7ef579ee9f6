using System;

namespace DbAccounts.Services;

/// <summary>A change on its way whose answer may be lost, and what a service's time stamps tell about it.</summary>
/// <param name="At">When it was sent first.</param>
/// <param name="FollowsAnother">The account was changed a moment before: a time stamp may be that change's.</param>
internal sealed record Sending(DateTimeOffset At, bool FollowsAnother)
{
    // Time stamps have whole seconds, and clocks differ a little even where signatures are accepted.
    private static readonly TimeSpan _slack = TimeSpan.FromSeconds(2);

    /// <summary>True when a time by the service's clock lies after the sending.</summary>
    public bool IsBefore(DateTime time) => time >= At.UtcDateTime - _slack;

    /// <summary>What a time stamp of the last change proves.</summary>
    /// <param name="time">The time stamp, UTC; null where the service tells none.</param>
    /// <param name="job">The change's job.</param>
    /// <param name="older">What to say of one that lies before the sending.</param>
    public ReadBack Judge(DateTime? time, Model.DbJob job, string older) =>
        time is not { } shown ? ReadBack.Unclear("The service does not tell the time of the last change.")
        : !IsBefore(shown) ? ReadBack.NotApplied(older)
        : FollowsAnother ? ReadBack.Unclear("The time of the last change may be that of the change before.")
        : ReadBack.Applied(job.FoundByReadingBack());
}
