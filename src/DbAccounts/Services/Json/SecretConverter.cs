using System;
using System.Text.Json;
using System.Text.Json.Serialization;
using DbAccounts.Model;

namespace DbAccounts.Services.Json;

/// <summary>Writes a secret in plain text: only requests have such a property, and they are serialized for sending alone.</summary>
internal sealed class SecretConverter : JsonConverter<Secret>
{
    /// <inheritdoc/>
    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Secret.From(reader.GetString() ?? "");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) =>
        value.Reveal(text =>
        {
            writer.WriteStringValue(text);
            return true;
        });
}
