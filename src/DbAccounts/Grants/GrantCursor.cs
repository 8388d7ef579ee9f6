using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Grants;

/// <summary>
/// Goes through text in which GRANT statements stand: past blanks and comments, and word by word. It knows at which line and column it is.
/// </summary>
internal sealed class GrantCursor(string text, DbGrantDialect dialect)
{
    private static readonly Regex _next = new(@"\G(?<=\n)[ \t]*(?i:GRANT|REVOKE)\s", RegexOptions.CultureInvariant);

    // Executable comments that are open: /*!80000 … */ is read as if it stood there.
    private int _openComments;

    // How far lines were counted: the place, its line, and where that starts.
    private (int Position, int Line, int Start) _counted = (0, 1, 0);

    // What stands behind these words is a secret or may be a part of one, up to the next statement that can be read.
    private bool _isNearSecret;

    /// <summary>Where it is.</summary>
    public int Position { get; private set; }

    /// <summary>True where nothing but blanks and comments follow.</summary>
    public bool IsAtEnd
    {
        get
        {
            SkipBlanks();
            return Position >= text.Length;
        }
    }

    private char Current => Position < text.Length ? text[Position] : '\0';

    /// <summary>The error of what can't be read here.</summary>
    /// <param name="expected">What would be right.</param>
    public GrantSyntaxException Error(string expected)
    {
        SkipBlanks();
        return ErrorAt(Position, expected);
    }

    /// <summary>The error of an account where only a grant may stand.</summary>
    /// <param name="word">The word in front of it.</param>
    public GrantSyntaxException ErrorOfAccount(string word)
    {
        GrantSyntaxException at = Error(word);
        return new GrantSyntaxException(at, Messages.GrantWithoutAccount.With(word));
    }

    /// <summary>The same, without what stands here: it may be a password.</summary>
    public GrantSyntaxException ErrorWithoutText(string expected)
    {
        SkipBlanks();
        return ErrorAt(Position, expected, isShown: false);
    }

    private GrantSyntaxException ErrorAt(int position, string expected, bool isShown = true, bool isOpen = false)
    {
        // Several errors of one text are told in its order: lines are counted once.
        (int counted, int line, int start) = _counted.Position <= position ? _counted : (0, 1, 0);
        for (; counted < Math.Min(position, text.Length); counted++)
        {
            (line, start) = text[counted] == '\n' ? (line + 1, counted + 1) : (line, start);
        }

        _counted = (counted, line, start);
        string found = isOpen || position >= text.Length ? "" : isShown && !_isNearSecret ? Excerpt(position) : Messages.FoundSomethingElse;
        return new GrantSyntaxException(line, counted - start + 1, expected, found, position);
    }

    /// <summary>A statement begins: what stood before is over, and so are the secrets in it.</summary>
    public void BeginStatement() => _isNearSecret = false;

    /// <summary>Goes back to a place where it was.</summary>
    public void Return(int position) => Position = position;

    /// <summary>The next word in upper case, not gone past; empty where none stands.</summary>
    public string PeekWord()
    {
        SkipBlanks();
        int end = WordEnd(Position);
        return text.Substring(Position, end - Position).ToUpperInvariant();
    }

    /// <summary>Goes past a word or sign if it stands here.</summary>
    public bool TryTake(string expected)
    {
        SkipBlanks();
        if (string.Compare(text, Position, expected, 0, expected.Length, StringComparison.OrdinalIgnoreCase) != 0
            || (GrantName.IsWordCharacter(expected[expected.Length - 1]) && WordEnd(Position) != Position + expected.Length))
        {
            return false;
        }

        Position += expected.Length;
        _isNearSecret |= IsOfSecret(expected);
        return true;
    }

    /// <summary>Goes past several words if they stand here one after the other.</summary>
    public bool TryTakeWords(string words)
    {
        int start = Position;
        if (words.Split(' ').All(TryTake))
        {
            return true;
        }

        Position = start;
        return false;
    }

    /// <summary>Goes past a word or sign that must stand here.</summary>
    public void Take(string expected)
    {
        if (!TryTake(expected))
        {
            throw Error(expected);
        }
    }

    /// <summary>True where a character stands here that begins something between quotes.</summary>
    public bool IsAtQuote()
    {
        SkipBlanks();
        return Current is '`' or '\'' or '"';
    }

    /// <summary>True where a sign stands here.</summary>
    public bool IsAt(char sign)
    {
        SkipBlanks();
        return Current == sign;
    }

    /// <summary>Reads a word, by which characters it goes on; empty where none stands.</summary>
    public string ReadWhile(Func<char, bool> isPart)
    {
        int start = Position;
        while (Position < text.Length && isPart(text[Position]))
        {
            Position++;
        }

        return text.Substring(start, Position - start);
    }

    /// <summary>Reads what stands between quotes of any kind.</summary>
    public string ReadQuoted()
    {
        SkipBlanks();
        int start = Position;
        char quote = Current;
        var content = new StringBuilder();
        for (Position++; Position < text.Length; Position++)
        {
            char c = text[Position];
            if (c == quote)
            {
                Position++;
                if (Current != quote)
                {
                    return content.ToString();
                }
            }
            else if (c == '\\' && quote != '`' && Position + 1 < text.Length)
            {
                // Of an escaped wildcard the backslash stays, as it means something in patterns.
                char escaped = text[++Position];
                content.Append(escaped is '%' or '_' ? "\\" : "");
                c = escaped switch { 'n' => '\n', 't' => '\t', 'r' => '\r', '0' => '\0', 'b' => '\b', 'Z' => '\u001A', _ => escaped };
            }

            content.Append(c);
        }

        throw ErrorAt(start, Messages.WantedQuote.With(quote), isOpen: true);
    }

