using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace DbAccounts.Documents;

/// <summary>Writes tables and lists as text that a person reads and edits: the same nodes are always the same text.</summary>
internal sealed class NodeText
{
    private const int LongestLine = 120;
    private const int Indent = 2;

    private static readonly Regex _word = new(@"\A[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant);

    // PowerShell takes four other characters for the quote too.
    private static readonly Regex _quote = new("['\u2018\u2019\u201A\u201B]", RegexOptions.CultureInvariant);

    private readonly bool _isJson;

    private NodeText(bool isJson) => _isJson = isJson;

    /// <summary>JSON, with line feeds and a last one.</summary>
    public static string Json(AccessNode node) => new NodeText(isJson: true).Value(node, 0) + "\n";

    /// <summary>A data file of PowerShell, which Import-PowerShellDataFile reads.</summary>
    public static string DataFile(AccessNode node) => new NodeText(isJson: false).Value(node, 0) + "\n";

    private string Value(AccessNode node, int depth) => node.Kind switch
    {
        AccessNodeKind.Table => Lines(
            [.. node.Members.Select(member => Name(member.Name) + Value(member.Value, depth + 1))], node.Members.All(member => IsPlain(member.Value)), _isJson ? "{" : "@{", "}", depth),
        AccessNodeKind.List => Lines([.. node.Items.Select(item => Value(item, depth + 1))], IsShort(node), _isJson ? "[" : "@(", _isJson ? "]" : ")", depth),
        AccessNodeKind.Text => Text(node.Text),
        AccessNodeKind.Truth => _isJson ? node.Text : "$" + node.Text,
        AccessNodeKind.Nothing => _isJson ? "null" : "$null",
        _ => node.Text,
    };

    // What fits into a line stands in one, unless it has parts of its own.
    private string Lines(IReadOnlyList<string> parts, bool isPlain, string begin, string end, int depth)
    {
        bool isTable = end == "}";
        if (parts.Count == 0)
        {
            return begin + end;
        }

        string pad = isTable ? " " : "";
        string separator = _isJson || !isTable ? ", " : "; ";
        string line = begin + pad + string.Join(separator, parts) + pad + end;
        if (isPlain && depth > 0 && line.Length + (depth * Indent) <= LongestLine)
        {
            return line;
        }

        string indent = new(' ', (depth + 1) * Indent);
        string last = new(' ', depth * Indent);
        return $"{begin}\n{indent}{string.Join((_isJson ? "," : "") + "\n" + indent, parts)}\n{last}{end}";
    }

    private static bool IsPlain(AccessNode node) => node.Kind is not (AccessNodeKind.Table or AccessNodeKind.List);

    private static bool IsShort(AccessNode node) => node.Items.Count <= 3 && node.Items.All(IsPlain);

    private string Name(string name) => _isJson ? Text(name) + ": " : (_word.IsMatch(name) ? name : Text(name)) + " = ";

    private string Text(string text)
    {
        if (!_isJson)
        {
            return $"'{_quote.Replace(text, "$0$0")}'";
        }

        var json = new StringBuilder("\"");
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool isPair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (c is '"' or '\\')
            {
                json.Append('\\').Append(c);
            }
            else if (isPair)
            {
                json.Append(c).Append(text[++i]);
            }
            else if (char.IsSurrogate(c) || char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                json.AppendFormat(CultureInfo.InvariantCulture, "\\u{0:x4}", (int)c);
            }
            else
            {
                json.Append(c);
            }
        }

        return json.Append('"').ToString();
    }
}
