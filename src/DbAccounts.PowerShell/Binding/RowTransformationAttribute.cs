using System.Linq;
using System.Management.Automation;

namespace DbAccounts.PowerShell.Binding;

/// <summary>Reads rows whose columns are bound to parameters: objects, tables and JSON text of them; other text stays a name.</summary>
internal sealed class RowTransformationAttribute : ObjectTransformationAttribute
{
    /// <inheritdoc/>
    protected override object Read(object input) => PSObject.AsPSObject(input);

    /// <inheritdoc/>
    protected override object Placeholder() => PSObject.AsPSObject("-");

    /// <inheritdoc/>
    protected override object Result(object[] read) => read.Cast<PSObject>().ToArray();
}
