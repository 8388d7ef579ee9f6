using System.Collections.Generic;

namespace DbAccounts.Formats;

/// <summary>Reads values that may not be there.</summary>
internal static class FileValues
{
    /// <summary>A value; null where there is none or it is blank.</summary>
    public static string? Text(this IReadOnlyDictionary<string, string> values, string name) =>
        values.TryGetValue(name, out string? value) && value.Trim() is { Length: > 0 } text ? text : null;
}
