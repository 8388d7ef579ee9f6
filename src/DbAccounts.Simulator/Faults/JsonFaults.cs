using System;
using System.Linq;
using System.Text.Json;
using DbAccounts.Simulator.Http;

namespace DbAccounts.Simulator.Faults;

/// <summary>Answers as a later version of the service might give them: with more in them, or with less.</summary>
internal static class JsonFaults
{
    private static readonly string[] _optional =
    [
        "description", "expiration_time", "created", "password_last_changed", "status_time", "error_codes",
        "Notes", "Info", "CreateTime", "ModifyTime", "ModifyPasswordTime", "Status",
    ];

    /// <summary>Adds a field to every object, and replaces states by a word that no document has.</summary>
    public static string AddUnknown(string body) => Rewrite(body, (property, json) =>
    {
        bool isState = property.Name is "status" or "Status" && property.Value.ValueKind == JsonValueKind.String;
        if (isState)
        {
            json.WriteString(property.Name, "SETTLING");
        }

        return isState;
    }, json => json.WriteStartObject("added_in_a_later_version"));

    /// <summary>Replaces what is optional, and lists and texts that are empty, by null.</summary>
    public static string SetNulls(string body) => Rewrite(body, (property, json) =>
    {
        bool isEmpty = property.Value.ValueKind switch
        {
            JsonValueKind.String => property.Value.GetString()!.Length == 0,
            JsonValueKind.Array => property.Value.GetArrayLength() == 0,
            _ => false,
        };
        bool isNull = isEmpty || _optional.Contains(property.Name);
        if (isNull)
        {
            json.WriteNull(property.Name);
        }

        return isNull;
    });

    private static string Rewrite(string body, Func<JsonProperty, Utf8JsonWriter, bool> replaces, Action<Utf8JsonWriter>? opening = null)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        return Json.Of(json => WriteProperties(document.RootElement, json));

        void WriteProperties(JsonElement element, Utf8JsonWriter json)
        {
            if (opening is not null)
            {
                opening(json);
                json.WriteEndObject();
            }

            foreach (JsonProperty property in element.EnumerateObject())
            {
                if (!replaces(property, json))
                {
                    json.WritePropertyName(property.Name);
                    Write(property.Value, json);
                }
            }
        }

        void Write(JsonElement element, Utf8JsonWriter json)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    json.WriteStartObject();
                    WriteProperties(element, json);
                    json.WriteEndObject();
                    break;
                case JsonValueKind.Array:
                    json.WriteStartArray();
                    foreach (JsonElement item in element.EnumerateArray())
                    {
                        Write(item, json);
                    }

                    json.WriteEndArray();
                    break;
                default:
                    element.WriteTo(json);
                    break;
            }
        }
    }
}
