using System;
using System.Security.Cryptography;

namespace DbAccounts.Engines.Cloud.Http;

/// <summary>The one place that decides whether a request is sent again, and when.</summary>
internal static class RetryPolicy
{
    private const int Attempts = 4;
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(15);

    /// <summary>How long to wait before the next attempt; null when there is to be none.</summary>
    /// <param name="call">The request.</param>
    /// <param name="fault">What the last attempt came to.</param>
    /// <param name="attempt">How many attempts there were, from 1.</param>
    /// <param name="left">How much of the time allowed is left.</param>
    public static TimeSpan? NextDelay(ApiCall call, ApiFault fault, int attempt, TimeSpan left)
    {
        bool again = fault.Kind switch
        {
            FaultKind.Throttled or FaultKind.Busy => true,
            FaultKind.NotSent => attempt < Attempts,
            FaultKind.Unclear => !call.IsChange && attempt < Attempts,
            _ => false,
        };
        if (!again)
        {
            return null;
        }

        // What the service asks for is the least: "at once", or a time that has passed, must not become a flood.
        TimeSpan delay = Jittered(fault.Kind is FaultKind.Unclear or FaultKind.NotSent ? 0.25 : 1, attempt);
        delay = fault.RetryAfter > delay ? fault.RetryAfter.Value : delay;
        return delay <= left ? delay : null;
    }

    private static TimeSpan Jittered(double firstSeconds, int attempt)
    {
        double ceiling = Math.Min(firstSeconds * Math.Pow(2, Math.Min(attempt - 1, 10)), _longest.TotalSeconds);
        var bytes = new byte[4];
        using (var random = RandomNumberGenerator.Create())
        {
            random.GetBytes(bytes);
        }

        // Full jitter spreads clients that were turned away together.
        return TimeSpan.FromSeconds(ceiling * (0.1 + (0.9 * BitConverter.ToUInt32(bytes, 0) / uint.MaxValue)));
    }
}
