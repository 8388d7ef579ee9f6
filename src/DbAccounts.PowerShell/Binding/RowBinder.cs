using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;

namespace DbAccounts.PowerShell.Binding;

/// <summary>
/// Binds the members of a record to parameters, for every kind of record. What PowerShell has bound by name is put back first: it passes
/// over what it can't read, reads properties that are no columns, and takes what a listed account is for what it shall become.
/// </summary>
internal sealed class RowBinder
{
    // What the module's own objects and commands say: such a column is nobody's misspelling, whether a command reads it or not.
    private static readonly HashSet<string> _vocabulary = new(Vocabulary(), StringComparer.OrdinalIgnoreCase);
    private static readonly ConcurrentDictionary<(Type, string), string?> _meant = new();

    private readonly Cmdlet _command;
    private readonly Column[] _columns;
    private readonly string[] _names;
    private readonly HashSet<string> _blank = new(StringComparer.OrdinalIgnoreCase);
    private readonly (PropertyInfo Parameter, ValidateCellAttribute Validation)[] _validations;
    private Given _given = null!;

    /// <summary>Reads what the attributes of a command's parameters say: once, as there may be ten thousand rows.</summary>
    public RowBinder(Cmdlet command)
    {
        _command = command;
        PropertyInfo[] parameters = [.. command.GetType().GetProperties().Where(p => p.IsDefined(typeof(ParameterAttribute)))];
        _names = [.. parameters.Where(TakesProperty).SelectMany(NamesOf)];
        _columns = [.. parameters.Where(IsColumn).Select(parameter => new Column(parameter, parameter.GetValue(command)))];
        _validations =
        [
            .. from parameter in parameters
               from validation in parameter.GetCustomAttributes<ValidateCellAttribute>()
               select (parameter, validation),
        ];
    }

    /// <summary>Columns that the command reads, and has no parameter for.</summary>
    public string[] Also { get; init; } = [];

    /// <summary>Columns that the command does not read, and that would narrow what it does: they are refused.</summary>
    public string[] Unread { get; init; } = [];

    /// <summary>Takes what the command line says; it goes before every row.</summary>
    public void Begin(Given given) => _given = given;

    /// <summary>Sets the parameters that a record names and the command line doesn't.</summary>
    /// <param name="row">Its members; null where it has none that are meant as values of parameters.</param>
    /// <exception cref="DbAccountsException">A value does not fit its parameter, or a column is misspelt.</exception>
    /// <exception cref="FormatException">A member can't be read.</exception>
    public void Bind(Row? row)
    {
        Reset();
        if (row is null)
        {
            return;
        }

        RefuseMisspelt(row);
        foreach (Column column in _columns.Where(column => !_given.Has(column.Parameter.Name)))
        {
            string[] names = [.. column.Names.Where(row.Has)];
            if (names.FirstOrDefault(name => !row.IsBlank(name)) is not { } name)
            {
                _ = names.Length > 0 && _blank.Add(column.Parameter.Name);
                continue;
            }

            object? value = row[name];
            // Of two names of an instance the session judges whether they are one.
            if (column.Parameter.Name != "Instance" && names.FirstOrDefault(other => IsOther(row, name, other)) is { } second)
            {
                throw DbError.InvalidInput(
                    $"The row's columns {name} and {second} mean the same, and hold different values: keep one of them.");
            }

            if (Given.HasEmptyElement(value))
            {
                throw DbError.EmptyElement(name);
            }

            column.Parameter.SetValue(_command, Convert(column, value));
        }
    }

    /// <summary>True where the record has a column for a parameter, with nothing in it.</summary>
    public bool IsBlank(string parameter) => _blank.Contains(parameter);

    /// <summary>Judges what is bound by what holds on every service, wherever it came from.</summary>
    /// <exception cref="DbAccountsException">A value is not allowed.</exception>
    public void Validate()
    {
        foreach ((PropertyInfo parameter, ValidateCellAttribute validation) in _validations)
        {
            validation.Check(parameter.Name, parameter.GetValue(_command));
        }
    }

    /// <summary>Gives the parameters back what they are without a record.</summary>
    public void Reset()
    {
        _blank.Clear();
        foreach (Column column in _columns.Where(column => !_given.Has(column.Parameter.Name)))
        {
            column.Parameter.SetValue(_command, column.Default);
        }
    }

    private static bool IsOther(Row row, string name, string other) =>
        other != name && !row.IsBlank(other) && row.Text(name)?.Trim() != row.Text(other)?.Trim();

