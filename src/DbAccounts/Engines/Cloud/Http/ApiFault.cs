using System;
using DbAccounts.Errors;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.Http;

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
internal sealed record ApiFault(
    FaultKind Kind, string ErrorId, DbErrorCategory Category, string Code, string Message, string RecommendedAction)
{
    /// <summary>The service's id of the request.</summary>
    public string? RequestId { get; init; }

    /// <summary>How long the service asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The service gave up waiting, for itself or for what stands behind it: the change may still come.</summary>
    public bool MayComeYet { get; init; }

    /// <summary>An answer that isn't what the service documents, such as a gateway's HTML page.</summary>
    public static ApiFault Unreadable(ApiResponse response)
    {
        FaultMeaning meaning = response.Status switch
        {
            401 => FaultMeaning.WrongKey,
            403 or 407 => FaultMeaning.AccessDenied,
            429 => FaultMeaning.Throttled,
            408 or 504 => FaultMeaning.ServiceFailed with { MayComeYet = true },
            >= 400 and < 500 => FaultMeaning.Refused,
            >= 200 and < 300 => FaultMeaning.NotAsDocumented,
            _ => FaultMeaning.ServiceFailed,
        };
        return (meaning with { Advice = () => Messages.AdviceOfUnreadable.With(meaning.Advice()) })
            .In(response, "HTTP " + response.Status, Messages.AnswerNoJson);
    }

    /// <summary>The service's code, and its text where it gives one.</summary>
    public string Reason => Sentence.Part(Message).Length == 0 ? Code : $"{Code}: {Sentence.Part(Message)}";

    /// <summary>The error for the user.</summary>
    public DbAccountsException ToException(string action, object instance) =>
        new(ErrorId, Category, $"{action} on {instance}: {Reason}.", RecommendedAction)
    {
        ServiceCode = Code,
        ServiceMessage = Message,
        RequestId = RequestId,
    };
}
