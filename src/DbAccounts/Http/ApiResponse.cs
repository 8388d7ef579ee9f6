using System;
using System.Text;
using System.Text.Json;

namespace DbAccounts.Http;

/// <summary>What came over the wire, read whole.</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="RequestIdHeader">The X-Request-Id header, where there is one.</param>
/// <param name="RetryAfter">What the Retry-After header asks for.</param>
/// <param name="ServerTime">The Date header.</param>
/// <param name="Body">The body, empty where there is none.</param>
internal sealed record ApiResponse(int Status, string? RequestIdHeader, TimeSpan? RetryAfter, DateTimeOffset? ServerTime, byte[] Body)
{
    /// <summary>True for 200 to 299.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The body as a JSON object; null when it is none.</summary>
    public JsonElement? Json() => ParseObject(Body);

    /// <summary>A text as a JSON object; null when it is none.</summary>
    public static JsonElement? ParseObject(string text) => ParseObject(Encoding.UTF8.GetBytes(text));

    private static JsonElement? ParseObject(byte[] bytes)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
