namespace DbAccounts.Simulator.Clouds.QingCloud;

/// <summary>The error codes of QingCloud that the simulator answers with.</summary>
internal static class RetCode
{
    /// <summary>A parameter is missing, or has a value that is not allowed.</summary>
    public const string InvalidMessage = "1100";

    /// <summary>Neither GET nor POST.</summary>
    public const string InvalidMethod = "1101";

    /// <summary>Unknown key, or wrong signature.</summary>
    public const string AuthenticationFailed = "1200";

    /// <summary>time_stamp is more than 60 seconds off.</summary>
    public const string Expired = "1300";

    /// <summary>The resource is in a state in which it can't be changed.</summary>
    public const string Denied = "1400";

    public const string NotFound = "2100";

    public const string Exists = "2110";

    /// <summary>Too many requests.</summary>
    public const string QuotaExceeded = "2500";

    public const string UnknownAction = "3300";

    /// <summary>The service is being updated: to be tried again later.</summary>
    public const string Updating = "5300";

    /// <summary>The refusal of too many requests.</summary>
    public static RefusalException TooManyRequests() => new(QuotaExceeded, "QuotaExceeded, the quota of API requests is exceeded");

    /// <summary>The refusal of a value.</summary>
    public static RefusalException Invalid(string why) => new(InvalidMessage, "InvalidParameter, " + why);
}
