using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace DbAccounts.Texts;

/// <summary>Fills values into the texts of <c>Messages.resx</c>.</summary>
internal static class TextFormat
{
    private const int LongestValue = 80;
    private const int MostNamed = 5;

    /// <summary>The text with its values. Numbers look the same in every language, as they are copied back into commands.</summary>
    public static string With(this string text, params object?[] values) => string.Format(CultureInfo.InvariantCulture, text, values);

    /// <summary>A value as it is shown in a sentence: not longer than one can read, and harmless to a terminal.</summary>
    public static string Short(this string value)
    {
        string shown = new([.. value.Take(LongestValue).Select(c => char.IsControl(c) ? '\uFFFD' : c)]);
        return value.Length > LongestValue ? shown + "..." : shown;
    }

    /// <summary>The first few of many, and how many more there are.</summary>
    public static string Few<T>(this IReadOnlyCollection<T> all) => all.Count <= MostNamed ? string.Join(", ", all)
        : Messages.ListAndMore.With(string.Join(", ", all.Take(MostNamed)), all.Count - MostNamed);

    /// <summary>The text of an entry, for attributes, which can't hold a text that is looked up.</summary>
    public static string Named(string entry) => Find(entry)!;

    /// <summary>The text of an entry that may be missing.</summary>
    public static string? Find(string entry) => Messages.ResourceManager.GetString(entry, Messages.Culture);
}
