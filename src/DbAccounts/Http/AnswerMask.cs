using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using DbAccounts.Model;

namespace DbAccounts.Http;

/// <summary>Masks what a raw answer echoes of secrets, such as the <c>directive</c> of a QingCloud job.</summary>
internal static class AnswerMask
{
    // A shorter one is part of too many words.
    private const int ShortestMasked = 4;
    private static readonly string[] _time = ["time", "changed", "expires", "expired", "lifetime"];
    private static readonly string[] _secret = ["directive", "passw", "secret", "token", "signature", "access_key", "credential"];

    /// <summary>A copy in which the values of such properties are replaced by asterisks.</summary>
    public static JsonElement Mask(JsonElement answer)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(answer, writer);
        }

        using JsonDocument document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.Clone();
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
