using System.Collections.Generic;
using DbAccounts.Texts;

namespace DbAccounts.Documents;

/// <summary>What a part of a document is.</summary>
internal enum AccessNodeKind
{
    /// <summary>Nothing: null.</summary>
    Nothing,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A number, as it was written.</summary>
    Number,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>A list.</summary>
    List,

    /// <summary>Members with names.</summary>
    Table,

    /// <summary>What can't be read, of which that was said.</summary>
    Unread,
}

/// <summary>A part of a document in whatever language, with its place in the text.</summary>
internal sealed class AccessNode(AccessNodeKind kind, string text = "", int line = 0, int column = 0)
{
    /// <summary>What it is.</summary>
    public AccessNodeKind Kind => kind;

    /// <summary>The text, the number as it was written, or true or false.</summary>
    public string Text => text;

    /// <summary>The row that it is, such as <c>row 2</c>; null where it is no row of a table.</summary>
    public string? Row { get; init; }

    /// <summary>The line, from 1; 0 where it came from no text.</summary>
    public int Line => line;

    /// <summary>The column, from 1.</summary>
    public int Column => column;

    /// <summary>The items of a list.</summary>
    public List<AccessNode> Items { get; } = [];

    /// <summary>The members of a table, in their order; a name may stand twice.</summary>
    public List<(string Name, AccessNode Value)> Members { get; } = [];

    /// <summary>What it is, in a word.</summary>
    public string Word => kind switch
    {
        AccessNodeKind.Nothing => "nothing",
        AccessNodeKind.Text => "a text",
        AccessNodeKind.Number => "a number",
        AccessNodeKind.Truth => Messages.KindSwitch,
        AccessNodeKind.List => "a list",
        _ => "a table",
    };
}
