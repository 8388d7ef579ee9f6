using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DbAccounts.Engines.Cloud.QingCloud.Requests;

/// <summary>The cmdlets say <c>Standard</c> where the wire says <c>StandardAccount</c>.</summary>
internal sealed class AccountTypeConverter : JsonConverter<string>
{
    private const string Suffix = "Account";

    /// <inheritdoc/>
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string text = reader.GetString() ?? "";
        return text.EndsWith(Suffix, StringComparison.Ordinal) ? text.Substring(0, text.Length - Suffix.Length) : text;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value + Suffix);
}
