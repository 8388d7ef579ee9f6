using System;
using System.Collections;
using DbAccounts.Errors;
using DbAccounts.PowerShell.Input;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Binding;

/// <summary>What holds for a text, or for each of several, on every service. What is not given is not judged.</summary>
/// <remarks>
/// <see cref="RowBinder"/> applies it to each record. PowerShell's own validation, while it binds, would report the whole row
/// that a value came in, its password included.
/// </remarks>
[AttributeUsage(AttributeTargets.Property)]
internal abstract class ValidateCellAttribute : Attribute
{
    /// <summary>What a value must be, as the end of a sentence.</summary>
    protected abstract string Words { get; }

    /// <summary>Judges a value, or the values of a list.</summary>
    /// <exception cref="DbAccountsException">It is not allowed.</exception>
    public void Check(string parameter, object? value)
    {
        object? plain = value.Plain();
        string? wrong = plain switch
        {
            string text => Allows(text) ? null : text,
            IEnumerable list => Wrong(list),
            _ => null,
        };
        if (wrong is not null)
        {
            throw DbError.InvalidInput(Messages.CellWrong.With(parameter, Words, wrong.Short()), Messages.CellWrongAdvice.With(parameter));
        }
    }

    /// <summary>Judges one text.</summary>
    protected abstract bool Allows(string text);

    private string? Wrong(IEnumerable list)
    {
        foreach (object? element in list)
        {
            if (element?.ToString() is { } text && !Allows(text))
            {
                return text;
            }
        }

        return null;
    }
}
