using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace DbAccounts.Tests.House;

/// <summary>What users read stands in <c>Messages.resx</c>, and the sources use each entry as it is written.</summary>
public partial class TextTests
{
    private static readonly string _root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    // Texts that are no sentences to users, and why.
    private static readonly (string Path, string Why)[] _exempt =
    [
        ("src/DbAccounts.Simulator/Clouds/", "a cloud's own texts, as its documents have them"),
        ("src/DbAccounts.Simulator/Http/", "what a web server says to a client that speaks HTTP wrongly"),
        ("src/DbAccounts.Simulator/Faults/", "what a gateway answers"),
        ("src/DbAccounts.Simulator/Security/", "an answer that repeats a password"),
        ("src/DbAccounts.Simulator/Exchange.cs", "an answer of HTTP"),
        ("src/DbAccounts.Simulator/State/Others.cs", "values of accounts"),
        ("src/DbAccounts/Grants/", "words of SQL, and its grammar's names of them"),
        ("src/DbAccounts/Engines/Sql/MySql/", "statements of SQL"),
        ("src/DbAccounts/Model/", "words of SQL"),
    ];

    // Where a file holds one such text.
    private static readonly string[] _literals =
    [
        "Distributed Database Middleware", "MySQL Plus, analysis instance (ClickHouse)", "MySQL Plus, main instance", "TencentDB for MySQL", // names of products
        "done with failure", "database user name", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss 'UTC'", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mmK", // what services write
        "System.Runtime.Loader.AssemblyLoadContext, System.Runtime.Loader", "param($command, $parameters) & $command @parameters", // code
        "Name, AllowedHost", "Account, Level, Database, Table, Column, Privilege", "* -ExcludeProperty Service, InstanceId, Endpoint", // arguments
        "The catalogue must not depend on the engines that depend on it.", // told to the compiler
    ];

    private static readonly (string Path, string Text)[] _sources =
    [
        .. from path in Directory.EnumerateFiles(Path.Combine(_root, "src"), "*.cs", SearchOption.AllDirectories)
           let name = Path.GetRelativePath(_root, path).Replace('\\', '/')
           where !name.Contains("/obj/", StringComparison.Ordinal) && !name.Contains("/bin/", StringComparison.Ordinal)
           orderby name
           select (name, Comment().Replace(File.ReadAllText(path), "")),
    ];

    private static readonly XElement[] _entries =
        [.. XDocument.Load(Path.Combine(_root, "src", "DbAccounts", "Texts", "Messages.resx")).Root!.Elements("data")];

    // The words of documents' titles and of exceptions that only a defect of the module can raise are no texts for users either.
    [Fact]
    public void No_sentence_stands_outside_of_the_resource() => AssertNone(
        from source in _sources
        where !_exempt.Any(one => source.Path.StartsWith(one.Path, StringComparison.Ordinal))
        where !source.Path.EndsWith("Document.cs", StringComparison.Ordinal) && !source.Path.EndsWith("Signer.cs", StringComparison.Ordinal)
        from Match literal in Literal().Matches(source.Text)
        let text = Inserted().Replace(literal.Groups[1].Value, " ")
        where Word().Count(text) >= 3 && text.Contains(' ', StringComparison.Ordinal)
        where !_literals.Contains(text.Trim())
        where !IsForDevelopers(source.Text, literal.Index) && !IsCode(text)
        select $"{source.Path}: {literal.Value}");

    [Fact]
    public void What_is_exempt_is_there() => AssertNone(
        _exempt.Where(one => !Path.Exists(Path.Combine(_root, one.Path))).Select(one => $"{one.Path} is exempt and is not there."));

    [Fact]
    public void Each_entry_is_used_and_each_that_is_used_is_there()
    {
        string[] names = [.. _entries.Select(entry => entry.Attribute("name")!.Value)];
        HashSet<string> used = [.. _sources.SelectMany(source => Use().Matches(source.Text)).Select(match => match.Groups[1].Value)];
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        AssertNone(names.Where(name => !used.Contains(name) && !IsNamedAtRunTime(name)).Select(name => $"{name} is used nowhere."));
    }

    /// <summary>A text with another number of values than its caller gives ends in an exception, or shows braces.</summary>
    [Fact]
    public void Each_caller_gives_as_many_values_as_the_text_has_places() => AssertNone(
        from source in _sources
        from Match use in Use().Matches(source.Text)
        where use.Groups[1].Value is not ("ResourceManager" or "Culture")
        where !source.Text[..use.Index].EndsWith("nameof(", StringComparison.Ordinal)
        let text = _entries.Single(entry => entry.Attribute("name")!.Value == use.Groups[1].Value).Element("value")!.Value
        let given = Given(source.Text, use.Index + use.Length)
        let places = Places(text)
        where given != places && !IsChosenFirst(source.Text, use.Index)
        select $"{source.Path}: {use.Value} has {places} places, and {given} values are given.");

