using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using DbAccounts.Engines.Cloud.Http;
using DbAccounts.Formats;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.HuaweiCloud;

/// <summary>What the error codes of DDM and of the gateway before it mean. Errors come in four shapes.</summary>
internal static class HuaweiFault
{
    private const int SecondsOfSkewAllowed = 900;
    private static readonly Regex _window =
        new(@"time:(\d{1,4})\s*(second|minute|hour)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Dictionary<string, FaultMeaning> _meanings = new()
    {
        ["DBS.300311"] = FaultMeaning.AccountExists,
        ["DBS.300327"] = FaultMeaning.AccountNotFound,
        ["DBS.280001"] = FaultMeaning.InvalidValue,
        ["DBS.300001"] = FaultMeaning.InvalidValue,
        ["DBS.300107"] = FaultMeaning.InvalidValue,
        ["DBS.300305"] = FaultMeaning.InvalidValue,
        ["DBS.300306"] = FaultMeaning.InvalidValue,
        ["DBS.300307"] = FaultMeaning.InvalidValue,
        ["DBS.300309"] = FaultMeaning.InvalidValue,
        ["DBS.300310"] = FaultMeaning.InvalidValue,
        ["DBS.300407"] = FaultMeaning.InvalidValue,
        // The service gave up waiting for itself: the change may still come.
        ["DBS.111205"] = FaultMeaning.ServiceFailed with { MayComeYet = true },
        // All of Huawei Cloud's database services share this namespace; in those that document these, they mean "busy".
        ["DBS.200011"] = FaultMeaning.Busy,
        ["DBS.200018"] = FaultMeaning.Busy,
        ["DBS.200019"] = FaultMeaning.Busy,
        ["DBS.200047"] = FaultMeaning.Busy,
        ["DBS.200076"] = FaultMeaning.Busy,
        ["DBS.200080"] = FaultMeaning.Busy,
        ["DBS.212033"] = FaultMeaning.Busy,
        ["DBS.300130"] = FaultMeaning.Busy,
        ["APIGW.0101"] = FaultMeaning.Refused with { Advice = () => Messages.AdviceNoAccountApi },
        ["APIGW.0301"] = FaultMeaning.WrongKey with
        {
            Advice = () => Messages.AdviceHuaweiKey,
        },
        ["APIGW.0302"] = FaultMeaning.AccessDenied with { Advice = () => Messages.AdviceDdmRights },
        ["APIGW.0303"] = FaultMeaning.WrongKey,
        ["APIGW.0307"] = FaultMeaning.WrongKey with { Advice = () => Messages.AdviceHuaweiToken },
        ["APIGW.0308"] = FaultMeaning.Throttled,
    };

    /// <summary>Maps an answer that is no success.</summary>
    public static ApiFault From(ApiResponse response, JsonElement? json)
    {
        if (json is not { } body || Read(body) is not ({ Length: > 0 } code, var message))
        {
            return ApiFault.Unreadable(response);
        }

        FaultMeaning meaning = _meanings.TryGetValue(code, out FaultMeaning? known) ? known : ByStatus(response.Status);
        if (code == "APIGW.0301" && message.IndexOf("expired", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            meaning = FaultMeaning.WrongClock with { Advice = () => ClockSkew.Advice(response, SecondsOfSkewAllowed) };
        }

        ApiFault fault = meaning.In(response, code, message);
        return fault.Kind == FaultKind.Throttled ? fault with { RetryAfter = response.RetryAfter ?? Window(message) } : fault;
    }

    private static FaultMeaning ByStatus(int status) => status switch
    {
        401 => FaultMeaning.WrongKey,
        403 => FaultMeaning.AccessDenied with { Advice = () => Messages.AdviceDdmRights },
        404 => FaultMeaning.InstanceNotFound,
        413 => FaultMeaning.QuotaExceeded,
        429 => FaultMeaning.Throttled,
        >= 500 => FaultMeaning.ServiceFailed,
        _ => FaultMeaning.Refused,
    };

    // V3 and the gateway; V1 and V2; IAM, whose code may be a number.
    private static (string? Code, string Message) Read(JsonElement body)
    {
        JsonElement nested = body.Property("error") is { ValueKind: JsonValueKind.Object } error ? error : body;
        return (
            body.Text("error_code") ?? body.Text("errCode")
                ?? nested.Text("code") ?? nested.Number("code")?.ToString(CultureInfo.InvariantCulture),
            body.Text("error_msg") ?? body.Text("externalMessage") ?? nested.Text("message") ?? "");
    }

    // The gateway names its window in words: "limit:200,time:5 minute".
    private static TimeSpan? Window(string message)
    {
        Match window = _window.Match(message);
        if (!window.Success)
        {
            return null;
        }

        int number = int.Parse(window.Groups[1].Value, CultureInfo.InvariantCulture);
        return window.Groups[2].Value.ToUpperInvariant() switch
        {
            "SECOND" => TimeSpan.FromSeconds(number),
            "MINUTE" => TimeSpan.FromMinutes(number),
            _ => TimeSpan.FromHours(number),
        };
    }
}
