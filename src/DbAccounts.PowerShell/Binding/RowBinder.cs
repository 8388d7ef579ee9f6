using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using DbAccounts.Errors;

namespace DbAccounts.PowerShell.Binding;

/// <summary>
/// Binds the members of a row to parameters: those of tables and of JSON, which PowerShell doesn't, and those of objects, of which
/// PowerShell binds what it can read and passes over the rest in silence.
/// </summary>
internal sealed class RowBinder(Cmdlet command)
{
    // What the attributes say is read once: there may be ten thousand rows.
    private readonly Column[] _columns = [.. command.GetType().GetProperties().Where(IsColumn).Select(p => new Column(p))];
    private readonly bool _grantsOnDatabases =
        command.GetType().GetProperty("Privilege") is not null && command.GetType().GetProperty("Table") is null;

    private readonly (PropertyInfo Parameter, ValidateCellAttribute Validation)[] _validations =
    [
        .. from property in command.GetType().GetProperties()
           from validation in property.GetCustomAttributes<ValidateCellAttribute>()
           select (property, validation),
    ];

    private readonly List<(PropertyInfo Parameter, object? Value)> _before = [];

    /// <summary>Sets the parameters that a row names and the command line doesn't.</summary>
    /// <exception cref="DbAccountsException">A value does not fit its parameter.</exception>
    public void Bind(object? row, ICollection<string> commandLine)
    {
        if (Row.Of(row) is not { } values)
        {
            return;
        }

        RefuseWidening(values);
        foreach (Column column in _columns.Where(column => !commandLine.Contains(column.Parameter.Name)))
        {
            if (column.Names.FirstOrDefault(values.Has) is { } key)
            {
                _before.Add((column.Parameter, column.Parameter.GetValue(command)));
                column.Parameter.SetValue(command, Convert(column, values[key]));
            }
        }
    }

    /// <summary>Judges what is bound by what holds on every service, wherever it came from.</summary>
    /// <exception cref="DbAccountsException">A value is not allowed.</exception>
    public void Validate()
    {
        foreach ((PropertyInfo parameter, ValidateCellAttribute validation) in _validations)
        {
            validation.Check(parameter.Name, parameter.GetValue(command));
        }
    }

    /// <summary>Gives the parameters back the values that they had before the row.</summary>
    public void Restore()
    {
        foreach ((PropertyInfo parameter, object? value) in _before)
        {
            parameter.SetValue(command, value);
        }

        _before.Clear();
    }

    // Passed over in silence, as other columns are, these would let an account in from everywhere, or give it more than the row says.
    private void RefuseWidening(Row row)
    {
        if (row.Text("Host") is not null && !row.Has("AllowedHost"))
        {
            throw DbError.InvalidInput("The row's column Host is not read: hosts stand in the column AllowedHost.");
        }

        if (_grantsOnDatabases && row.Text("Privilege") is not null && (row.Text("Table") ?? row.Text("Column")) is not null)
        {
            throw DbError.InvalidInput(
                "The row's privileges are on a table or column, and this command gives them on databases: "
                + "leave them out, and pipe such rows to Grant-DbPrivilege.");
        }
    }

    // What is bound by value has been read from the whole row already.
    private static bool IsColumn(PropertyInfo property)
    {
        ParameterAttribute[] uses = [.. property.GetCustomAttributes<ParameterAttribute>()];
        return uses.Any(use => use.ValueFromPipelineByPropertyName) && !uses.Any(use => use.ValueFromPipeline);
    }

    private static object? Convert(Column column, object? value)
    {
        PropertyInfo parameter = column.Parameter;
        try
        {
            foreach (ArgumentTransformationAttribute transformation in column.Transformations)
            {
                value = transformation.Transform(null!, value);
            }

            // PowerShell would make one text of the values, with blanks between them.
            return parameter.PropertyType == typeof(string) && value is IList
                ? throw new FormatException()
                : LanguagePrimitives.ConvertTo(value, parameter.PropertyType, System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (MetadataException e)
        {
            throw DbError.InvalidInput($"The row's {parameter.Name}: {e.Message}");
        }
        catch (Exception e) when (e is RuntimeException or InvalidCastException or FormatException or ArgumentException)
        {
            // The message of a failed conversion may quote the value, and that may be a secret.
            Type type = Nullable.GetUnderlyingType(parameter.PropertyType) ?? parameter.PropertyType;
            throw DbError.InvalidInput($"The row's value for {parameter.Name} can't be read as {type.Name}.");
        }
    }

    /// <summary>A parameter that rows may set, and the names of its column.</summary>
    private sealed class Column(PropertyInfo parameter)
    {
        public PropertyInfo Parameter { get; } = parameter;

        public string[] Names { get; } = [parameter.Name, .. parameter.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? []];

        public ArgumentTransformationAttribute[] Transformations { get; } =
            [.. parameter.GetCustomAttributes<ArgumentTransformationAttribute>()];
    }
}
