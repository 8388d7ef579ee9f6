using System;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using DbAccounts.PowerShell.Input;

namespace DbAccounts.PowerShell.Binding;

/// <summary>Reads rows whose columns are bound to parameters: objects, tables and JSON text of them; other text stays a name.</summary>
internal sealed class RowTransformationAttribute : ObjectTransformationAttribute
{
    // What was read of a record, from when it is bound until its command takes it.
    private static readonly ConditionalWeakTable<PSObject, Row> _read = new();

    /// <summary>The members of a record that was bound, which are read once; null for a value, which has none.</summary>
    public static Row? Take(PSObject record)
    {
        if (!_read.TryGetValue(record, out Row? row))
        {
            return Row.Of(record);
        }

        // The record may change before it comes again.
        _read.Remove(record);
        return row;
    }

    /// <inheritdoc/>
    protected override object? ReadPlain(object plain) => null;

    /// <inheritdoc/>
    protected override object Read(object input, Row? row)
    {
        if (row is not null && ForeignObject.Problem(input.Plain()!) is { } problem)
        {
            throw problem;
        }

        PSObject record = PSObject.AsPSObject(input);
        _read.Remove(record);
        // Another runspace may be at the same record.
        _ = row is null ? null : _read.GetValue(record, _ => row);
        return record;
    }

    /// <inheritdoc/>
    protected override object Placeholder() => PSObject.AsPSObject("-");

    /// <inheritdoc/>
    protected override object Result(object[] read) => Array.ConvertAll(read, one => (PSObject)one);
}
