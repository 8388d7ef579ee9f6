using System;
using DbAccounts.Errors;
using DbAccounts.Http;

namespace DbAccounts.Services.TencentCloud;

/// <summary>What the error codes of Tencent Cloud mean. They are dotted: the part before the dot is the kind, the rest the case.</summary>
internal static class TencentFault
{
    /// <summary>Maps a code; one that is not known is a refusal in the service's own words.</summary>
    public static ApiFault From(string code, string message, ApiResponse response)
    {
        (FaultKind kind, string id, DbErrorCategory category, string? advice) = code switch
        {
            "AuthFailure.SignatureExpire" => (FaultKind.Refused, DbErrorId.ClockSkew, DbErrorCategory.AuthenticationError, ClockSkew.Advice(response, 300)),
            "AuthFailure.UnauthorizedOperation" or "UnauthorizedOperation" or "OperationDenied.UserHasNoStrategy" =>
                (FaultKind.Refused, DbErrorId.AccessDenied, DbErrorCategory.PermissionDenied, "Grant the key's user the CAM action cdb:<action> on the instance."),
            "FailedOperation.StatusConflict" or "FailedOperation.StartFlowError" or "FailedOperation.SubmitAsyncTaskError" =>
                (FaultKind.Busy, DbErrorId.InstanceBusy, DbErrorCategory.ResourceBusy, "Another task runs on the instance: try again when it has ended."),
            "FailedOperation.CreateAccountError" =>
                (FaultKind.Refused, DbErrorId.AccountExists, DbErrorCategory.ResourceExists, "Get-DbAccount shows whether the account exists; Set-DbAccount changes it."),
            "InvalidParameterValue.UserNotExistError" =>
                (FaultKind.Refused, DbErrorId.AccountNotFound, DbErrorCategory.ObjectNotFound, "Get-DbAccount lists the accounts; name and host together identify one."),
            "InvalidParameter.InvalidAsyncRequestId" => (FaultKind.Refused, DbErrorId.JobNotFound, DbErrorCategory.ObjectNotFound, null),
            "InvalidParameter.InstanceNotFound" or "ResourceNotFound.CdbInstanceNotFoundError" or "ResourceNotFound.InstanceNotFoundError" =>
                (FaultKind.Refused, DbErrorId.InstanceNotFound, DbErrorCategory.ObjectNotFound, "Check the instance id, the region and the account that the key belongs to."),
            "InvalidAction" => (FaultKind.Refused, DbErrorId.RequestRefused, DbErrorCategory.InvalidOperation, "The international site has no ModifyAccountHost: remove the account and create it anew."),
            "ServiceUnavailable" => (FaultKind.Throttled, DbErrorId.ServiceFailed, DbErrorCategory.ResourceUnavailable, null),
            _ when Is(code, "RequestLimitExceeded") => (FaultKind.Throttled, DbErrorId.Throttled, DbErrorCategory.LimitsExceeded, "Send fewer requests at a time, or wait."),
            _ when Is(code, "AuthFailure") => (FaultKind.Refused, DbErrorId.AuthenticationFailed, DbErrorCategory.AuthenticationError, "Check SecretId and SecretKey, and for temporary keys the token."),
            _ when Is(code, "InternalError") || Is(code, "CdbError") => (FaultKind.Unclear, DbErrorId.ServiceFailed, DbErrorCategory.ResourceUnavailable, null),
            _ when Is(code, "LimitExceeded") => (FaultKind.Refused, DbErrorId.QuotaExceeded, DbErrorCategory.QuotaExceeded, null),
            _ when Is(code, "InvalidParameter") || Is(code, "InvalidParameterValue") || Is(code, "MissingParameter") || Is(code, "UnknownParameter") =>
                (FaultKind.Refused, DbErrorId.RequestRefused, DbErrorCategory.InvalidArgument, "Correct the value that the service names; Get-DbAccountRule shows the documented rules."),
            _ => (FaultKind.Refused, DbErrorId.RequestRefused, DbErrorCategory.InvalidOperation, null),
        };
        return new ApiFault(kind, id, category, code, message) { RecommendedAction = advice, RetryAfter = response.RetryAfter };
    }

    private static bool Is(string code, string primary) =>
        code == primary || code.StartsWith(primary + ".", StringComparison.Ordinal);
}
