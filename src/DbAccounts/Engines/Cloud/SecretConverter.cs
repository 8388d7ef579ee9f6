using System;
using System.Text.Json;
using System.Text.Json.Serialization;
using DbAccounts.Model;

namespace DbAccounts.Engines.Cloud;

/// <summary>Writes a secret of a request: in plain text for sending, as asterisks for showing.</summary>
internal sealed class SecretConverter(bool masked) : JsonConverter<Secret>
{
    /// <inheritdoc/>
    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Secret.From(reader.GetString() ?? "");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options)
    {
        if (masked)
        {
            writer.WriteStringValue(value.ToString());
            return;
        }

        value.Reveal(text =>
        {
            writer.WriteStringValue(text);
            return true;
        });
    }
}
