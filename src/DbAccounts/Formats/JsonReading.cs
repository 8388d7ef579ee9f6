using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using DbAccounts.Errors;

namespace DbAccounts.Formats;

/// <summary>Reads from answers without trusting them: what is absent, null or of another type reads as null or empty.</summary>
internal static class JsonReading
{
    /// <summary>The text of a property.</summary>
    public static string? Text(this JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>The whole number of a property.</summary>
    public static long? Number(this JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out long value) ? value : null;

    /// <summary>A number as an int; null when it does not fit.</summary>
    public static int? Int(this JsonElement element, string name) =>
        Number(element, name) is >= int.MinValue and <= int.MaxValue and var value ? (int)value : null;

    /// <summary>The elements of a list.</summary>
    public static IEnumerable<JsonElement> List(this JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>
    /// The elements of a list that has to be there: its absence proves nothing, unless the answer says that it has no elements.
    /// </summary>
    /// <param name="element">The answer.</param>
    /// <param name="name">The list's name.</param>
    /// <param name="total">How many elements there are by the answer itself; null where it does not say.</param>
    /// <exception cref="DbAccountsException">The list is not there.</exception>
    public static IEnumerable<JsonElement> RequiredList(this JsonElement element, string name, long? total) =>
        Property(element, name) is { ValueKind: JsonValueKind.Array } || total == 0
            ? List(element, name)
            : throw DbError.NotInAnswer($"list '{name}'");

    /// <summary>A count that has to be there: without it nobody knows whether a list is whole.</summary>
    /// <exception cref="DbAccountsException">The count is not there.</exception>
    public static long RequiredCount(this JsonElement element, string name) =>
        Number(element, name) is >= 0 and var count ? count : throw DbError.NotInAnswer($"count '{name}'");

    /// <summary>A text that has to be there.</summary>
    /// <exception cref="DbAccountsException">The text is not there.</exception>
    public static string RequiredText(this JsonElement element, string name) =>
        Text(element, name) ?? throw DbError.NotInAnswer($"text '{name}'");

    /// <summary>The texts of a list; what is no text is left out.</summary>
    public static IEnumerable<string> Texts(this JsonElement element, string name) =>
        List(element, name).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!);

    /// <summary>A property of an object.</summary>
    public static JsonElement? Property(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : null;
}
