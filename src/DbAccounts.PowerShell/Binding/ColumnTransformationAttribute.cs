using System.Collections;
using System.Linq;
using System.Management.Automation;
using DbAccounts.Model;
using DbAccounts.PowerShell.Input;

namespace DbAccounts.PowerShell.Binding;

/// <summary>
/// Reads texts that come through the pipeline as they are or as a column of a row. A row without the column becomes no text at all:
/// PowerShell would make one of the whole row, its password included.
/// </summary>
internal sealed class ColumnTransformationAttribute(string column) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData.Plain();
        return value is IList list ? list.Cast<object?>().SelectMany(item => item is null ? [""] : Read(item)).ToArray() : Read(inputData);
    }

    private string[] Read(object? input)
    {
        object? value = input.Plain();
        object? text = value switch
        {
            null => null,
            // A row that stands in a text names its instance too, which a column alone would lose.
            string json when JsonRows.IsJson(json) => null,
            string or DbAccount => value,
            _ when value.GetType().IsPrimitive => value,
            _ when Row.Of(input) is { } row => row.Text(column),
            _ => PSObject.AsPSObject(input!).Properties[column]?.Value,
        };
        return text?.ToString() is { } found ? [found] : [];
    }
}
