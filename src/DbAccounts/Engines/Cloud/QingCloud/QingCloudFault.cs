using System.Collections.Generic;
using System.Globalization;
using DbAccounts.Engines.Cloud.Http;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.QingCloud;

/// <summary>What the ret_codes of QingCloud mean.</summary>
internal static class QingCloudFault
{
    /// <summary>"Resource not found".</summary>
    public const string NotFound = "2100";

    private const int SecondsOfSkewAllowed = 60;

    private static readonly Dictionary<long, FaultMeaning> _meanings = new()
    {
        [1100] = FaultMeaning.InvalidValue,
        [1101] = FaultMeaning.InvalidValue,
        [8000] = FaultMeaning.InvalidValue,
        [1200] = FaultMeaning.WrongKey,
        [1300] = FaultMeaning.WrongClock,
        [1400] = FaultMeaning.AccessDenied with
        {
            Advice = () => Messages.AdviceQingCloudDenied,
        },
        [2100] = FaultMeaning.InstanceNotFound,
        [2110] = FaultMeaning.AccountExists,
        [2400] = FaultMeaning.QuotaExceeded,
        // The documents say both "a quota of resources" and "the API's rate", and until midnight: waiting here would not help.
        [2500] = FaultMeaning.Throttled with
        {
            Kind = FaultKind.Refused,
            Advice = () => Messages.AdviceQingCloudQuota,
        },
        // "Timed out or overloaded": it may have begun.
        [5100] = FaultMeaning.ServiceFailed with { MayComeYet = true },
        [5200] = FaultMeaning.QuotaExceeded,
        // "Being updated, try later": the only server error that says that nothing happened.
        [5300] = FaultMeaning.Busy with { Advice = () => Messages.AdviceQingCloudUpdating },
    };

    /// <summary>Maps a code; one that is not known is the service's failure or a refusal, in its own words.</summary>
    public static ApiFault From(long code, string message, ApiResponse response)
    {
        FaultMeaning meaning = _meanings.TryGetValue(code, out FaultMeaning? known) ? known
            : code is >= 5000 and < 6000 ? FaultMeaning.ServiceFailed
            : FaultMeaning.Refused;
        if (meaning == FaultMeaning.WrongClock)
        {
            meaning = meaning with { Advice = () => ClockSkew.Advice(response, SecondsOfSkewAllowed) };
        }

        return meaning.In(response, code.ToString(CultureInfo.InvariantCulture), message);
    }
}
