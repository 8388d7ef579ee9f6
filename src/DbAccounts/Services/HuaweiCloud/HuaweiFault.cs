using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using DbAccounts.Errors;
using DbAccounts.Http;

namespace DbAccounts.Services.HuaweiCloud;

/// <summary>What the error codes of DDM and of the gateway before it mean. Errors come in four shapes.</summary>
internal static class HuaweiFault
{
    // The namespace DBS is shared by all of Huawei Cloud's database services; these mean "busy" in those that document them.
    private static readonly string[] _busy = ["DBS.200019", "DBS.212033", "DBS.200011", "DBS.200018", "DBS.200047", "DBS.200076", "DBS.200080", "DBS.300130"];
    private static readonly Regex _window = new(@"time:(\d{1,4})\s*(second|minute|hour)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>Maps an answer that is no success.</summary>
    public static ApiFault From(ApiResponse response, JsonElement? json)
    {
        if (json is not { } body || Read(body) is not ({ Length: > 0 } code, var message))
        {
            return ApiFault.Unreadable(response);
        }

        (FaultKind kind, string id, DbErrorCategory category, string? advice) = code switch
        {
            "DBS.300311" => (FaultKind.Refused, DbErrorId.AccountExists, DbErrorCategory.ResourceExists, "Set-DbAccount changes an existing account."),
            "DBS.300327" => (FaultKind.Refused, DbErrorId.AccountNotFound, DbErrorCategory.ObjectNotFound, "Get-DbAccount lists the accounts."),
            "DBS.280001" or "DBS.300001" or "DBS.300107" or "DBS.300305" or "DBS.300306" or "DBS.300307" or "DBS.300309" or "DBS.300310" or "DBS.300407" =>
                (FaultKind.Refused, DbErrorId.RequestRefused, DbErrorCategory.InvalidArgument, "Correct the value that the service names; Get-DbAccountRule shows the documented rules."),
            "APIGW.0301" when message.IndexOf("expired", StringComparison.OrdinalIgnoreCase) >= 0 =>
                (FaultKind.Refused, DbErrorId.ClockSkew, DbErrorCategory.AuthenticationError, ClockSkew.Advice(response, 900)),
            "APIGW.0307" => (FaultKind.Refused, DbErrorId.AuthenticationFailed, DbErrorCategory.AuthenticationError, "The token has expired or is of another region: get a new one."),
            "APIGW.0301" or "APIGW.0303" => (FaultKind.Refused, DbErrorId.AuthenticationFailed, DbErrorCategory.AuthenticationError, "Check AK, SK and the project. Repeated wrong signatures may lock the key."),
            "APIGW.0302" => (FaultKind.Refused, DbErrorId.AccessDenied, DbErrorCategory.PermissionDenied, "Grant the IAM user the ddm:user actions."),
            "APIGW.0308" => (FaultKind.Throttled, DbErrorId.Throttled, DbErrorCategory.LimitsExceeded, "Send fewer requests at a time, or wait."),
            "APIGW.0101" => (FaultKind.Refused, DbErrorId.RequestRefused, DbErrorCategory.ObjectNotFound, "The region does not offer the V3 account API: check region and endpoint."),
            "DBS.111205" => (FaultKind.Unclear, DbErrorId.ServiceFailed, DbErrorCategory.ResourceUnavailable, null),
            _ when _busy.Contains(code) => (FaultKind.Busy, DbErrorId.InstanceBusy, DbErrorCategory.ResourceBusy, "Another operation runs on the instance: try again when it has ended."),
            _ => response.Status switch
            {
                401 => (FaultKind.Refused, DbErrorId.AuthenticationFailed, DbErrorCategory.AuthenticationError, "Check AK, SK and the project."),
                403 => (FaultKind.Refused, DbErrorId.AccessDenied, DbErrorCategory.PermissionDenied, "Grant the IAM user the ddm:user actions."),
                404 => (FaultKind.Refused, DbErrorId.InstanceNotFound, DbErrorCategory.ObjectNotFound, "Check instance, project and region."),
                413 => (FaultKind.Refused, DbErrorId.QuotaExceeded, DbErrorCategory.QuotaExceeded, null),
                429 => (FaultKind.Throttled, DbErrorId.Throttled, DbErrorCategory.LimitsExceeded, "Send fewer requests at a time, or wait."),
                >= 500 => (FaultKind.Unclear, DbErrorId.ServiceFailed, DbErrorCategory.ResourceUnavailable, null),
                _ => (FaultKind.Refused, DbErrorId.RequestRefused, DbErrorCategory.InvalidOperation, null),
            },
        };
        return new ApiFault(kind, id, category, code, message)
        {
            RecommendedAction = advice,
            RetryAfter = kind == FaultKind.Throttled ? response.RetryAfter ?? Window(message) : response.RetryAfter,
        };
    }

    // V3 and the gateway; V1 and V2; IAM, whose code may be a number.
    private static (string? Code, string Message) Read(JsonElement body)
    {
        JsonElement nested = body.Property("error") is { ValueKind: JsonValueKind.Object } error ? error : body;
        return (
            body.Text("error_code") ?? body.Text("errCode") ?? nested.Text("code") ?? nested.Number("code")?.ToString(CultureInfo.InvariantCulture),
            body.Text("error_msg") ?? body.Text("externalMessage") ?? nested.Text("message") ?? "");
    }

    // The gateway names its window in words: "limit:200,time:5 minute".
    private static TimeSpan? Window(string message) => _window.Match(message) is { Success: true } window
        ? TimeSpan.FromSeconds(int.Parse(window.Groups[1].Value, CultureInfo.InvariantCulture) * window.Groups[2].Value.ToUpperInvariant() switch
        {
            "SECOND" => 1,
            "MINUTE" => 60,
            _ => 3600,
        })
        : null;
}