    private void RefuseMisspelt(Row row)
    {
        foreach (string name in row.Names)
        {
            if (Unread.Contains(name, StringComparer.OrdinalIgnoreCase) && !row.IsBlank(name))
            {
                throw DbError.UnreadColumn(name);
            }

            if (_meant.GetOrAdd((_command.GetType(), name), _ => Meant(name)) is { } parameter && !_given.Has(parameter))
            {
                throw DbError.MisspeltColumn(name, parameter);
            }
        }
    }

    // Which parameter a column was meant for, if any.
    private string? Meant(string name)
    {
        string[] own = [.. _names, .. Also];
        // 'Account' is a word of ours, but not for the name of an account that is yet to be made.
        bool isAccount = string.Equals(name, "Account", StringComparison.OrdinalIgnoreCase);
        if (own.Contains(name, StringComparer.OrdinalIgnoreCase) || (_vocabulary.Contains(name) && !(isAccount && own.Contains("Name"))))
        {
            return null;
        }

        // Where nothing is connected, 'Url' is a column of its own.
        return own.Concat(Unread).FirstOrDefault(parameter =>
            ColumnNames.IsNear(name, parameter, withSynonyms: parameter != "Endpoint" || _names.Contains(parameter)));
    }

    private static bool TakesProperty(PropertyInfo parameter) =>
        parameter.GetCustomAttributes<ParameterAttribute>().Any(use => use.ValueFromPipelineByPropertyName);

    // What is bound by value has been read from the whole row already.
    private static bool IsColumn(PropertyInfo parameter) =>
        TakesProperty(parameter) && !parameter.GetCustomAttributes<ParameterAttribute>().Any(use => use.ValueFromPipeline);

    private static object? Convert(Column column, object? value)
    {
        PropertyInfo parameter = column.Parameter;
        try
        {
            foreach (ArgumentTransformationAttribute transformation in column.Transformations)
            {
                value = transformation.Transform(null!, value);
            }

            // PowerShell would make one text of several values, with blanks between them, and the name of its type of an object.
            return parameter.PropertyType == typeof(string) ? TextValue.Of(parameter.Name, value)
                : parameter.PropertyType == typeof(string[]) ? TextValue.All(parameter.Name, value)
                : LanguagePrimitives.ConvertTo(value, parameter.PropertyType, CultureInfo.InvariantCulture);
        }
        catch (MetadataException e)
        {
            throw DbError.InvalidInput($"The row's {parameter.Name}: {e.Message}");
        }
        catch (FormatException e) when (parameter.PropertyType == typeof(string) || parameter.PropertyType == typeof(string[]))
        {
            throw DbError.InvalidInput($"The row's {e.Message}");
        }
        catch (Exception e) when (e is RuntimeException or InvalidCastException or FormatException or ArgumentException)
        {
            // The message of a failed conversion may quote the value, and that may be a secret.
            Type type = Nullable.GetUnderlyingType(parameter.PropertyType) ?? parameter.PropertyType;
            throw DbError.InvalidInput($"The row's value for {parameter.Name} can't be read as {type.Name}.");
        }
    }

    private static IEnumerable<string> Vocabulary()
    {
        IEnumerable<Type> model = new[] { typeof(DbAccount), typeof(DbPrivilege), typeof(DbJob), typeof(DbInstance) };
        IEnumerable<PropertyInfo> parameters = typeof(RowBinder).Assembly.GetExportedTypes().Where(typeof(Cmdlet).IsAssignableFrom)
            .SelectMany(command => command.GetProperties()).Where(property => property.IsDefined(typeof(ParameterAttribute)));
        return model.SelectMany(type => type.GetProperties()).Select(property => property.Name)
            .Concat(parameters.SelectMany(NamesOf))
            .Concat(typeof(DbAccountTestResult).GetProperties().Select(property => property.Name));
    }

    private static IEnumerable<string> NamesOf(PropertyInfo parameter) =>
        [parameter.Name, .. parameter.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? []];

    /// <summary>A parameter that rows may set, the names of its column, and what it is without one.</summary>
    private sealed class Column(PropertyInfo parameter, object? byDefault)
    {
        public PropertyInfo Parameter { get; } = parameter;

        public object? Default { get; } = byDefault;

        public string[] Names { get; } = [.. NamesOf(parameter)];

        public ArgumentTransformationAttribute[] Transformations { get; } =
            [.. parameter.GetCustomAttributes<ArgumentTransformationAttribute>()];
    }
}
