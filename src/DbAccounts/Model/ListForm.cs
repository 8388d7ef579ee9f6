using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace DbAccounts.Model;

/// <summary>
/// How several texts are one, and come apart again. What would be taken apart itself, and what is empty, stands in quotes as in CSV:
/// <c>a, "b, c"</c>.
/// </summary>
/// <param name="Separator">What stands between two.</param>
/// <param name="Separators">All characters that separate two where a text is read.</param>
internal sealed record ListForm(string Separator, string Separators)
{
    private const char Quote = '"';

    /// <summary>Privileges, databases and the like.</summary>
    public static ListForm Words { get; } = new(", ", ",;|\r\n");

    /// <summary>Hosts: as services write several in one text, and with the characters that separate them there.</summary>
    public static ListForm Hosts { get; } = new(";", ";,| \t\r\n");

    /// <summary>Accounts, whose hosts may be several, with semicolons between them.</summary>
    public static ListForm Accounts { get; } = new(", ", ",");

    /// <summary>Sentences, which have commas of their own.</summary>
    public static ListForm Sentences { get; } = new("; ", ";");

    /// <summary>The form of the property of this name.</summary>
    public static ListForm Of(string property) => property switch
    {
        nameof(DbAccount.AllowedHost) => Hosts,
        nameof(DbAccount.OtherSetting) => Sentences,
        nameof(DbJob.Account) => Accounts,
        _ => Words,
    };

    /// <summary>The texts in one.</summary>
    public string Join(IEnumerable<string> items) => string.Join(Separator, items.Select(Written));

    /// <summary>The texts of one, without blanks around them, and without those that are nothing else.</summary>
    public string[] Split(string text) => Split(text, Separators);

    /// <summary>The texts of one that other characters separate.</summary>
    public static string[] Split(string text, string separators)
    {
        List<string> items = [];
        int start = 0;
        while (start < text.Length)
        {
            if (char.IsWhiteSpace(text[start]) || separators.IndexOf(text[start]) >= 0)
            {
                start++;
            }
            else if (Quoted(text, start, separators) is { } quoted)
            {
                items.Add(quoted.Item);
                start = quoted.End;
            }
            else
            {
                int end = text.IndexOfAny(separators.ToCharArray(), start);
                end = end < 0 ? text.Length : end;
                items.Add(text.Substring(start, end - start).TrimEnd());
                start = end;
            }
        }

        return [.. items];
    }

    private string Written(string item)
    {
        bool isPlain = item.Length > 0 && item[0] != Quote && item.IndexOfAny(Separators.ToCharArray()) < 0
            && !char.IsWhiteSpace(item[0]) && !char.IsWhiteSpace(item[item.Length - 1]);
        return isPlain ? item : Quote + item.Replace("\"", "\"\"") + Quote;
    }

    // A name may begin with a quote: one that nothing ends, or that something else than a separator follows, is a character as others are.
    private static (string Item, int End)? Quoted(string text, int start, string separators)
    {
        if (text[start] != Quote)
        {
            return null;
        }

        var item = new StringBuilder();
        for (int place = start + 1; place < text.Length; place++)
        {
            if (text[place] != Quote)
            {
                item.Append(text[place]);
            }
            else if (place + 1 < text.Length && text[place + 1] == Quote)
            {
                item.Append(Quote);
                place++;
            }
            else
            {
                int next = place + 1;
                while (next < text.Length && char.IsWhiteSpace(text[next]) && separators.IndexOf(text[next]) < 0)
                {
                    next++;
                }

                return next == text.Length || separators.IndexOf(text[next]) >= 0 ? (item.ToString(), next) : null;
            }
        }

        return null;
    }
}
