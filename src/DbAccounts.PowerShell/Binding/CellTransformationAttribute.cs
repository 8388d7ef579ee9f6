using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using DbAccounts.PowerShell.Input;

namespace DbAccounts.PowerShell.Binding;

/// <summary>Reads a cell of a row: blank is "not given", and for a switch the words of tables mean what they say.</summary>
/// <remarks>
/// What can't be read is left unconverted: an exception here would make the binder report the whole row, its password included.
/// The binder passes over such a cell, and <see cref="RowBinder"/>, which masks secrets, reports the row.
/// </remarks>
internal sealed class CellTransformationAttribute : ArgumentTransformationAttribute
{
    private const NumberStyles WholeNumber =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    // What tables make of a whole number. Three zeros would be thousands in many countries.
    private static readonly Regex _ofTable = new(@"\A\s*(?<whole>[+-]?[0-9]+)[.,]0{1,2}\s*\z", RegexOptions.CultureInvariant);

    /// <summary>True for a switch.</summary>
    public bool IsSwitch { get; set; }

    /// <summary>True for what is true, false, or not given.</summary>
    public bool IsChoice { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = Blank.Is(inputData) ? null : inputData.Plain();
        return IsSwitch ? Switch(value)
            : IsChoice ? Choice(value)
            : value is IList list ? Numbers(list)
            : Number(value);
    }

    // PowerShell makes a 0 of a null and of an empty text.
    private static object Numbers(IList list) =>
        Blank.IsAmong(list) ? Array.Empty<int>() : list.Cast<object?>().Select(Number).ToArray();

    // PowerShell takes a null for a switch that is given.
    private static object Switch(object? value) => value switch
    {
        null => Blank.Mark(new SwitchParameter(false)),
        string text => YesOrNo(text),
        _ => value,
    };

    // PowerShell makes a true of every text and object, and an account would be locked by 'off'.
    private static object? Choice(object? value) => (value is string or int or long ? YesOrNo(value.ToString()) : value) switch
    {
        null => null,
        bool choice => choice,
        SwitchParameter given => given.ToBool(),
        // PowerShell refuses a text by itself, and says so.
        string text => text,
        var other => new NoValue(other),
    };

    private static object YesOrNo(string text) => TextValue.YesOrNo(text) is { } answer ? answer : text;

    private static object? Number(object? value) => value switch
    {
        null => null,
        string text when int.TryParse(_ofTable.Replace(text, "${whole}"), WholeNumber, CultureInfo.InvariantCulture, out int number) => number,
        bool => new NoValue(value),
        not string when LanguagePrimitives.TryConvertTo(value, out decimal exact) && exact == decimal.Truncate(exact)
            && LanguagePrimitives.TryConvertTo(value, out int number) => number,
        // PowerShell would round it.
        _ when LanguagePrimitives.TryConvertTo(value, out int _) => new NoValue(value),
        _ => value,
    };

    // Converts to nothing.
    private sealed class NoValue(object value)
    {
        public override string ToString() => value.ToString();
    }
}
