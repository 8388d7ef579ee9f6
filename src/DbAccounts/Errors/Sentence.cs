namespace DbAccounts.Errors;

/// <summary>Texts of others inside our own sentences: whether they end with a period or not, each sentence has one.</summary>
internal static class Sentence
{
    private static readonly char[] _end = ['.', '。', ' ', '\t', '\r', '\n'];

    /// <summary>A text as a whole sentence.</summary>
    public static string Of(string text) =>
        Part(text) is var part && part.EndsWith("?", System.StringComparison.Ordinal) ? part : part + ".";

    /// <summary>A text as a part of a sentence.</summary>
    public static string Part(string text) => text.TrimEnd(_end);
}
