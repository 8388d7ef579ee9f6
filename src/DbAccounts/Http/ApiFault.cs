using System;
using DbAccounts.Errors;

namespace DbAccounts.Http;

/// <summary>What a fault says about the request.</summary>
internal enum FaultKind
{
    /// <summary>Refused for good: nothing happened, and nothing will on another try.</summary>
    Refused,

    /// <summary>Refused for its rate: nothing happened, later it may.</summary>
    Throttled,

    /// <summary>The service was not reached: nothing was sent, later it may be.</summary>
    NotSent,

    /// <summary>Refused because the instance is busy: nothing happened, later it may.</summary>
    Busy,

    /// <summary>The service failed, or its answer can't be read: a change may have happened.</summary>
    Unclear,
}

/// <summary>A fault that a service reports, in its own words and in ours.</summary>
internal sealed record ApiFault(FaultKind Kind, string ErrorId, DbErrorCategory Category, string Code, string Message)
{
    /// <summary>What the user can do.</summary>
    public string? RecommendedAction { get; init; }

    /// <summary>The service's id of the request.</summary>
    public string? RequestId { get; init; }

    /// <summary>How long the service asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>An answer that isn't what the service documents, such as a gateway's HTML page.</summary>
    public static ApiFault Unreadable(ApiResponse response) => new(
        response.Status == 429 ? FaultKind.Throttled : response.Status is >= 400 and < 500 ? FaultKind.Refused : FaultKind.Unclear,
        response.Status == 429 ? DbErrorId.Throttled : response.IsSuccess ? DbErrorId.ProtocolError : DbErrorId.ServiceFailed,
        response.Status == 429 ? DbErrorCategory.LimitsExceeded
            : response.IsSuccess ? DbErrorCategory.ProtocolError : DbErrorCategory.ResourceUnavailable,
        "HTTP " + response.Status,
        "the answer is not the JSON that the service documents")
    {
        RequestId = response.RequestIdHeader,
        RetryAfter = response.RetryAfter,
        RecommendedAction = "Check the endpoint, and whether a proxy stands in between; then try again.",
    };

    /// <summary>The error for the user.</summary>
    public DbAccountsException ToException(string action, object instance) =>
        new(ErrorId, Category, $"{action} on {instance}: {Code}: {Message.TrimEnd('.', '。')}.")
        {
            ServiceCode = Code,
            ServiceMessage = Message,
            RequestId = RequestId,
            RecommendedAction = RecommendedAction,
        };
}
