using System;
using DbAccounts.Texts;

namespace DbAccounts.Grants;

/// <summary>Text that is no grant, with the place where that shows.</summary>
public sealed class GrantSyntaxException : FormatException
{
    internal GrantSyntaxException(int line, int column, string expected, string found)
        : base(Messages.GrantSyntax.With(line, column, expected)
            + (found.Length == 0 ? Messages.GrantSyntaxEnd : Messages.GrantSyntaxFound.With(found)))
    {
        Line = line;
        Column = column;
    }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>The column, from 1.</summary>
    public int Column { get; }
}
