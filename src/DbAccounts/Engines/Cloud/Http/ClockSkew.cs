using System;

namespace DbAccounts.Engines.Cloud.Http;

/// <summary>Tells a wrong clock from a wrong key: the Date header of the refusal says what time the service has.</summary>
internal static class ClockSkew
{
    /// <summary>
    /// What to do about an expired signature: where the answer has a date, whether it is the clock at all, and by how much.
    /// </summary>
    public static string Advice(ApiResponse response, int allowedSeconds)
    {
        if (response.ServerTime is not { } server)
        {
            return $"Set this machine's clock: the service accepts a difference of {allowedSeconds} seconds.";
        }

        double ahead = (DateTimeOffset.UtcNow - server).TotalSeconds;
        string measured = FormattableString.Invariant($"{Math.Abs(ahead):0} seconds {(ahead < 0 ? "behind" : "ahead of")} the service's");
        return Math.Abs(ahead) > allowedSeconds
            ? $"Set this machine's clock: it is {measured}, which accepts a difference of {allowedSeconds}."
            : $"This machine's clock is not the cause: it is {measured}, which accepts a difference of {allowedSeconds}. "
                + "The request was probably held up on its way, by a proxy for example: try again, and look for what delays it.";
    }
}
