using System;
using System.Collections.Generic;
using DbAccounts.Texts;

namespace DbAccounts.Formats;

/// <summary>Reads the INI form of the vendors' credentials files: <c>[section]</c>, <c>name = value</c>, comments after # or ;.</summary>
internal static class IniFile
{
    /// <summary>The values by section and name, both without regard to case. The last of several stands.</summary>
    /// <exception cref="FormatException">A line is none of these; the message names its number, not its text.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Parse(string text)
    {
        var sections = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, string> section = Add(sections, "");
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim().TrimStart('\uFEFF');
            if (line.Length == 0 || line[0] is '#' or ';')
            {
                continue;
            }

            int equals = line.IndexOf('=');
            if (line[0] == '[' && line[line.Length - 1] == ']')
            {
                section = Add(sections, line.Substring(1, line.Length - 2).Trim());
            }
            else if (equals > 0)
            {
                section[line.Substring(0, equals).Trim()] = Value(line.Substring(equals + 1).Trim());
            }
            else
            {
                throw new FormatException(Messages.IniLine.With(i + 1));
            }
        }

        return sections;
    }

    private static Dictionary<string, string> Add(Dictionary<string, IReadOnlyDictionary<string, string>> sections, string name)
    {
        if (!sections.TryGetValue(name, out IReadOnlyDictionary<string, string>? section))
        {
            sections[name] = section = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        }

        return (Dictionary<string, string>)section;
    }

    private static string Value(string value) =>
        value.Length > 1 && value[0] is '"' or '\'' && value[value.Length - 1] == value[0]
            ? value.Substring(1, value.Length - 2)
            : WithoutComment(value);

    // A comment begins behind a blank: keys may hold a # or ;, but no blanks.
    private static string WithoutComment(string value)
    {
        int comment = value.IndexOfAny(['#', ';']);
        while (comment > 0 && !char.IsWhiteSpace(value[comment - 1]))
        {
            comment = value.IndexOfAny(['#', ';'], comment + 1);
        }

        return comment < 0 ? value : value.Substring(0, comment).TrimEnd();
    }
}
