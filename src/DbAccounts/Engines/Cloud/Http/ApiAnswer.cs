using System.Text.Json;

namespace DbAccounts.Engines.Cloud.Http;

/// <summary>A service's answer: either what was asked for, or a fault.</summary>
internal sealed record ApiAnswer
{
    /// <summary>The answer without its envelope; an empty object where there is a fault.</summary>
    public JsonElement Json { get; init; }

    /// <summary>The service's id of the request.</summary>
    public string? RequestId { get; init; }

    /// <summary>What went wrong.</summary>
    public ApiFault? Fault { get; init; }
}
