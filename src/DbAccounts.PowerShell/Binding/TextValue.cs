namespace DbAccounts.PowerShell.Binding;

/// <summary>Texts as they are meant: a blank one, as an empty cell of a table is, is not given.</summary>
internal static class TextValue
{
    /// <summary>The text; null for a blank one.</summary>
    public static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
