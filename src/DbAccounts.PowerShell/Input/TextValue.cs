using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Input;

/// <summary>Texts as they are meant: a blank one, as an empty cell of a table is, is not given, and an object is none.</summary>
internal static class TextValue
{
    // What a list or an object becomes where something else has made a text of it, such as Export-Csv.
    private static readonly string[] _lost = ["System.String[]", "System.Object[]", "System.Collections.Hashtable"];

    /// <summary>True for a text that something else has made of a list or a table.</summary>
    public static bool IsLost(string text) => Array.IndexOf(_lost, text.Trim()) >= 0;

    /// <summary>The text; null for a blank one.</summary>
    public static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>What the words of tables say to a question; null for others.</summary>
    public static bool? YesOrNo(string? text) => text?.Trim().ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "1" => true,
        "FALSE" or "NO" or "0" => false,
        _ => null,
    };

    /// <summary>The texts of one value or of several, without blank ones.</summary>
    /// <param name="name">What they are the values of.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="FormatException">One is an object or a list, or what is left of one.</exception>
    public static string[] All(string name, object? value) =>
        value.Plain() is IEnumerable many and not (string or IDictionary)
            ? [.. many.Cast<object?>().Select(one => Of(name, one)).OfType<string>()]
            : Of(name, value) is { } text ? [text] : [];

    /// <summary>The text of one value; null for a blank one.</summary>
    /// <param name="name">What it is the value of.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="FormatException">It is an object or a list, or what is left of one.</exception>
    public static string? Of(string name, object? value)
    {
        object? plain = value.Plain();
        if (plain is (IEnumerable and not string) or ScriptBlock || Row.HasMembers(value))
        {
            throw new InputException(Messages.TextNotObject.With(name), Messages.TextNotObjectAdvice);
        }

        string? text = OrNull(plain is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : plain?.ToString());
        return text is not null && IsLost(text)
            ? throw new InputException(
                Messages.TextOfLostList.With(name, text.Trim()), Messages.TextOfLostListAdvice.With(name))
            : text;
    }
}
