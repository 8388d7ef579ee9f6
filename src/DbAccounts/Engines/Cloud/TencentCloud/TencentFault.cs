using System.Collections.Generic;
using System.Globalization;
using DbAccounts.Engines.Cloud.Http;
using DbAccounts.Engines.Cloud.TencentCloud.Requests;

namespace DbAccounts.Engines.Cloud.TencentCloud;

/// <summary>What the error codes of Tencent Cloud mean. They are dotted: the part before the dot is the kind, the rest the case.</summary>
internal static class TencentFault
{
    private const int SecondsOfSkewAllowed = 300;

    private static readonly Dictionary<string, FaultMeaning> _meanings = new()
    {
        ["AuthFailure"] = FaultMeaning.WrongKey,
        ["AuthFailure.SignatureExpire"] = FaultMeaning.WrongClock,
        ["AuthFailure.UnauthorizedOperation"] = NotAllowed,
        ["UnauthorizedOperation"] = NotAllowed,
        ["OperationDenied.UserHasNoStrategy"] = NotAllowed,
        ["FailedOperation.StatusConflict"] = FaultMeaning.Busy,
        ["FailedOperation.StartFlowError"] = FaultMeaning.Busy,
        ["FailedOperation.SubmitAsyncTaskError"] = FaultMeaning.Busy,
        ["FailedOperation.CreateAccountError"] = FaultMeaning.AccountExists,
        ["InvalidParameterValue.UserNotExistError"] = FaultMeaning.AccountNotFound with
        {
            Advice = "Get-DbAccount lists the accounts; name and host together identify one.",
        },
        ["InvalidParameter.InvalidAsyncRequestId"] = FaultMeaning.JobNotFound,
        ["InvalidParameter.InstanceNotFound"] = FaultMeaning.InstanceNotFound,
        ["ResourceNotFound.CdbInstanceNotFoundError"] = FaultMeaning.InstanceNotFound,
        ["ResourceNotFound.InstanceNotFoundError"] = FaultMeaning.InstanceNotFound,
        ["InvalidAction"] = FaultMeaning.Refused with
        {
            Advice = "The endpoint serves no such action: check the action's name and the endpoint.",
        },
        ["ServiceUnavailable"] = FaultMeaning.ServiceFailed with { Kind = FaultKind.Throttled },
        ["RequestLimitExceeded"] = FaultMeaning.Throttled,
        ["InternalError"] = FaultMeaning.ServiceFailed,
        ["CdbError"] = FaultMeaning.ServiceFailed,
        ["LimitExceeded"] = FaultMeaning.QuotaExceeded,
        ["InvalidParameter"] = FaultMeaning.InvalidValue,
        ["InvalidParameterValue"] = FaultMeaning.InvalidValue,
        ["MissingParameter"] = FaultMeaning.InvalidValue,
        ["UnknownParameter"] = FaultMeaning.InvalidValue,
    };

    // The product and the action are put in when it is said.
    private const string RightNeeded = "Grant the key's user the CAM action {0}:{1} on the instance.";

    private static FaultMeaning NotAllowed => FaultMeaning.AccessDenied with
    {
        Advice = RightNeeded,
    };

    /// <summary>Maps a code, or the kind before its dot; one that is not known is a refusal in the service's own words.</summary>
    public static ApiFault From(TencentProduct product, string action, string code, string message, ApiResponse response)
    {
        FaultMeaning meaning = _meanings.TryGetValue(code, out FaultMeaning? exact) ? exact
            : _meanings.TryGetValue(code.Split('.')[0], out FaultMeaning? kind) ? kind
            : FaultMeaning.Refused;
        if (meaning == FaultMeaning.WrongClock)
        {
            meaning = meaning with { Advice = ClockSkew.Advice(response, SecondsOfSkewAllowed) };
        }
        else if (code == "InvalidAction" && action == nameof(ModifyAccountHost))
        {
            meaning = meaning with { Advice = "The international site has no ModifyAccountHost: remove the account and create it anew." };
        }
        else if (meaning.Advice == RightNeeded)
        {
            meaning = meaning with { Advice = string.Format(CultureInfo.InvariantCulture, RightNeeded, product.Name, action) };
        }

        return meaning.In(response, code, message);
    }
}