    /// <summary>Goes to the end of a statement that is passed over: its semicolon, the next statement on a line of its own, or the end.</summary>
    /// <param name="isEnough">Ends it before.</param>
    public void SkipStatement(Func<bool>? isEnough = null)
    {
        while (!IsAtEnd && Current != ';' && isEnough?.Invoke() != true && !(IsStatement(PeekWord()) && IsAtLineStart()))
        {
            SkipPart();
        }
    }

    /// <summary>
    /// Goes past a statement that can't be read: to its semicolon, or the next line that begins with GRANT or REVOKE. What stands between
    /// quotes is passed whole, unless they don't close.
    /// </summary>
    /// <param name="start">Where the statement begins.</param>
    public void SkipBrokenStatement(int start)
    {
        _openComments = 0;
        _isNearSecret = true;
        Position = start;
        // Behind a quote that nothing closes a semicolon may stand in it as well as behind it: only a line shows a statement then.
        bool isOpen = false;
        while (Position < text.Length && (isOpen || Current != ';') && !(Position > start && text[Position - 1] == '\n' && _next.IsMatch(text, Position)))
        {
            char c = Current;
            bool isQuote = c is '\'' or '"' or '`';
            int end = isQuote ? QuoteEnd(Position) : -1;
            isOpen |= isQuote && end < 0;
            Position = end > 0 ? end : Position + 1;
        }
    }

    private static bool IsOfSecret(string word) => word.ToUpperInvariant() is "IDENTIFIED" or "PASSWORD";

    // The place behind what stands between quotes; -1 where they don't close on the way.
    private int QuoteEnd(int start)
    {
        char quote = text[start];
        for (int at = start + 1; at < text.Length; at++)
        {
            if (text[at] == '\\' && quote != '`')
            {
                at++;
            }
            else if (text[at] == quote)
            {
                return at + 1;
            }
            else if (text[at] == '\n' && _next.IsMatch(text, at + 1))
            {
                break;
            }
        }

        return -1;
    }

    private static bool IsStatement(string word) => word is "GRANT" or "REVOKE" or "CREATE" or "ALTER" or "DROP";

    /// <summary>Goes past one word, sign, or something between quotes.</summary>
    private void SkipPart()
    {
        if (IsAtQuote())
        {
            ReadQuoted();
        }
        else if (ReadWhile(GrantName.IsWordCharacter) is { Length: > 0 } word)
        {
            _isNearSecret |= IsOfSecret(word);
        }
        else
        {
            Position++;
        }
    }

    private void SkipBlanks()
    {
        while (Position < text.Length)
        {
            if (char.IsWhiteSpace(Current) || Current == '\uFEFF')
            {
                Position++;
            }
            else if (Current == '#' || (Starts("--") && (Position + 2 >= text.Length || char.IsWhiteSpace(text[Position + 2]))))
            {
                int end = text.IndexOf('\n', Position);
                Position = end < 0 ? text.Length : end;
            }
            else if ((Starts("/*!") || Starts("/*M!")) && IsExecuted(out int content))
            {
                Position = content;
                _openComments++;
            }
            else if (Starts("/*"))
            {
                int end = text.IndexOf("*/", Position + 2, StringComparison.Ordinal);
                Position = end < 0 ? throw ErrorAt(Position, Messages.WantedCommentEnd, isOpen: true) : end + 2;
            }
            else if (_openComments > 0 && Starts("*/"))
            {
                Position += 2;
                _openComments--;
            }
            else
            {
                return;
            }
        }
    }

    // A comment that is meant for some servers: MariaDB passes over those for MySQL 5.7 to 9, and has its own.
    private bool IsExecuted(out int content)
    {
        int sign = text.IndexOf('!', Position);
        content = sign + 1;
        while (content < text.Length && char.IsDigit(text[content]))
        {
            content++;
        }

        int since = int.TryParse(text.Substring(sign + 1, content - sign - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int version) ? version : 0;
        return since <= dialect.Newest()
            && (dialect.IsMariaDb() ? text[sign - 1] == 'M' || since is < 50700 or > 99999 : text[sign - 1] != 'M');
    }

    private bool IsAtLineStart()
    {
        int at = Position;
        while (at > 0 && text[at - 1] is ' ' or '\t')
        {
            at--;
        }

        return at == 0 || text[at - 1] == '\n';
    }

    private bool Starts(string sign) => string.CompareOrdinal(text, Position, sign, 0, sign.Length) == 0;

    private int WordEnd(int from)
    {
        while (from < text.Length && GrantName.IsWordCharacter(text[from]))
        {
            from++;
        }

        return from;
    }

    // Between quotes may be a password: of those nothing is shown.
    private string Excerpt(int position)
    {
        if (position >= text.Length)
        {
            return "";
        }

        if (text[position] is '\'' or '"' or '`')
        {
            return text[position].ToString();
        }

        int end = WordEnd(position);
        return end == position && char.IsControl(text[position])
            ? $"the character U+{(int)text[position]:X4}"
            : end == position ? $"'{text[position]}'"
            : text.Substring(position, Math.Min(end - position, 40));
    }
}
