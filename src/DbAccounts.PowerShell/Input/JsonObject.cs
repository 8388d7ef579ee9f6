using System.Linq;
using System.Management.Automation;
using System.Text.Json;

namespace DbAccounts.PowerShell.Input;

/// <summary>Shows JSON as PowerShell objects.</summary>
internal static class JsonObject
{
    /// <summary>Objects become PSCustomObject, lists arrays, the rest plain values.</summary>
    public static object? From(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var result = new PSObject();
                // PowerShell has no properties without a name.
                foreach (JsonProperty property in element.EnumerateObject().Where(property => property.Name.Length > 0))
                {
                    // A name that stands twice keeps its last value.
                    result.Properties.Remove(property.Name);
                    result.Properties.Add(new PSNoteProperty(property.Name, From(property.Value)));
                }

                return result;
            case JsonValueKind.Array:
                return element.EnumerateArray().Select(From).ToArray();
            case JsonValueKind.String:
                return element.GetString();
            case JsonValueKind.Number:
                return element.TryGetInt64(out long whole) ? (object)whole : element.GetDouble();
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            default:
                return null;
        }
    }
}
