using System.Text;
using System.Text.Json;
using DbAccounts.Simulator.Clouds.HuaweiCloud.Requests;
using DbAccounts.Simulator.Http;
using DbAccounts.Simulator.State;

namespace DbAccounts.Simulator.Clouds.HuaweiCloud;

/// <summary>Reads and writes what the versions of the API have in common.</summary>
internal static class DdmBody
{
    /// <summary>The body, which has to be an object.</summary>
    public static JsonElement Object(HttpRequest request) =>
        Json.ReadObject(Encoding.UTF8.GetString(request.Body)) ?? throw DdmError.Parameter("The body is no JSON object.");

    /// <summary>A property that has to be there.</summary>
    public static JsonElement Inner(JsonElement body, string name, JsonValueKind kind) =>
        body.TryGetProperty(name, out JsonElement inner) && inner.ValueKind == kind
            ? inner
            : throw DdmError.Parameter(name + " is missing.");

    /// <summary>A request of its JSON.</summary>
    public static T Read<T>(JsonElement json) =>
        Json.ReadRequest(json, typeof(T), BodyJson.Default) is T request ? request : throw DdmError.Parameter("A field has a wrong type.");

    /// <summary>The fields of an account that have the same form in all versions.</summary>
    public static void WriteCommonFields(StoredAccount account, Utf8JsonWriter json)
    {
        json.WriteString("name", account.Name);
        json.WriteString("status", "RUNNING");
        json.WriteString("description", account.Values.Description);
        json.WriteStartArray("base_authority");
        account.Values.BaseAuthority?.ForEach(json.WriteStringValue);
        json.WriteEndArray();
        json.WriteStartArray("databases");
        foreach (string name in account.Values.Databases ?? [])
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
