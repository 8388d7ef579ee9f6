using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using DbAccounts.PowerShell.Input;

namespace DbAccounts.PowerShell.Binding;

/// <summary>
/// The one way in for objects that travel: as they are, deserialized, as hashtable, as PSCustomObject, as JSON text of one or of an
/// array of them. Other text is what names one. What can't be read is carried along as <see cref="Unreadable"/>.
/// </summary>
internal abstract class ObjectTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData.Plain() switch
    {
        null => null,
        string or IList => Result([.. Items(inputData!).Select(item => Carried(item ?? ""))]),
        _ => Result([Carried(inputData!)]),
    };

    /// <summary>Reads what says by itself what it is, without a look at its members; null for anything else.</summary>
    /// <param name="plain">The object, without what PowerShell has wrapped around it.</param>
    /// <exception cref="FormatException">It is none; the message says what is allowed and repeats nothing of it.</exception>
    protected abstract object? ReadPlain(object plain);

    /// <summary>Reads an object by its members.</summary>
    /// <param name="input">The object.</param>
    /// <param name="row">Its members; null for a value, which has none.</param>
    /// <exception cref="FormatException">It names or is none; the message says what is allowed and repeats nothing of it.</exception>
    protected abstract object Read(object input, Row? row);

    /// <summary>What is bound when one could not be read.</summary>
    protected abstract object Placeholder();

    /// <summary>What is bound: an array of the parameter's type.</summary>
    protected abstract object? Result(object[] read);

    private object Carried(object item)
    {
        if (item is FormatException problem)
        {
            return Unreadable.Mark(Placeholder(), null, problem);
        }

        try
        {
            return ReadPlain(item.Plain()!) ?? Read(item, Covered(Row.Of(item)));
        }
        catch (FormatException e)
        {
            return Unreadable.Mark(Placeholder(), item, e);
        }
    }

    private static Row? Covered(Row? row)
    {
        ThrowingProperties.Cover(row);
        return row;
    }

    // A text of JSON that is broken stays one item: its problem.
    private static IEnumerable<object?> Items(object input)
    {
        try
        {
            return input.Plain() switch
            {
                string text when JsonRows.IsJsonOrLine(text) => JsonRows.Read(text),
                IList list => list.Cast<object?>().SelectMany(item => Blank.Is(item) ? [null] : Items(item!)),
                _ => [input],
            };
        }
        catch (FormatException e)
        {
            return [e];
        }
    }
}
