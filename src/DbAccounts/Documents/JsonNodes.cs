using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using DbAccounts.Texts;

namespace DbAccounts.Documents;

/// <summary>Reads JSON with the place of each part; comments and trailing commas are allowed.</summary>
internal sealed class JsonNodes
{
    private static readonly JsonReaderOptions _options = new()
    {
        AllowTrailingCommas = true,
        MaxDepth = 64,
    };

    private readonly byte[] _text;

    // Without its comments, of which the reader takes those between values alone.
    private readonly byte[] _json;
    private readonly List<int> _lines = [0];

    private JsonNodes(string text)
    {
        // A byte order mark is no part of the text.
        _text = Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF'));
        _json = [.. _text];
        BlankComments();
        for (int i = 0; i < _text.Length; i++)
        {
            if (_text[i] == '\n')
            {
                _lines.Add(i + 1);
            }
        }
    }

    /// <summary>The document; null where it is none, and then a problem says why.</summary>
    public static AccessNode? Read(string text, ICollection<DocumentProblem> problems) => new JsonNodes(text).Read(problems);

    private AccessNode? Read(ICollection<DocumentProblem> problems)
    {
        try
        {
            var reader = new Utf8JsonReader(_json, _options);
            reader.Read();
            AccessNode root = Value(ref reader);
            reader.Read();
            return root;
        }
        catch (JsonException e)
        {
            // The position is told in words too, by bytes.
            string why = e.Message;
            int end = why.IndexOf(" LineNumber:", StringComparison.Ordinal);
            (int line, int column) = e.LineNumber is { } number ? Place((int)number, (int)(e.BytePositionInLine ?? 0)) : (0, 0);
            problems.Add(new DocumentProblem(
                new DocumentPlace("", line, column), Messages.DocumentBroken.With((end < 0 ? why : why.Substring(0, end)).TrimEnd('.'))));
            return null;
        }
    }

    private AccessNode Value(ref Utf8JsonReader reader)
    {
        (int line, int column) = Place((int)reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var table = new AccessNode(AccessNodeKind.Table, "", line, column);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    string name = Text(ref reader);
                    reader.Read();
                    table.Members.Add((name, Value(ref reader)));
                }

                return table;
            case JsonTokenType.StartArray:
                var list = new AccessNode(AccessNodeKind.List, "", line, column);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    list.Items.Add(Value(ref reader));
                }

                return list;
            case JsonTokenType.String:
                return new AccessNode(AccessNodeKind.Text, Text(ref reader), line, column);
            case JsonTokenType.Number:
                return new AccessNode(AccessNodeKind.Number, Encoding.UTF8.GetString(reader.ValueSpan.ToArray()), line, column);
            case JsonTokenType.True or JsonTokenType.False:
                return new AccessNode(AccessNodeKind.Truth, reader.GetBoolean() ? "true" : "false", line, column);
            default:
                return new AccessNode(AccessNodeKind.Nothing, "", line, column);
        }
    }

    // Half a character, written as an escape, is none.
    private string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            int line = LineOf((int)reader.TokenStartIndex);
            throw new JsonException(e.Message, null, line, reader.TokenStartIndex - _lines[line], e);
        }
    }

    private void BlankComments()
    {
        for (int i = 0; i < _json.Length; i++)
        {
            if (_json[i] == '"')
            {
                for (i++; i < _json.Length && _json[i] != '"'; i++)
                {
                    i += _json[i] == '\\' ? 1 : 0;
                }
            }
            else if (Starts(i, "//"))
            {
                int end = Array.IndexOf(_json, (byte)'\n', i);
                Blank(ref i, end < 0 ? _json.Length : end);
            }
            else if (Starts(i, "/*"))
            {
                int end = i + 2;
                while (end < _json.Length && !Starts(end, "*/"))
                {
                    end++;
                }

                // One that doesn't end stays, and is no JSON.
                if (end < _json.Length)
                {
                    Blank(ref i, end + 2);
                }
            }
        }
    }

    private void Blank(ref int from, int to)
    {
        for (; from < to; from++)
        {
            _json[from] = _json[from] == '\n' ? _json[from] : (byte)' ';
        }

        from--;
    }

    private bool Starts(int at, string sign) => at + 1 < _json.Length && _json[at] == sign[0] && _json[at + 1] == sign[1];

    private int LineOf(int position)
    {
        int line = _lines.BinarySearch(position);
        return line < 0 ? ~line - 1 : line;
    }

    private (int Line, int Column) Place(int position)
    {
        int line = LineOf(position);
        return Place(line, position - _lines[line]);
    }

    // Columns count characters, the reader bytes.
    private (int Line, int Column) Place(int line, int bytes)
    {
        int start = _lines[Math.Min(line, _lines.Count - 1)];
        return (line + 1, Encoding.UTF8.GetCharCount(_text, start, Math.Min(bytes, _text.Length - start)) + 1);
    }
}
