using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace DbAccounts.PowerShell.Binding;

/// <summary>
/// The one way in for objects that travel: as they are, deserialized, as hashtable, as PSCustomObject, as JSON text of one or of an
/// array of them. Other text is what names one. What can't be read is carried along as <see cref="Unreadable"/>.
/// </summary>
internal abstract class ObjectTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is null ? null : Result([.. Items(inputData).Select(item => Carried(item ?? ""))]);

    /// <summary>Reads one object.</summary>
    /// <exception cref="FormatException">It names or is none; the message says what is allowed and repeats nothing of it.</exception>
    protected abstract object Read(object input);

    /// <summary>What is bound when one could not be read.</summary>
    protected abstract object Placeholder();

    /// <summary>What is bound: an array of the parameter's type.</summary>
    protected abstract object? Result(object[] read);

    private object Carried(object item)
    {
        if (item is FormatException problem)
        {
            return Unreadable.Mark(Placeholder(), null, problem.Message);
        }

        try
        {
            return Read(item);
        }
        catch (FormatException e)
        {
            return Unreadable.Mark(Placeholder(), item, e.Message);
        }
    }

    private static object Covered(object record)
    {
        ThrowingProperties.Cover(record);
        return record;
    }

    // A text of JSON that is broken stays one item: its problem.
    private static IEnumerable<object?> Items(object input)
    {
        object value = input is PSObject wrapped ? wrapped.BaseObject : input;
        try
        {
            return value switch
            {
                string text when JsonRows.IsJsonOrLine(text) => JsonRows.Read(text),
                IList list => list.Cast<object?>().SelectMany(item => Given.IsEmpty(item) ? [null] : Items(item!)),
                _ => [Covered(input)],
            };
        }
        catch (FormatException e)
        {
            return [e];
        }
    }
}
