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
    // A name that has a parameter in it, alone or with more around it, and whether a whole database is meant: 'app_{tenant}.*'.
    private static readonly Regex _name = new(
        @"`(?<quoted>(?:[^`]|``)*\{[A-Za-z]\w*\}(?:[^`]|``)*)`(?<whole>\s*\.\s*\*)?"
        + @"|(?<plain>[^\s`(),;.*{}]*(?:\{[A-Za-z]\w*\}[^\s`(),;.*{}]*)+)(?<whole>\s*\.\s*\*)?",
        RegexOptions.CultureInvariant);

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
        bool isWhole = match.Groups["whole"].Success;
        string rest = match.Groups["whole"].Value;
        string? quoted = match.Groups["quoted"].Success ? match.Groups["quoted"].Value.Replace("``", "`") : null;
        string filled = _parameter.Replace(quoted ?? match.Groups["plain"].Value, part => values[part.Groups[1].Value]);
        return (isWhole ? Database(filled) : GrantName.Of(filled)) + rest;
    });

    // As -Database has it: with a percent sign or backslash it is a pattern.
    private static string Database(string written) => DbPrivilegeTarget.OfDatabases(written) is { Level: DbPrivilegeLevel.Pattern } pattern
        ? GrantName.OfPattern(pattern.Database!)
        : GrantName.OfDatabase(DbPrivilegeTarget.OfDatabases(written).Database!);
}
