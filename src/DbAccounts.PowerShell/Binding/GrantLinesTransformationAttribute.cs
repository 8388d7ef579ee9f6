using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace DbAccounts.PowerShell.Binding;

/// <summary>Takes text, and rows of one column of it, such as those of SHOW GRANTS.</summary>
internal sealed class GrantLinesTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is PSObject { BaseObject: PSCustomObject } row && row.Properties.ToArray() is [{ Value: { } only }] ? only.ToString()
        : inputData is IEnumerable<object> several ? several.Select(one => Transform(engineIntrinsics, one)).ToArray()
        : inputData;
}
