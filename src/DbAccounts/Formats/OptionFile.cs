using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using DbAccounts.Texts;

namespace DbAccounts.Formats;

/// <summary>
/// Reads an option file of MySQL, such as <c>~/.my.cnf</c>, as its own programs do: of the groups that are asked for the last value stands,
/// in whichever of them; - and _ are the same, <c>loose-</c> before a name says nothing, <c>skip-</c> or <c>disable-</c> turns an option off and
/// <c>enable-</c> on; a # outside of quotes begins a comment.
/// </summary>
internal static class OptionFile
{
    private const string Loose = "loose-";

    // What goes before the name of an option that is on or off.
    private static readonly (string Prefix, bool IsOn)[] _switches = [("skip-", false), ("disable-", false), ("enable-", true)];

    /// <summary>The options of some groups; null for one that has no value.</summary>
    /// <param name="text">The file.</param>
    /// <param name="groups">The groups.</param>
    /// <param name="passedOver">Is told of what isn't followed: <c>!include</c> and <c>!includedir</c>.</param>
    /// <exception cref="FormatException">A line is none; the message names its number, not its text.</exception>
    public static IReadOnlyDictionary<string, string?> Parse(string text, IReadOnlyCollection<string> groups, Action<string> passedOver)
    {
        var options = new Dictionary<string, string?>(StringComparer.Ordinal);
        bool? isAsked = null;
        string[] lines = text.TrimStart('\uFEFF').Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length == 0 || line[0] is '#' or ';')
            {
                continue;
            }

            if (line[0] == '!')
            {
                passedOver(line.Split(' ', '\t')[0]);
            }
            else if (line[0] == '[')
            {
                int end = line.IndexOf(']');
                isAsked = end > 0
                    ? groups.Contains(line.Substring(1, end - 1).Trim())
                    : throw new FormatException(Messages.OptionGroup.With(i + 1));
            }
            else if (isAsked is null)
            {
                throw new FormatException(Messages.OptionOutside.With(i + 1));
            }
            else if (isAsked == true)
            {
                Read(WithoutComment(line), options);
            }
        }

        return options;
    }

    private static void Read(string line, Dictionary<string, string?> options)
    {
        int equals = line.IndexOf('=');
        string name = (equals < 0 ? line : line.Substring(0, equals)).Trim().Replace('_', '-');
        string? value = equals < 0 ? null : Value(line.Substring(equals + 1).Trim());
        name = name.StartsWith(Loose, StringComparison.Ordinal) ? name.Substring(Loose.Length) : name;
        foreach ((string prefix, bool isOn) in _switches.Where(one => name.StartsWith(one.Prefix, StringComparison.Ordinal)))
        {
            // Turned off with the value 0 it is on; and no password is an empty one.
            name = name.Substring(prefix.Length);
            value = isOn == (value != "0") ? "1" : name == "password" ? "" : "0";
        }

        options[name] = value;
    }

    private static string WithoutComment(string line)
    {
        char quote = '\0';
        bool isEscaped = false;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c is '\'' or '"' && !isEscaped)
            {
                quote = quote == '\0' ? c : quote == c ? '\0' : quote;
            }

            if (quote == '\0' && c == '#')
            {
                return line.Substring(0, i);
            }

            isEscaped = quote != '\0' && c == '\\' && !isEscaped;
        }

        return line;
    }

    private static string Value(string text)
    {
        string value = text.Length > 1 && text[0] is '"' or '\'' && text[text.Length - 1] == text[0]
            ? text.Substring(1, text.Length - 2)
            : text;
        var read = new StringBuilder(value.Length);
        for (int i = 0; i < value.Length; i++)
        {
            if (value[i] != '\\' || i + 1 == value.Length)
            {
                read.Append(value[i]);
                continue;
            }

            i++;
            read.Append(value[i] switch
            {
                'n' => "\n",
                't' => "\t",
                'r' => "\r",
                'b' => "\b",
                's' => " ",
                '\\' or '\'' or '"' => value[i].ToString(),
                // It is no escape, so it is what it looks like: paths of Windows are written so.
                _ => "\\" + value[i],
            });
        }

        return read.ToString();
    }
}
