using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Security;
using DbAccounts.Errors;
using DbAccounts.PowerShell.Input;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Binding;

/// <summary>A parameter that rows may set, and the names of its column.</summary>
internal sealed class CommandColumn(PropertyInfo parameter)
{
    private static readonly Type[] _shown = [typeof(SwitchParameter), typeof(bool), typeof(int), typeof(int[]), typeof(TimeSpan)];

    private readonly PropertyAccess _property = PropertyAccess.Of(parameter);
    private readonly ArgumentTransformationAttribute[] _transformations =
        [.. parameter.GetCustomAttributes<ArgumentTransformationAttribute>()];

    /// <summary>The parameter's name.</summary>
    public string Name => _property.Name;

    /// <summary>The parameter's name and its aliases.</summary>
    public string[] Names { get; } = [.. NamesOf(parameter)];

    /// <summary>True for what nobody may be shown.</summary>
    public bool IsSecret => _property.Type == typeof(SecureString) || _property.Type == typeof(PSCredential);

    /// <summary>A parameter's name and its aliases.</summary>
    public static IEnumerable<string> NamesOf(PropertyInfo parameter) =>
        [parameter.Name, .. parameter.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? []];

    /// <summary>What the parameter is.</summary>
    public object? Get(Cmdlet command) => _property.Get(command);

    /// <summary>Sets the parameter as it is.</summary>
    public void Set(Cmdlet command, object? value) => _property.Set(command, value);

    /// <summary>Makes a value of the parameter from the cell of a row.</summary>
    /// <exception cref="DbAccountsException">It does not fit.</exception>
    public object? Convert(object? cell)
    {
        object? written = cell;
        try
        {
            foreach (ArgumentTransformationAttribute transformation in _transformations)
            {
                cell = transformation.Transform(null!, cell);
            }

            // PowerShell would make one text of several values, with blanks between them, and the name of its type of an object.
            return _property.Type == typeof(string) ? TextValue.Of(Name, cell)
                : _property.Type == typeof(string[]) ? TextValue.All(Name, cell)
                // Of any other object it would make a true.
                : _property.Type == typeof(bool?) && cell is not (null or bool) ? throw new FormatException()
                : LanguagePrimitives.ConvertTo(cell, _property.Type, CultureInfo.InvariantCulture);
        }
        catch (MetadataException e)
        {
            throw DbError.InvalidInput(Messages.RowColumnProblem.With(Name, e.Message), Messages.RowColumnProblemAdvice.With(Name));
        }
        catch (FormatException e) when (_property.Type == typeof(string) || _property.Type == typeof(string[]))
        {
            throw DbError.InvalidInput(Messages.RowProblem.With(e.Message), (e as InputException)?.Advice ?? Messages.RowColumnProblemAdvice.With(Name));
        }
        catch (Exception e) when (e is RuntimeException or InvalidCastException or FormatException or ArgumentException)
        {
            // The message of a failed conversion may quote the value, and that may be a secret; a number or a yes is none.
            Type type = Nullable.GetUnderlyingType(_property.Type) ?? _property.Type;
            string? shown = _shown.Contains(type) && written.Plain() is string or IFormattable ? TextValue.Of(Name, written)?.Trim() : null;
            throw DbError.InvalidInput(
                shown is null ? Messages.RowColumnType.With(Name, Kind(type)) : Messages.RowColumnValue.With(Name, shown.Short(), Kind(type)),
                Messages.RowColumnTypeAdvice.With(Name, Kind(type)));
        }
    }

    private static string Kind(Type type) => type == typeof(SwitchParameter) || type == typeof(bool) ? Messages.KindSwitch
        : type == typeof(int) || type == typeof(int[]) ? Messages.KindNumber
        : type == typeof(TimeSpan) ? Messages.KindDuration
        : type == typeof(Uri) ? Messages.KindAddress
        : type == typeof(PSCredential) ? Messages.KindCredential
        : type.Name;
}
