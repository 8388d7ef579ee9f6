using System.Collections.Generic;
using DbAccounts.Engines.Cloud.Http;
using DbAccounts.Engines.Cloud.TencentCloud.Requests;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.TencentCloud;

/// <summary>What the error codes of Tencent Cloud mean. They are dotted: the part before the dot is the kind, the rest the case.</summary>
internal static class TencentFault
{
    private const int SecondsOfSkewAllowed = 300;

    private static readonly Dictionary<string, FaultMeaning> _meanings = new()
    {
        ["AuthFailure"] = FaultMeaning.WrongKey,
        ["AuthFailure.SignatureExpire"] = FaultMeaning.WrongClock,
        ["AuthFailure.UnauthorizedOperation"] = FaultMeaning.AccessDenied,
        ["UnauthorizedOperation"] = FaultMeaning.AccessDenied,
        ["OperationDenied.UserHasNoStrategy"] = FaultMeaning.AccessDenied,
        ["FailedOperation.StatusConflict"] = FaultMeaning.Busy,
        ["FailedOperation.StartFlowError"] = FaultMeaning.Busy,
        ["FailedOperation.SubmitAsyncTaskError"] = FaultMeaning.Busy,
        ["FailedOperation.CreateAccountError"] = FaultMeaning.AccountExists,
        ["InvalidParameterValue.UserNotExistError"] = FaultMeaning.AccountNotFound with
        {
            Advice = () => Messages.AdviceNameAndHost,
        },
        ["InvalidParameter.InvalidAsyncRequestId"] = FaultMeaning.JobNotFound,
        ["InvalidParameter.InstanceNotFound"] = FaultMeaning.InstanceNotFound,
        ["ResourceNotFound.CdbInstanceNotFoundError"] = FaultMeaning.InstanceNotFound,
        ["ResourceNotFound.InstanceNotFoundError"] = FaultMeaning.InstanceNotFound,
        ["InvalidAction"] = FaultMeaning.Refused with
        {
            Advice = () => Messages.AdviceNoAction,
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

    /// <summary>Maps a code, or the kind before its dot; one that is not known is a refusal in the service's own words.</summary>
    public static ApiFault From(TencentProduct product, string action, string code, string message, ApiResponse response)
    {
        FaultMeaning meaning = _meanings.TryGetValue(code, out FaultMeaning? exact) ? exact
            : _meanings.TryGetValue(code.Split('.')[0], out FaultMeaning? kind) ? kind
            : FaultMeaning.Refused;
        if (meaning == FaultMeaning.WrongClock)
        {
            meaning = meaning with { Advice = () => ClockSkew.Advice(response, SecondsOfSkewAllowed) };
        }
        else if (code == "InvalidAction" && action == nameof(ModifyAccountHost))
        {
            meaning = meaning with { Advice = () => Messages.AdviceNoModifyHost };
        }
        else if (meaning == FaultMeaning.AccessDenied)
        {
            meaning = meaning with { Advice = () => Messages.AdviceCamAction.With(product.Name, action) };
        }

        return meaning.In(response, code, message);
    }
}
