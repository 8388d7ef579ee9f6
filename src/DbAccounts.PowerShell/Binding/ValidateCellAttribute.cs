using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace DbAccounts.PowerShell.Binding;

/// <summary>A validation of a text or of each of several, that <see cref="RowBinder"/> can apply too. What is not given is not judged.</summary>
internal abstract class ValidateCellAttribute : ValidateArgumentsAttribute
{
    /// <summary>Judges a value, or the values of a list.</summary>
    /// <exception cref="ValidationMetadataException">It is not allowed.</exception>
    public void Check(object? value)
    {
        object? plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        if (plain is string text)
        {
            CheckText(text);
        }
        else if (plain is IEnumerable list)
        {
            foreach (string element in list.Cast<object?>().Where(element => element is not null).Select(element => element!.ToString()))
            {
                CheckText(element);
            }
        }
    }

    /// <inheritdoc/>
    protected sealed override void Validate(object arguments, EngineIntrinsics engineIntrinsics) => Check(arguments);

    /// <summary>Judges one text.</summary>
    protected abstract void CheckText(string text);
}
