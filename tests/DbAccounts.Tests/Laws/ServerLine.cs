using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace DbAccounts.Tests.Laws;

/// <summary>A line of SHOW GRANTS in our order, made without help of what is tested.</summary>
internal static class ServerLine
{
    private const string Quoted = "`(?:[^`]|``)*`";

    // How the account logs in, what it needs and its limits.
    private static readonly Regex _end = new(
        $@"(?<= TO (?:PUBLIC|{Quoted}(?:@{Quoted})?))(?: (?:IDENTIFIED|REQUIRE|WITH) .*)?$", RegexOptions.Singleline);

    private static readonly Regex _privileges = new(
        $@"(?<=^GRANT )[A-Z_, ]+(?: \((?:{Quoted}(?:, )?)+\)(?:, [A-Z_, ]+)?)*(?= ON (?:\*|`|PROC|FUNC|PACK))", RegexOptions.Singleline);

    private static readonly Regex _privilege = new($@"([A-Z_ ]+?)(?: \(((?:{Quoted}(?:, )?)+)\))?(?:, |$)");

    /// <summary>Privileges and columns sorted, nothing but the grant.</summary>
    public static string Canonical(string line)
    {
        Match end = _end.Match(line);
        line = line[..end.Index] + (end.Value.Contains("GRANT OPTION") ? " WITH GRANT OPTION"
            : end.Value.Contains("ADMIN OPTION") ? " WITH ADMIN OPTION" : "");
        return _privileges.Replace(line, match => Sorted(match.Value, isOfRoutine: Regex.IsMatch(line, " ON (?:PROC|FUNC|PACK)")), 1);
    }

    private static string Sorted(string privileges, bool isOfRoutine)
    {
        string sorted = string.Join(", ", _privilege.Matches(privileges).Where(word => word.Length > 0)
            .Select(word => word.Groups[1].Value + (word.Groups[2].Success ? $" ({Columns(word.Groups[2].Value)})" : ""))
            .OrderBy(word => word, StringComparer.Ordinal));
        // Servers never say ALL of a routine.
        return isOfRoutine && sorted == "ALTER ROUTINE, EXECUTE" ? "ALL PRIVILEGES" : sorted;
    }

    private static string Columns(string columns) => string.Join(", ", Regex.Matches(columns, Quoted).Select(column => column.Value)
        .Distinct(StringComparer.OrdinalIgnoreCase).OrderBy(column => column[1..^1].Replace("``", "`"), StringComparer.OrdinalIgnoreCase));
}
