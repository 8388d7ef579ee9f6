using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DbAccounts.Engines.Cloud;

/// <summary>
/// How request types of every provider are written: nulls left out, and text as it is but for what JSON itself needs escaped.
/// </summary>
internal static class RequestJson
{
    /// <summary>For sending: secrets in plain text.</summary>
    public static JsonSerializerOptions Wire() => Options(new SecretConverter(masked: false));

    /// <summary>For showing: secrets masked.</summary>
    public static JsonSerializerOptions Shown() => Options(new SecretConverter(masked: true));

    // A context takes its options for itself, so each gets new ones.
    private static JsonSerializerOptions Options(JsonConverter secrets) => new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { secrets },
    };
}
