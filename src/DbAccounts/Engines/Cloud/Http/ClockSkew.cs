using System;
using DbAccounts.Texts;

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
            return Messages.ClockAdvice.With(allowedSeconds);
        }

        double ahead = (DateTimeOffset.UtcNow - server).TotalSeconds;
        string measured = (ahead < 0 ? Messages.ClockBehind : Messages.ClockAhead).With(Math.Abs(ahead));
        return Math.Abs(ahead) > allowedSeconds
            ? Messages.ClockAdviceMeasured.With(measured, allowedSeconds)
            : Messages.ClockNotTheCause.With(measured, allowedSeconds);
    }
}
