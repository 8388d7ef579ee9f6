using System;
using System.Text;
using System.Text.Json;

namespace DbAccounts.Engines.Cloud.Http;

/// <summary>What came over the wire, read whole.</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="RequestIdHeader">The X-Request-Id header, where there is one.</param>
/// <param name="RetryAfter">What the Retry-After header asks for.</param>
/// <param name="ServerTime">The Date header.</param>
/// <param name="Body">The body, empty where there is none.</param>
internal sealed record ApiResponse(int Status, string? RequestIdHeader, TimeSpan? RetryAfter, DateTimeOffset? ServerTime, byte[] Body)
{
    private static readonly byte[] _byteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>The other headers by name; null for one that is not there.</summary>
    public Func<string, string?> Header { get; init; } = _ => null;

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
            // RFC 8259 section 8.1: nobody may send a byte order mark, but whoever receives one may pass over it.
            int start = bytes.AsSpan().StartsWith(_byteOrderMark) ? _byteOrderMark.Length : 0;
            using JsonDocument document = JsonDocument.Parse(bytes.AsMemory(start));
            RequireText(document.RootElement);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // The reader takes bytes that are no UTF-8 and halves of surrogate pairs, and throws only when such a text is read.
    private static void RequireText(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    RequireText(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    _ = property.Name;
                    RequireText(property.Value);
                }

                break;
        }
    }
}
