using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using DbAccounts.Grants;
using DbAccounts.Model;

namespace DbAccounts.Documents;

/// <summary>Puts values into the parameters of a role's grants. A value is a name: whatever is in it, it stays one.</summary>
internal static class RoleText
{
    // A name, between quotes of any kind or plain, and whether a whole database or a pattern of databases is meant: 'app_{tenant}.*'.
    private static readonly Regex _name = new(
        @"(?<pattern>(?<![\w$])PATTERN\s+)?"
        + @"(?:(?<quoted>`(?:[^`]|``)*`|(?<quote>['""])(?:\\.|(?!\k<quote>)[^\\]|\k<quote>\k<quote>)*\k<quote>)"
        + @"|(?<plain>[^\s`'""(),;.*{}]*(?:\{[A-Za-z]\w*\}[^\s`'""(),;.*{}]*)+))(?<whole>\s*\.\s*\*)?",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline);

    private static readonly Regex _parameter = new(@"\{([A-Za-z]\w*)\}", RegexOptions.CultureInvariant);

    /// <summary>The parameters of a grant, in their order.</summary>
    public static IEnumerable<string> Parameters(string grant) =>
        _parameter.Matches(grant).Cast<Match>().Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal);

    /// <summary>The grants that a grant with parameters is, one for each combination of the values.</summary>
    public static IEnumerable<string> With(string grant, IReadOnlyDictionary<string, IReadOnlyList<string>> values)
    {
        IEnumerable<Dictionary<string, string>> combinations = [[]];
        foreach (string parameter in Parameters(grant))
        {
            combinations = combinations.SelectMany(
                so => values[parameter].Select(value => new Dictionary<string, string>(so) { [parameter] = value }));
        }

        return combinations.Select(one => With(grant, one));
    }

    /// <summary>Reads a grant with any values, to see whether it is one.</summary>
    /// <exception cref="GrantSyntaxException">It is none.</exception>
    public static void Check(string grant) =>
        GrantText.Parse(With(grant, Parameters(grant).ToDictionary(parameter => parameter, _ => "a")));

    private static string With(string grant, Dictionary<string, string> values) => _name.Replace(grant, match =>
    {
        string name = match.Groups["quoted"].Success ? new GrantCursor(match.Groups["quoted"].Value, DbGrantDialect.MySql).ReadQuoted() : match.Groups["plain"].Value;
        return !_parameter.IsMatch(name) ? match.Value
            : match.Groups["whole"].Success ? Databases(name, values, match.Groups["pattern"].Success) + match.Groups["whole"].Value
            : match.Groups["pattern"].Value + GrantName.Of(Filled(name, values, value => value));
    });

    // A value is a pattern only where the role says so; in a pattern of the role's own it is a part that stands for itself.
    private static string Databases(string name, Dictionary<string, string> values, bool isPattern) =>
        isPattern ? GrantName.OfPattern(Filled(name, values, value => value))
        : GrantName.IsPattern(name) ? GrantName.OfPattern(Filled(name, values, DatabasePattern.Escaped))
        : GrantName.OfDatabase(Filled(name, values, value => value));

    private static string Filled(string name, Dictionary<string, string> values, Func<string, string> write) =>
        _parameter.Replace(name, part => write(values[part.Groups[1].Value]));
}
