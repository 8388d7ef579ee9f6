using System;
using System.Globalization;

namespace DbAccounts.Http;

/// <summary>Tells a wrong clock from a wrong key: the Date header of the refusal says what time the service has.</summary>
internal static class ClockSkew
{
    /// <summary>What to do about an expired signature, with the measured difference where the answer has a date.</summary>
    public static string Advice(ApiResponse response, int allowedSeconds)
    {
        string measured = response.ServerTime is { } server
            ? string.Format(CultureInfo.InvariantCulture, " It differs from the service's by {0:0} seconds.", (DateTimeOffset.UtcNow - server).TotalSeconds)
            : "";
        return $"Set this machine's clock: the service accepts a difference of {allowedSeconds} seconds.{measured}";
    }
}
