using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace DbAccounts.Tests.House;

/// <summary>A source file as far as it tells folders apart: its namespace, what it declares, and the names that it uses.</summary>
internal sealed partial class SourceFile
{
    private readonly string _code;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="text">What is in it.</param>
    public SourceFile(string path, string text)
    {
        Path = path;
        _code = NoCode().Replace(text, "");
        Match own = OwnNamespace().Match(_code);
        Namespace = own.Success ? own.Groups[1].Value : "";
        _code = OwnNamespace().Replace(_code, "");
        Usings = [.. Using().Matches(_code).Select(match => match.Groups[1].Value)];
        Types = [.. Declaration().Matches(_code).Select(match => match.Groups[1].Value)];
        Extensions = [.. Extension().Matches(_code).Select(match => match.Groups[1].Value)];
    }

    public string Path { get; }

    public string Namespace { get; }

    /// <summary>The namespaces of its using directives.</summary>
    public IReadOnlyList<string> Usings { get; }

    /// <summary>The types that stand in it.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>The extension methods that stand in it; they are used without the name of their type.</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>All names in it, qualified ones as a whole.</summary>
    public IEnumerable<string> Names() => Name().Matches(_code).Select(match => match.Value).Distinct();

    /// <summary>The names of all methods that are called on something.</summary>
    public IEnumerable<string> Calls() => Call().Matches(_code).Select(match => match.Groups[1].Value).Distinct();

    /// <summary>The namespaces whose types it sees without a using directive, the nearest first.</summary>
    public IEnumerable<string> Enclosing()
    {
        for (int end = Namespace.LastIndexOf('.'); end > 0; end = Namespace.LastIndexOf('.', end - 1))
        {
            yield return Namespace[..end];
        }
    }

    // Comments, and texts of one line; what stands in braces of an interpolated text is code, and is left out with it.
    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/|@""(?:[^""]|"""")*""|""(?:[^""\\\n]|\\.)*""|'(?:[^'\\\n]|\\.)+'", RegexOptions.Singleline)]
    private static partial Regex NoCode();

    [GeneratedRegex(@"^namespace ([\w.]+)\s*[;{]", RegexOptions.Multiline)]
    private static partial Regex OwnNamespace();

    [GeneratedRegex(@"^(?:global )?using ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(
        @"^(?:\w+ )*(?:class|struct|record|interface|enum|delegate [\w<>?\[\]]+) (?!struct\b|class\b)(\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\b(\w+)(?:<[^>()]*>)?\(\s*this ")]
    private static partial Regex Extension();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*(?:\.[A-Z]\w*)*")]
    private static partial Regex Name();

    [GeneratedRegex(@"\.\s*(\w+)(?:<[^>()]*>)?\(")]
    private static partial Regex Call();
}
