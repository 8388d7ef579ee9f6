using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Grants;

/// <summary>Grants in the short form that stands everywhere for what is held: <c>INSERT, SELECT ON shop.orders</c>.</summary>
public static class GrantText
{
    /// <summary>
    /// Reads one grant or several, separated by semicolons. A database is the one that is called so, between quotes or not. With a
    /// <c>%</c> or a backslash in it, or behind the word PATTERN, it is a pattern of MySQL.
    /// </summary>
    /// <exception cref="GrantSyntaxException">It is none; the message says where that shows.</exception>
    public static DbPrivilegeSet Parse(string text) =>
        new GrantParser(text ?? throw new ArgumentNullException(nameof(text)), DbGrantDialect.MySql).Short();

    // What stands behind these words is a secret.
    private static readonly Regex _secret = new(@"\b(?:IDENTIFIED|PASSWORD)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>What an error may show of a text that is no grant: what was read as one, and the word that is none. A password may follow.</summary>
    internal static string Shown(string text, FormatException error)
    {
        int end = error is GrantSyntaxException syntax ? Math.Min(syntax.Position, text.Length) : text.Length;
        while (end < text.Length && GrantName.IsWordCharacter(text[end]))
        {
            end++;
        }

        if (_secret.Match(text) is { Success: true } secret && secret.Index + secret.Length < end)
        {
            end = secret.Index + secret.Length;
        }

        string shown = text.Substring(0, end).Short();
        return end < text.Length && !shown.EndsWith("...", StringComparison.Ordinal) ? shown.TrimEnd() + "..." : shown;
    }

    /// <summary>Why a text is no grant, as a part of a sentence.</summary>
    internal static string Why(FormatException error) => error is GrantSyntaxException syntax ? syntax.Reason : error.Message.TrimEnd('.');

    /// <summary>The role that everybody has, where a server has one.</summary>
    internal const string EverybodysRole = GrantStatements.Public;

    /// <summary>Privileges on an object that is written as grants show it: <c>shop.*</c>, <c>shop.orders (total)</c>.</summary>
    /// <exception cref="GrantSyntaxException">It is none.</exception>
    internal static DbPrivilegeSet On(IEnumerable<string> privileges, string target)
    {
        // Columns stand with the privileges in the text of a grant.
        int column = target.EndsWith(")", StringComparison.Ordinal) ? target.LastIndexOf(" (", StringComparison.Ordinal) : -1;
        return column < 0
            ? Parse($"{string.Join(", ", privileges)} ON {target}")
            : Parse($"{string.Join(", ", privileges.Select(one => one + target.Substring(column)))} ON {target.Substring(0, column)}");
    }

    /// <summary>True for text that names an object, and is more than the name of a privilege.</summary>
    public static bool IsGrant(string text)
    {
        string words = " " + DbPrivilegeSet.Normalize(text) + " ";
        return words.IndexOf(" ON ", StringComparison.Ordinal) >= 0 || words.StartsWith(" ROLE ", StringComparison.Ordinal)
            || words.StartsWith(" ADMIN OPTION FOR ROLE ", StringComparison.Ordinal);
    }
}
