using System;
using DbAccounts.Texts;

namespace DbAccounts.Grants;

/// <summary>Text that is no grant, with the place where that shows.</summary>
public sealed class GrantSyntaxException : FormatException
{
    internal GrantSyntaxException(int line, int column, string expected, string found, int position)
        : base(Messages.GrantSyntax.With(line, column, expected)
            + (found.Length == 0 ? Messages.GrantSyntaxEnd : Messages.GrantSyntaxFound.With(found)))
    {
        Line = line;
        Column = column;
        Position = position;
        Reason = found.Length == 0 ? Messages.GrantReasonEnd.With(expected) : Messages.GrantReason.With(expected, position + 1, found);
    }

    internal GrantSyntaxException(GrantSyntaxException place, string reason)
        : base(Messages.GrantSyntaxOther.With(place.Line, place.Column, reason))
    {
        Line = place.Line;
        Column = place.Column;
        Position = place.Position;
        Reason = reason;
    }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>The column, from 1.</summary>
    public int Column { get; }

    /// <summary>The same place in the text, from 0.</summary>
    internal int Position { get; }

    /// <summary>What must stand there, as a part of a sentence about a text of one grant.</summary>
    internal string Reason { get; }
}
