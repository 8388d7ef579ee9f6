using DbAccounts.Errors;

namespace DbAccounts.Engines.Cloud.Http;

/// <summary>What a service's code means in our words. The providers' tables choose among these.</summary>
internal sealed record FaultMeaning(FaultKind Kind, string ErrorId, DbErrorCategory Category, string Advice)
{
    public static readonly FaultMeaning AccountExists = new(
        FaultKind.Refused,
        DbErrorId.AccountExists,
        DbErrorCategory.ResourceExists,
        "Get-DbAccount shows the account as it is; Set-DbAccount changes it.");

    public static readonly FaultMeaning AccountNotFound = new(
        FaultKind.Refused, DbErrorId.AccountNotFound, DbErrorCategory.ObjectNotFound, "Get-DbAccount lists the accounts.");

    public static readonly FaultMeaning InstanceNotFound = new(
        FaultKind.Refused,
        DbErrorId.InstanceNotFound,
        DbErrorCategory.ObjectNotFound,
        "Check the instance, its region or zone, and whose key it is.");

    public static readonly FaultMeaning JobNotFound = new(
        FaultKind.Refused,
        DbErrorId.JobNotFound,
        DbErrorCategory.ObjectNotFound,
        "Check the id and the instance. Services forget jobs, done or not: "
            + "look at the account with Get-DbAccount before you repeat the change.");

    public static readonly FaultMeaning InvalidValue = new(
        FaultKind.Refused,
        DbErrorId.RequestRefused,
        DbErrorCategory.InvalidArgument,
        "Correct the value that the service names; Get-DbAccountRule shows the documented rules.");

    public static readonly FaultMeaning Refused = new(
        FaultKind.Refused,
        DbErrorId.RequestRefused,
        DbErrorCategory.InvalidOperation,
        "The service's code and text say why; look the code up in the service's documents, which Get-DbService names.");

    public static readonly FaultMeaning WrongKey = new(
        FaultKind.Refused,
        DbErrorId.AuthenticationFailed,
        DbErrorCategory.AuthenticationError,
        "Check the key pair, and for temporary keys the token.");

    public static readonly FaultMeaning WrongClock = new(
        FaultKind.Refused, DbErrorId.ClockSkew, DbErrorCategory.AuthenticationError, "Set this machine's clock.");

    public static readonly FaultMeaning AccessDenied = new(
        FaultKind.Refused,
        DbErrorId.AccessDenied,
        DbErrorCategory.PermissionDenied,
        "Grant the key's user the right to this action on the instance.");

    public static readonly FaultMeaning QuotaExceeded = new(
        FaultKind.Refused,
        DbErrorId.QuotaExceeded,
        DbErrorCategory.QuotaExceeded,
        "Have the quota raised or the balance filled up at the provider, or remove what is not needed.");

    public static readonly FaultMeaning Throttled = new(
        FaultKind.Throttled, DbErrorId.Throttled, DbErrorCategory.LimitsExceeded, "Send fewer requests at a time, or wait.");

    public static readonly FaultMeaning Busy = new(
        FaultKind.Busy,
        DbErrorId.InstanceBusy,
        DbErrorCategory.ResourceBusy,
        "Another operation runs on the instance: try again when it has ended.");

    public static readonly FaultMeaning ServiceFailed = new(
        FaultKind.Unclear, DbErrorId.ServiceFailed, DbErrorCategory.ResourceUnavailable, "Try again later.");

    public static readonly FaultMeaning NotAsDocumented = new(
        FaultKind.Unclear, DbErrorId.ProtocolError, DbErrorCategory.ProtocolError, "Try again.");

    /// <summary>The service gave up waiting: a change may still come.</summary>
    public bool MayComeYet { get; init; }

    /// <summary>The fault in the service's own words.</summary>
    public ApiFault In(ApiResponse response, string code, string message) => new(Kind, ErrorId, Category, code, message, Advice)
    {
        RequestId = response.RequestIdHeader,
        RetryAfter = response.RetryAfter,
        MayComeYet = MayComeYet,
    };
}
