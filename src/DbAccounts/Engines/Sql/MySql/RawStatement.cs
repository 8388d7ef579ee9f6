using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using DbAccounts.Model;

namespace DbAccounts.Engines.Sql.MySql;

/// <summary>A statement of somebody else's making, as far as it has to be understood: where it ends, what it shows, and whether it reads.</summary>
internal sealed class RawStatement
{
    private static readonly string[] _reading = ["SELECT", "SHOW", "DESCRIBE", "DESC", "EXPLAIN", "TABLE", "VALUES", "WITH", "CHECKSUM"];

    // A file is written, rows are locked, or a statement that is explained is run.
    private static readonly string[] _changing = ["INTO", "FOR", "LOCK", "ANALYZE", "INSERT", "UPDATE", "DELETE", "REPLACE", "CALL"];
    private static readonly string[] _secret = ["IDENTIFIED", "PASSWORD", "AUTHENTICATION_STRING", "MASTER_PASSWORD", "SOURCE_PASSWORD", "OPTIONS"];
    private readonly List<string> _words = [];
    private readonly List<string> _texts = [];
    private readonly StringBuilder _masked = new();
    private bool _hasCodeInComment;

    /// <summary>Reads a statement.</summary>
    public RawStatement(string text)
    {
        Text = text.Trim().TrimEnd(';');
        int i = 0;
        while (i < Text.Length)
        {
            i = Read(i);
        }
    }

    /// <summary>The statement.</summary>
    public string Text { get; }

    /// <summary>Its first word, such as SHOW.</summary>
    public string Verb => _words.FirstOrDefault() ?? "";

    /// <summary>True where another statement follows.</summary>
    public bool IsSeveral { get; private set; }

    /// <summary>True where it changes nothing, by its words; the server is told so too.</summary>
    public bool IsRead => _reading.Contains(Verb) && !_hasCodeInComment && !_words.Any(_changing.Contains);

    /// <summary>Its texts, where one of them may be a password.</summary>
    public IReadOnlyList<Secret> Secrets => IsOfSecrets ? [.. _texts.Where(text => text.Length > 0).Select(Secret.From)] : [];

    /// <summary>What may be shown of it: without its texts, where one of them may be a password.</summary>
    public override string ToString() => IsOfSecrets ? _masked.ToString() : Text;

    // A word that is misspelt hides no password: whatever may make or change an account is taken for such a statement.
    private bool IsOfSecrets => _words.Any(_secret.Contains) || _words.Contains("USER") || Verb is "GRANT" or "SET" or "CHANGE";

    private int Read(int start)
    {
        char c = Text[start];
        string rest = Text.Substring(start, Math.Min(3, Text.Length - start));
        int end = c is '\'' or '"' or '`' ? EndOfQuote(start)
            : rest.StartsWith("/*", StringComparison.Ordinal) ? EndOf("*/", start)
            : c == '#' || rest is "-- " or "--\t" or "--\n" ? EndOf("\n", start)
            : char.IsLetter(c) || c == '_' ? EndOfWord(start)
            : start + 1;
        string part = Text.Substring(start, end - start);
        if (c is '\'' or '"')
        {
            _texts.Add(part.Length > 1 ? part.Substring(1, part.Length - 2) : part);
            part = $"'{Secret.Mask}'";
        }
        else if (char.IsLetter(c) || c == '_')
        {
            _words.Add(part.ToUpperInvariant());
        }

        _hasCodeInComment |= rest is "/*!" || (rest is "/*M" && part.StartsWith("/*M!", StringComparison.Ordinal));
        IsSeveral |= c == ';';
        _masked.Append(part);
        return end;
    }

    private int EndOfQuote(int start)
    {
        for (int i = start + 1; i < Text.Length; i++)
        {
            if (Text[i] == '\\' && Text[start] != '`')
            {
                i++;
            }
            else if (Text[i] == Text[start])
            {
                return i + 1;
            }
        }

        return Text.Length;
    }

    private int EndOf(string mark, int start) =>
        Text.IndexOf(mark, start + 1, StringComparison.Ordinal) is >= 0 and var at ? at + mark.Length : Text.Length;

    private int EndOfWord(int start)
    {
        int i = start;
        while (i < Text.Length && (char.IsLetterOrDigit(Text[i]) || Text[i] is '_' or '$'))
        {
            i++;
        }

        return i;
    }
}
