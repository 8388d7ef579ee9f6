using System;
using DbAccounts.Errors;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.Http;

/// <summary>What a service's code means in our words. The providers' tables choose among these; the advice is read when it is needed.</summary>
internal sealed record FaultMeaning(FaultKind Kind, string ErrorId, DbErrorCategory Category, Func<string> Advice)
{
    public static readonly FaultMeaning AccountExists = new(
        FaultKind.Refused,
        DbErrorId.AccountExists,
        DbErrorCategory.ResourceExists,
        () => Messages.AdviceAccountExists);

    public static readonly FaultMeaning AccountNotFound = new(
        FaultKind.Refused, DbErrorId.AccountNotFound, DbErrorCategory.ObjectNotFound, () => Messages.AccountNotFoundAdvice);

    public static readonly FaultMeaning InstanceNotFound = new(
        FaultKind.Refused,
        DbErrorId.InstanceNotFound,
        DbErrorCategory.ObjectNotFound,
        () => Messages.InstanceUnknownAdvice);

    public static readonly FaultMeaning JobNotFound = new(
        FaultKind.Refused,
        DbErrorId.JobNotFound,
        DbErrorCategory.ObjectNotFound,
        () => Messages.JobNotFoundAdvice);

    public static readonly FaultMeaning InvalidValue = new(
        FaultKind.Refused,
        DbErrorId.RequestRefused,
        DbErrorCategory.InvalidArgument,
        () => Messages.AdviceInvalidValue);

    public static readonly FaultMeaning Refused = new(
        FaultKind.Refused,
        DbErrorId.RequestRefused,
        DbErrorCategory.InvalidOperation,
        () => Messages.AdviceRefused);

    public static readonly FaultMeaning WrongKey = new(
        FaultKind.Refused,
        DbErrorId.AuthenticationFailed,
        DbErrorCategory.AuthenticationError,
        () => Messages.AdviceWrongKey);

    public static readonly FaultMeaning WrongClock = new(
        FaultKind.Refused, DbErrorId.ClockSkew, DbErrorCategory.AuthenticationError, () => Messages.AdviceClock);

    public static readonly FaultMeaning AccessDenied = new(
        FaultKind.Refused,
        DbErrorId.AccessDenied,
        DbErrorCategory.PermissionDenied,
        () => Messages.AdviceAccessDenied);

    public static readonly FaultMeaning QuotaExceeded = new(
        FaultKind.Refused,
        DbErrorId.QuotaExceeded,
        DbErrorCategory.QuotaExceeded,
        () => Messages.AdviceQuota);

    public static readonly FaultMeaning Throttled = new(
        FaultKind.Throttled, DbErrorId.Throttled, DbErrorCategory.LimitsExceeded, () => Messages.AdviceThrottled);

    public static readonly FaultMeaning Busy = new(
        FaultKind.Busy,
        DbErrorId.InstanceBusy,
        DbErrorCategory.ResourceBusy,
        () => Messages.AdviceBusy);

    public static readonly FaultMeaning ServiceFailed = new(
        FaultKind.Unclear, DbErrorId.ServiceFailed, DbErrorCategory.ResourceUnavailable, () => Messages.AdviceTryLater);

    public static readonly FaultMeaning NotAsDocumented = new(
        FaultKind.Unclear, DbErrorId.ProtocolError, DbErrorCategory.ProtocolError, () => Messages.AdviceTryAgain);

    /// <summary>The service gave up waiting: a change may still come.</summary>
    public bool MayComeYet { get; init; }

    /// <summary>The fault in the service's own words.</summary>
    public ApiFault In(ApiResponse response, string code, string message) => new(Kind, ErrorId, Category, code, message, Advice())
    {
        RequestId = response.RequestIdHeader,
        RetryAfter = response.RetryAfter,
        MayComeYet = MayComeYet,
    };
}
