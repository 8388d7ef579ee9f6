using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using DbAccounts.Simulator.Http;

namespace DbAccounts.Simulator.Clouds.TencentCloud;

/// <summary>Makes the JSON of a POST out of the query of a GET: <c>Accounts.0.User=app</c>.</summary>
internal static class QueryParameters
{
    // A column's privilege is the deepest: ColumnPrivileges.0.Privileges.0
    private const int MaxDepth = 4;
    private static readonly string[] _numbers = ["Offset", "Limit", "MaxUserConnections"];

    /// <summary>The parameters as JSON.</summary>
    public static string ToJson(string query)
    {
        List<(string[] Path, string Value)> fields =
            [.. UrlText.ParseQuery(query).Select(p => (p.Key.Split('.'), p.Value))];
        return fields.All(f => f.Path.Length <= MaxDepth)
            ? Json.Of(json => WriteFields(fields, 0, json))
            : throw new RefusalException("InvalidParameter", "Parameter error: a field is too deep.");
    }

    private static void WriteFields(IEnumerable<(string[] Path, string Value)> fields, int depth, Utf8JsonWriter json)
    {
        foreach (var group in fields.Where(f => f.Path.Length > depth).GroupBy(f => f.Path[depth]))
        {
            json.WritePropertyName(group.Key);
            WriteValue([.. group], depth + 1, json);
        }
    }

    private static void WriteValue(List<(string[] Path, string Value)> fields, int depth, Utf8JsonWriter json)
    {
        (string[] path, string value) = fields[0];
        if (path.Length == depth)
        {
            WriteLeaf(path[depth - 1], value, json);
        }
        else if (fields.All(f => f.Path.Length > depth && Index(f.Path[depth]) is not null))
        {
            json.WriteStartArray();
            foreach (var element in fields.GroupBy(f => Index(f.Path[depth])).OrderBy(g => g.Key))
            {
                WriteValue([.. element], depth + 1, json);
            }

            json.WriteEndArray();
        }
        else
        {
            json.WriteStartObject();
            WriteFields(fields, depth, json);
            json.WriteEndObject();
        }
    }

    private static void WriteLeaf(string name, string value, Utf8JsonWriter json)
    {
        if (_numbers.Contains(name) && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteStringValue(value);
        }
    }

    private static int? Index(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : null;
}
