using System.Globalization;
using DbAccounts.Errors;
using DbAccounts.Http;

namespace DbAccounts.Services.QingCloud;

/// <summary>What the ret_codes of QingCloud mean.</summary>
internal static class QingCloudFault
{
    /// <summary>"Resource not found".</summary>
    public const string NotFound = "2100";

    /// <summary>Maps a code; one that is not known is a refusal in the service's own words.</summary>
    public static ApiFault From(long code, string message, ApiResponse response)
    {
        (FaultKind kind, string id, DbErrorCategory category, string? advice) = code switch
        {
            1100 or 1101 or 8000 => (FaultKind.Refused, DbErrorId.RequestRefused, DbErrorCategory.InvalidArgument, "Correct the value that the service names; Get-DbAccountRule shows the documented rules."),
            1200 => (FaultKind.Refused, DbErrorId.AuthenticationFailed, DbErrorCategory.AuthenticationError, "Check access_key_id and secret_access_key."),
            1300 => (FaultKind.Refused, DbErrorId.ClockSkew, DbErrorCategory.AuthenticationError, ClockSkew.Advice(response, 60)),
            1400 => (FaultKind.Refused, DbErrorId.AccessDenied, DbErrorCategory.PermissionDenied, "The key may not do this, or the cluster is not active: look at the reason that the service gives."),
            2100 => (FaultKind.Refused, DbErrorId.InstanceNotFound, DbErrorCategory.ObjectNotFound, "Check the cluster id, the zone (lower case) and whose key it is."),
            2110 => (FaultKind.Refused, DbErrorId.AccountExists, DbErrorCategory.ResourceExists, "Get-DbAccount shows whether the account exists."),
            2400 or 5200 => (FaultKind.Refused, DbErrorId.QuotaExceeded, DbErrorCategory.QuotaExceeded, null),
            // The documents say both "a quota of resources" and "the API's rate", and until midnight: waiting here would not help.
            2500 => (FaultKind.Refused, DbErrorId.Throttled, DbErrorCategory.LimitsExceeded, "The quota of requests is used up: wait, or ask QingCloud for a higher one."),
            // "Being updated, try later": the only server error that says that nothing happened.
            5300 => (FaultKind.Busy, DbErrorId.InstanceBusy, DbErrorCategory.ResourceBusy, "The service is being updated: try again later."),
            >= 5000 and < 6000 => (FaultKind.Unclear, DbErrorId.ServiceFailed, DbErrorCategory.ResourceUnavailable, "Try again later."),
            _ => (FaultKind.Refused, DbErrorId.RequestRefused, DbErrorCategory.InvalidOperation, null),
        };
        return new ApiFault(kind, id, category, code.ToString(CultureInfo.InvariantCulture), message)
        {
            RecommendedAction = advice,
            RequestId = response.RequestIdHeader,
            RetryAfter = response.RetryAfter,
        };
    }
}
