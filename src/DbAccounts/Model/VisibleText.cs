using System.Globalization;
using System.Linq;
using System.Text;

namespace DbAccounts.Model;

/// <summary>
/// Texts of others as they may be shown: a terminal obeys control characters, and characters that change the direction or show nothing make
/// a name look like another one. Each is written as its number, <c>\u001B</c>. What is shown is not what is sent: objects keep their values.
/// </summary>
public static class VisibleText
{
    /// <summary>A text in one line.</summary>
    public static string Of(string? text) => Of(text, lines: false);

    /// <summary>A text that may have several lines.</summary>
    public static string Lines(string? text) => Of(text, lines: true);

    /// <summary>True for a character that is seen, and obeyed by no terminal.</summary>
    internal static bool IsVisible(char c) => char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static string Of(string? text, bool lines)
    {
        if (text is null || text.All(IsVisible))
        {
            return text ?? "";
        }

        var shown = new StringBuilder(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool isLine = lines && (c is '\n' or '\t' || (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n'));
            if (isLine || IsVisible(c))
            {
                shown.Append(c);
            }
            else
            {
                shown.Append(c switch
                {
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    _ => "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture),
                });
            }
        }

        return shown.ToString();
    }
}
