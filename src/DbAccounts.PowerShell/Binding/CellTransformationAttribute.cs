using System;
using System.Globalization;
using System.Management.Automation;

namespace DbAccounts.PowerShell.Binding;

/// <summary>Reads a cell of a row: blank is "not given", and for a switch the words of tables mean what they say.</summary>
internal sealed class CellTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>True for a switch.</summary>
    public bool IsSwitch { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (!IsSwitch)
        {
            return Number(value);
        }

        if (value is not string text)
        {
            return inputData;
        }

        return text.Trim().ToUpperInvariant() switch
        {
            "TRUE" or "YES" or "1" => true,
            "" or "FALSE" or "NO" or "0" => false,
            // Left as it is, the binder passes over it; the row is then reported by RowBinder, which masks its secrets.
            _ => inputData,
        };
    }

    // PowerShell drops a property of a row that it can't convert without a word: it has to be refused here.
    private static object? Number(object? value) => value switch
    {
        null => null,
        string text when string.IsNullOrWhiteSpace(text) => null,
        string text when int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int number) => number,
        not string when LanguagePrimitives.TryConvertTo(value, out int number) => number,
        _ => throw new ArgumentTransformationMetadataException("A number is written in digits."),
    };
}