    [Fact]
    public void Each_place_is_explained() => AssertNone(
        from entry in _entries
        from number in Enumerable.Range(0, Places(entry.Element("value")!.Value))
        where entry.Element("comment")?.Value.Contains($"{{{number}}}: ", StringComparison.Ordinal) != true
        select $"{entry.Attribute("name")!.Value} doesn't say what {{{number}}} is.");

    [Fact]
    public void Texts_say_what_must_be_and_advise_something() => AssertNone(
        from entry in _entries
        let name = entry.Attribute("name")!.Value
        let text = entry.Element("value")!.Value
        where Empty().IsMatch(text) || (name.StartsWith("Rule", StringComparison.Ordinal) && IsIs().IsMatch(text))
            || (name.EndsWith("Advice", StringComparison.Ordinal) && text.EndsWith(' '))
        select $"{name}: {text}");

    private static bool IsNamedAtRunTime(string name) => Regex.IsMatch(name, "^(Operation|Job)[A-Z]");

    // The values stand behind a choice of two texts, so both are looked at there.
    private static bool IsChosenFirst(string source, int start) =>
        Regex.IsMatch(source[start..Math.Min(source.Length, start + 400)], @"^Messages\.\w+( : Messages\.\w+)?\)\.With\(", RegexOptions.Singleline)
        || Regex.IsMatch(source[start..Math.Min(source.Length, start + 400)], @"^Messages\.\w+\)\)?\.With\(");

    private static bool IsForDevelopers(string source, int start) => Regex.IsMatch(
        source[Math.Max(0, start - 160)..start],
        @"(new (InvalidOperationException|ArgumentException|ArgumentOutOfRangeException|ArgumentNullException|NotSupportedException)\([^;]*|ToString\(\) =>\s*\$?[^;]*|SuppressMessage[^;]*|Obsolete[^;]*)\z",
        RegexOptions.Singleline);

    // Commands that a text quotes, paths, and words of SQL.
    private static bool IsCode(string text) =>
        Regex.IsMatch(text, @"^\s*([A-Z][a-z]+-Db\w+|-\w+) ") || !Regex.IsMatch(text, "[a-z]{2}") || Regex.IsMatch(text, @"^[\\^(]|\[\^?[\w\\]|\(\?|=>|://|\w\(|\\[ds]|\\u201|\w\[");

    private static int Places(string text) => Place().Matches(text).Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).DefaultIfEmpty(-1).Max() + 1;

    // The values of a .With( behind a use, counted by the commas that no brackets or quotes hold.
    private static int Given(string source, int start)
    {
        if (!source[start..].StartsWith(".With(", StringComparison.Ordinal))
        {
            return 0;
        }

        int depth = 0;
        int values = 1;
        for (int i = start + ".With(".Length; i < source.Length; i++)
        {
            switch (source[i])
            {
                case '"':
                    i = source.IndexOf('"', i + 1);
                    break;
                case '(' or '[' or '{':
                    depth++;
                    break;
                case ')' when depth == 0:
                    return values;
                case ')' or ']' or '}':
                    depth--;
                    break;
                case ',' when depth == 0:
                    values++;
                    break;
            }
        }

        return values;
    }

    private static void AssertNone(IEnumerable<string> faults)
    {
        string all = string.Join("\n", faults);
        Assert.True(all.Length == 0, all);
    }

    [GeneratedRegex(@"^\s*//[^\n]*", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"""((?:[^""\\\n]|\\.)*)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Inserted();

    [GeneratedRegex("[A-Za-z']{2,}")]
    private static partial Regex Word();

    [GeneratedRegex(@"\bMessages\.(\w+)")]
    private static partial Regex Use();

    [GeneratedRegex(@"(?<!\{)\{(\d+)")]
    private static partial Regex Place();

    [GeneratedRegex("the message names|comes from nowhere|leaves the judgement|no good|ended as|is nothing that")]
    private static partial Regex Empty();

    [GeneratedRegex("^(is|has|begins|ends|consists|holds|mixes|comes|does) ")]
    private static partial Regex IsIs();

    private static string Here([CallerFilePath] string path = "") => path;
}
