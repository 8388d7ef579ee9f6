using System;
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
        if ((inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is not string text)
        {
            return inputData;
        }

        if (!IsSwitch)
        {
            return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
        }

        return text.Trim().ToUpperInvariant() switch
        {
            "TRUE" or "YES" or "1" => true,
            "" or "FALSE" or "NO" or "0" => false,
            // With a cast error inside, the binder passes over the cell, and the row is reported by RowBinder, which masks its secrets.
            _ => throw new ArgumentTransformationMetadataException("A switch in a row is one of true, yes, 1, false, no, 0 or blank.", new PSInvalidCastException()),
        };
    }
}
