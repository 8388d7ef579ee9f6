using System.Collections.Generic;
using System.Linq;
using DbAccounts.Texts;

namespace DbAccounts.Errors;

/// <summary>Texts of others inside our own sentences: whether they end with a period or not, each sentence has one.</summary>
internal static class Sentence
{
    private static readonly string[] _small = ["There", "The", "Which", "What", "Nobody", "No", "An", "A", "On"];
    private static readonly char[] _end = ['.', '。', ' ', '\t', '\r', '\n'];

    /// <summary>A text as a whole sentence.</summary>
    public static string Of(string text) =>
        Part(text) is var part && part.EndsWith("?", System.StringComparison.Ordinal) ? part : part + ".";

    /// <summary>A text as a part of a sentence.</summary>
    public static string Part(string text) => text.TrimEnd(_end);

    /// <summary>Several things in a sentence.</summary>
    public static string List(IReadOnlyCollection<string> items) => items.Count < 2 ? string.Concat(items)
        : Messages.ListAnd.With(string.Join(", ", items.Take(items.Count - 1)), items.Last());

    /// <summary>A sentence of ours behind a colon: it goes on in lower case, unless it begins with a name.</summary>
    public static string Inner(string sentence) =>
        Part(sentence) is { Length: > 1 } part && char.IsUpper(part[0]) && _small.Any(word => part.StartsWith(word + " ", System.StringComparison.Ordinal))
            ? char.ToLowerInvariant(part[0]) + part.Substring(1)
            : Part(sentence);
}
