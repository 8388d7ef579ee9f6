using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DbAccounts.Simulator.Clouds.QingCloud.Requests;

/// <summary>Several values in one text, separated by semicolons; an empty one holds none.</summary>
internal sealed class HostList : JsonConverter<IReadOnlyList<string>>
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { Length: > 0 } text ? text.Split(';') : [];

    /// <summary>Never: requests are only read.</summary>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options) =>
        throw new NotSupportedException();
}
