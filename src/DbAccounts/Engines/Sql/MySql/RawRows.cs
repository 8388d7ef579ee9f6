using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using DbAccounts.Model;

namespace DbAccounts.Engines.Sql.MySql;

/// <summary>Rows as JSON: a list of objects, without the hashes of passwords.</summary>
internal static class RawRows
{
    private static readonly Regex _secretColumn = new("passw|authentication_string|secret", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex _timeColumn = new("lifetime|changed|expire|time$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // As CREATE USER and GRANT show them, and as the table global_priv has them.
    private static readonly Regex _secretText = new(
        @"(?<before>\b(?:AS|BY|PASSWORD|USING)\s+)'(?:[^'\\]|\\.|'')*'|(?<before>""(?:authentication_string|Password)""\s*:\s*)""(?:[^""\\]|\\.)*"""
            + @"|\*[0-9A-F]{40}\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The rows; of a statement that gives none, how many rows it has changed.</summary>
    public static JsonElement ToJson(SqlRows rows)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            if (rows.Columns.Count == 0)
            {
                json.WriteStartObject();
                json.WriteNumber("AffectedRows", Math.Max(rows.Affected, 0));
                json.WriteEndObject();
            }
            else
            {
                json.WriteStartArray();
                foreach (object?[] row in rows.Rows)
                {
                    Write(json, rows.Columns.ToArray(), row);
                }

                json.WriteEndArray();
            }
        }

        using JsonDocument document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter json, string[] columns, object?[] row)
    {
        json.WriteStartObject();
        for (int i = 0; i < columns.Length; i++)
        {
            json.WritePropertyName(columns[i]);
            Write(json, columns[i], row[i]);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string column, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool yes:
                json.WriteBooleanValue(yes);
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal or float or double:
                json.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case DateTime time:
                json.WriteStringValue(DateTime.SpecifyKind(time, DateTimeKind.Utc));
                break;
            case byte[] bytes:
                json.WriteBase64StringValue(bytes);
                break;
            default:
                string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
                json.WriteStringValue(
                    text.Length > 0 && _secretColumn.IsMatch(column) && !_timeColumn.IsMatch(column) ? Secret.Mask
                    : _secretText.Replace(text, match => match.Groups["before"] is { Success: true } before
                        ? before.Value + (before.Value[0] == '"' ? $"\"{Secret.Mask}\"" : $"'{Secret.Mask}'")
                        : Secret.Mask));
                break;
        }
    }
}
