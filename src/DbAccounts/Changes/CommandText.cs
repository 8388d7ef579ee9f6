using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace DbAccounts.Changes;

/// <summary>Values as they are written at a prompt of PowerShell, for commands that a message gives.</summary>
internal static class CommandText
{
    // A word that is no keyword of its own nor a number; PowerShell takes four other characters for the quote too.
    private static readonly Regex _word = new(@"\A[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant);
    private static readonly Regex _quote = new("['\u2018\u2019\u201A\u201B]", RegexOptions.CultureInvariant);

    /// <summary>One value, or several.</summary>
    public static string Value(object value) => value switch
    {
        string text => _word.IsMatch(text) ? text : $"'{_quote.Replace(text, "$0$0")}'",
        bool yes => yes ? "$true" : "$false",
        IEnumerable<string> list => List(list),
        _ => string.Format(CultureInfo.InvariantCulture, "{0}", value),
    };

    /// <summary>Several values.</summary>
    public static string List(IEnumerable<string> values) => string.Join(", ", values.Select(Value));
}
