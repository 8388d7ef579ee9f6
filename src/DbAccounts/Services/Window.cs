using System;

namespace DbAccounts.Services;

/// <summary>Tells by a service's time stamp whether something happened since a request was sent.</summary>
internal static class Window
{
    // Time stamps have whole seconds, and clocks differ a little even where signatures are accepted.
    private static readonly TimeSpan _slack = TimeSpan.FromSeconds(2);

    /// <summary>True when a time by the service's clock lies after the sending.</summary>
    /// <param name="time">The time stamp, UTC by the service's clock.</param>
    /// <param name="sentAt">When the request was sent, by this machine's clock.</param>
    /// <param name="clockOffset">How far the service's clock is ahead of this machine's.</param>
    public static bool IsSince(DateTime time, DateTimeOffset sentAt, TimeSpan clockOffset) =>
        time >= sentAt.UtcDateTime + clockOffset - _slack;
}
