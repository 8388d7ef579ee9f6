using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DbAccounts.Model;

namespace DbAccounts.Http;

/// <summary>
/// Masks secrets by the names they stand under: what a raw answer echoes, such as the <c>directive</c> of a QingCloud job, and
/// what a request is shown with.
/// </summary>
internal static class AnswerMask
{
    // A shorter one is part of too many words.
    private const int ShortestMasked = 4;
    private static readonly string[] _time = ["time", "changed", "expires", "expired", "lifetime"];
    private static readonly string[] _secret = ["directive", "passw", "secret", "token", "signature", "access_key", "credential"];

    /// <summary>A copy in which the values of such properties are replaced by asterisks.</summary>
    public static JsonElement Mask(JsonElement answer)
    {
        using JsonDocument document = JsonDocument.Parse(Text(answer));
        return document.RootElement.Clone();
    }

    /// <summary>Parameters by name as JSON, as they may be shown.</summary>
    /// <exception cref="Errors.DbAccountsException">A value is of a type that JSON has no word for.</exception>
    public static string Show(IReadOnlyDictionary<string, object?> parameters)
    {
        using JsonDocument document = JsonDocument.Parse(ParameterJson.Serialize(parameters, masked: true));
        return Text(document.RootElement);
    }

    /// <summary>A fault whose text does not repeat the secrets of its request: as they are, as JSON has them, as a query has them.</summary>
    public static ApiFault Mask(ApiFault fault, IEnumerable<Secret> secrets)
    {
        string message = fault.Message;
        foreach (Secret secret in secrets.Where(secret => secret.Length >= ShortestMasked))
        {
            message = secret.Reveal(text => new[] { text, JsonEncodedText.Encode(text).ToString(), Rfc3986.Encode(text) }
                .Aggregate(message, (masked, form) => masked.Replace(form, Secret.Mask)));
        }

        return fault with { Message = message };
    }

    private static string Text(JsonElement element)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(element, writer);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    // JSON in a text, as QingCloud's service_params; what is cut off or otherwise no JSON may hold a secret anywhere.
    private static string MaskText(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return Text(document.RootElement);
        }
        catch (JsonException)
        {
            return _secret.Any(word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0) ? Secret.Mask : text;
        }
    }

    private static void Write(JsonElement element, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    if (IsSecret(property))
                    {
                        writer.WriteStringValue(Secret.Mask);
                    }
                    else
                    {
                        Write(property.Value, writer);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String when element.GetString() is { } text && text.TrimStart().StartsWith("{", StringComparison.Ordinal):
                writer.WriteStringValue(MaskText(text));
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    // Times, numbers and lists under such a name (ModifyPasswordTime, password_last_changed, password_lifetime) are no secrets.
    private static bool IsSecret(JsonProperty property) =>
        property.Value.ValueKind == JsonValueKind.String
        && !_time.Any(word => property.Name.EndsWith(word, StringComparison.OrdinalIgnoreCase))
        && _secret.Any(word => property.Name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
}
