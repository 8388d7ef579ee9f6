using System.Globalization;

namespace DbAccounts.Documents;

/// <summary>A place in an access document.</summary>
/// <param name="Path">The way to it, such as <c>instances[0].accounts[3].grants[1]</c>; empty for the document itself.</param>
/// <param name="Line">The line, from 1; 0 where it came from no text.</param>
/// <param name="Column">The column, from 1; 0 where it came from no text.</param>
public sealed record DocumentPlace(string Path, int Line = 0, int Column = 0)
{
    /// <summary>The path, and the line and column where they are known.</summary>
    public override string ToString()
    {
        string at = Line == 0 ? "" : string.Format(CultureInfo.InvariantCulture, "line {0}, column {1}", Line, Column);
        return Path.Length == 0 ? at : at.Length == 0 ? Path : $"{Path} ({at})";
    }
}
