using System;

namespace DbAccounts.Grants;

/// <summary>Text that is no grant, with the place where that shows.</summary>
public sealed class GrantSyntaxException : FormatException
{
    internal GrantSyntaxException(int line, int column, string expected, string found)
        : base($"The grant can't be read at line {line}, column {column}: {expected} must stand there, "
            + (found.Length == 0 ? "and the text ends." : $"not {found}."))
    {
        Line = line;
        Column = column;
    }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>The column, from 1.</summary>
    public int Column { get; }
}
