using System;
using System.Collections;
using System.Management.Automation;
using DbAccounts.Errors;

namespace DbAccounts.PowerShell.Binding;

/// <summary>What holds for a text, or for each of several, on every service. What is not given is not judged.</summary>
/// <remarks>
/// <see cref="RowBinder"/> applies it to each record. PowerShell's own validation, while it binds, would report the whole row
/// that a value came in, its password included.
/// </remarks>
[AttributeUsage(AttributeTargets.Property)]
internal abstract class ValidateCellAttribute : Attribute
{
    /// <summary>What is allowed, in a sentence.</summary>
    protected abstract string Words { get; }

    /// <summary>Judges a value, or the values of a list.</summary>
    /// <exception cref="DbAccountsException">It is not allowed.</exception>
    public void Check(string parameter, object? value)
    {
        object? plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        bool allowed = plain switch
        {
            string text => Allows(text),
            IEnumerable list => AllowsAll(list),
            _ => true,
        };
        if (!allowed)
        {
            throw DbError.InvalidInput($"{parameter}: {Words}");
        }
    }

    /// <summary>Judges one text.</summary>
    protected abstract bool Allows(string text);

    private bool AllowsAll(IEnumerable list)
    {
        foreach (object? element in list)
        {
            if (element is not null && !Allows(element.ToString()))
            {
                return false;
            }
        }

        return true;
    }
}
