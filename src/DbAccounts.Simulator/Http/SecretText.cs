using System;
using System.Text.Json;
using System.Text.Json.Serialization;
using DbAccounts.Model;

namespace DbAccounts.Simulator.Http;

/// <summary>A password in a request.</summary>
internal sealed class SecretText : JsonConverter<Secret>
{
    /// <inheritdoc/>
    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Secret.From(reader.GetString()!);

    /// <summary>Never: requests are only read.</summary>
    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => throw new NotSupportedException();
}
