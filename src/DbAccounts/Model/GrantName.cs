using System;
using System.Linq;

namespace DbAccounts.Model;

/// <summary>Names in the text of a grant: plain where a word is, between quotes where it must be.</summary>
internal static class GrantName
{
    /// <summary>True for a character of a word that needs no quotes.</summary>
    public static bool IsWordCharacter(char c) => c is '_' or '$' or (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z')
        || (c >= '\u0080' && char.IsLetterOrDigit(c));

    /// <summary>True for a character of a host that needs no quotes.</summary>
    public static bool IsHostCharacter(char c) => IsWordCharacter(c) || c is '.' or '%' or ':' or '/' or '-';

    /// <summary>A name of anything but the database of a grant on the whole of it.</summary>
    public static string Of(string name) => IsWord(name) ? name : Quoted(name);

    /// <summary>A database whose whole is meant: its name, or where that would be read as a pattern, the pattern that matches it alone.</summary>
    public static string OfDatabase(string name) => IsPattern(name) ? Written(DatabasePattern.Escaped(name)) : Of(name);

    /// <summary>A pattern: what has a <c>%</c> or a backslash in it says so itself, before anything else stands a word.</summary>
    public static string OfPattern(string pattern) => IsPattern(pattern) ? Written(pattern) : $"{PatternWord} {Of(pattern)}";

    /// <summary>The word before a pattern of databases that is written like a name.</summary>
    public const string PatternWord = "PATTERN";

    /// <summary>True for the text of a database that is a pattern, between quotes or not: it has a <c>%</c> or a backslash in it.</summary>
    public static bool IsPattern(string written) => written.IndexOfAny(['%', '\\']) >= 0;

    /// <summary>An account: its name, and its host where it has one.</summary>
    public static string OfAccount(string account)
    {
        int at = account.LastIndexOf('@');
        return at < 0 ? Of(account) : $"{Of(account.Substring(0, at))}@{OfHost(account.Substring(at + 1))}";
    }

    /// <summary>
    /// A role as it is kept: on MySQL it is an account of its host, and one of every host is called by the name alone, as all are on
    /// MariaDB; an @ in a name needs the host.
    /// </summary>
    public static string OfRole(string name, string? host) =>
        string.IsNullOrEmpty(host) || host == "%" ? name.IndexOf('@') < 0 ? name : name + "@%" : $"{name}@{host}";

    /// <summary>The name of a kept role where roles have no host: what an @ in it needed goes.</summary>
    public static string OfRoleWithoutHost(string role) =>
        role.EndsWith("@%", StringComparison.Ordinal) ? role.Substring(0, role.Length - 2) : role;

    /// <summary>A name between backquotes.</summary>
    public static string Quoted(string name) => $"`{name.Replace("`", "``")}`";

    private static string Written(string pattern) =>
        pattern.All(c => c is '%' or '\\' || IsWordCharacter(c)) ? pattern : Quoted(pattern);

    // The words with which a text may go on.
    private static readonly string[] _reserved = ["ON", "TO", "FROM", "WITH", "PROCEDURE", "FUNCTION", "PACKAGE", "TABLE"];

    private static bool IsWord(string name) =>
        name.Length > 0 && name.All(IsWordCharacter) && !_reserved.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static string OfHost(string host) => host.Length > 0 && host.All(IsHostCharacter) ? host : Quoted(host);
}
