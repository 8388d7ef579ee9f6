using System;
using System.Collections.Generic;
using System.Text;
using DbAccounts.Texts;

namespace DbAccounts.Formats;

/// <summary>
/// Reads the part of YAML that QingCloud's config.yaml is written in: <c>name: value</c> line by line, values plain or quoted, comments.
/// What is nested below a name is passed over.
/// </summary>
internal static class FlatYaml
{
    /// <summary>The texts by name, in lower and upper case as YAML has them.</summary>
    /// <exception cref="FormatException">A line is no such pair; the message names its number, not its text.</exception>
    public static IReadOnlyDictionary<string, string> Parse(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        string[] lines = text.TrimStart('\uFEFF').Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].TrimEnd();
            if (line.Length == 0 || line[0] is '#' or ' ' or '\t' or '-' || line == "...")
            {
                continue;
            }

            int colon = line.IndexOf(':');
            bool isPair = colon > 0 && (colon == line.Length - 1 || line[colon + 1] is ' ' or '\t');
            if (!isPair)
            {
                throw new FormatException(Messages.YamlLine.With(i + 1));
            }

            string value = Value(line.Substring(colon + 1).Trim(), i + 1);
            if (value.Length > 0)
            {
                values[line.Substring(0, colon).Trim('"', '\'', ' ')] = value;
            }
        }

        return values;
    }

    private static string Value(string value, int line) =>
        value.Length == 0 || value[0] == '#' ? ""
        : value[0] == '\'' ? Single(value, line)
        : value[0] == '"' ? Double(value, line)
        : "|>[{&*!%@`".IndexOf(value[0]) >= 0 ? throw new FormatException(Messages.YamlValue.With(line))
        : value is "~" or "null" ? ""
        : Plain(value);

    private static string Plain(string value)
    {
        int comment = value.IndexOf(" #", StringComparison.Ordinal);
        return comment < 0 ? value : value.Substring(0, comment).TrimEnd();
    }

    private static string Single(string value, int line)
    {
        var text = new StringBuilder();
        for (int i = 1; i < value.Length; i++)
        {
            bool isQuote = value[i] == '\'';
            if (isQuote && i + 1 < value.Length && value[i + 1] == '\'')
            {
                i++;
            }
            else if (isQuote)
            {
                return Ended(text, value, i, line);
            }

            text.Append(value[i]);
        }

        throw new FormatException(Messages.YamlQuote.With(line));
    }

    private static string Double(string value, int line)
    {
        var text = new StringBuilder();
        for (int i = 1; i < value.Length; i++)
        {
            if (value[i] == '"')
            {
                return Ended(text, value, i, line);
            }

            if (value[i] != '\\')
            {
                text.Append(value[i]);
            }
            else
            {
                i++;
                text.Append(i < value.Length && value[i] is '"' or '\\' or '/'
                    ? value[i]
                    : throw new FormatException(Messages.YamlEscape.With(line)));
            }
        }

        throw new FormatException(Messages.YamlQuote.With(line));
    }

    private static string Ended(StringBuilder text, string value, int quote, int line) =>
        value.Substring(quote + 1).TrimStart() is { } rest && (rest.Length == 0 || rest[0] == '#')
            ? text.ToString()
            : throw new FormatException(Messages.YamlBehindQuote.With(line));
}
