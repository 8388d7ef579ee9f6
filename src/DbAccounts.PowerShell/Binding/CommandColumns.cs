using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Input;

namespace DbAccounts.PowerShell.Binding;

/// <summary>
/// The columns that a command reads, as the attributes of its parameters say: found once for all its calls. What the columns of rows are to
/// it is judged once for all rows that have the same.
/// </summary>
internal sealed class CommandColumns
{
    private static readonly ConcurrentDictionary<Type, CommandColumns> _known = new();

    private readonly ConditionalWeakTable<RowColumns, RowUse> _uses = new();
    private readonly (PropertyAccess Parameter, ValidateCellAttribute Validation)[] _validations;
    private readonly string[] _names;
    private readonly string[] _also;
    private readonly string[] _unread;

    private CommandColumns(Type command, string[] also, string[] unread)
    {
        PropertyInfo[] parameters = [.. command.GetProperties().Where(p => p.IsDefined(typeof(ParameterAttribute)))];
        _names = [.. parameters.Where(TakesProperty).SelectMany(CommandColumn.NamesOf)];
        _also = also;
        _unread = unread;
        All = [.. parameters.Where(IsColumn).Select(parameter => new CommandColumn(parameter))];
        _validations =
        [
            .. from parameter in parameters
               from validation in parameter.GetCustomAttributes<ValidateCellAttribute>()
               select (PropertyAccess.Of(parameter), validation),
        ];
    }

    /// <summary>All that rows may set.</summary>
    public CommandColumn[] All { get; }

    /// <summary>The columns of a kind of commands.</summary>
    /// <param name="command">The kind.</param>
    /// <param name="also">Columns that it reads, and has no parameter for.</param>
    /// <param name="unread">Columns that it does not read, and that would narrow what it does.</param>
    public static CommandColumns Of(Type command, string[] also, string[] unread) =>
        _known.GetOrAdd(command, type => new CommandColumns(type, also, unread));

    /// <summary>What the columns of rows are to the command.</summary>
    public RowUse UseOf(RowColumns columns) => _uses.GetValue(columns, Judge);

    /// <summary>Judges what is bound by what holds on every service, wherever it came from.</summary>
    /// <exception cref="DbAccountsException">A value is not allowed.</exception>
    public void Validate(Cmdlet command)
    {
        foreach ((PropertyAccess parameter, ValidateCellAttribute validation) in _validations)
        {
            validation.Check(parameter.Name, parameter.Get(command));
        }
    }

    private static bool TakesProperty(PropertyInfo parameter) =>
        parameter.GetCustomAttributes<ParameterAttribute>().Any(use => use.ValueFromPipelineByPropertyName);

    // What is bound by value has been read from the whole row already.
    private static bool IsColumn(PropertyInfo parameter) =>
        TakesProperty(parameter) && !parameter.GetCustomAttributes<ParameterAttribute>().Any(use => use.ValueFromPipeline);

    private RowUse Judge(RowColumns columns) => new()
    {
        Read =
        [
            .. from column in All
               let names = column.Names.Where(name => columns.Find(name) >= 0).ToArray()
               where names.Length > 0
               select (column, names),
        ],
        Suspect =
        [
            .. from name in columns.Names
               let meant = Meant(name)
               let maybe = meant ?? MaybeMeant(name, columns)
               let isUnread = _unread.Contains(maybe ?? name, StringComparer.OrdinalIgnoreCase)
               where isUnread || maybe is not null
               select (name, isUnread, maybe, meant is null),
        ],
        Taken =
        [
            .. from name in columns.Names
               where _names.Concat(_also).Contains(name, StringComparer.OrdinalIgnoreCase)
               select (name, Array.Exists(All, column => column.IsSecret && column.Names.Contains(name, StringComparer.OrdinalIgnoreCase))),
        ],
    };

    // A word that others use too is meant as a parameter only where the row has no column for that, and would come out wider.
    private string? MaybeMeant(string name, RowColumns columns)
    {
        string[] own = [.. _names, .. _also];
        bool hasInstance = columns.Find("Instance") >= 0 || columns.Find("InstanceId") >= 0;
        return Vocabulary.Has(name) ? null : own.Concat(columns.Find("Database") >= 0 ? _unread : []).FirstOrDefault(parameter =>
            columns.Find(parameter) < 0 && !(hasInstance && parameter == "Instance")
            && ColumnNames.IsWeaklyNear(name, parameter));
    }

    // Which parameter a column was meant for, if any.
    private string? Meant(string name)
    {
        string[] own = [.. _names, .. _also];
        // 'Account' is a word of ours, but not for the name of an account that is yet to be made.
        bool isAccount = string.Equals(name, "Account", StringComparison.OrdinalIgnoreCase);
        if (own.Contains(name, StringComparer.OrdinalIgnoreCase) || (Vocabulary.Has(name) && !(isAccount && own.Contains("Name"))))
        {
            return null;
        }

        // A name that is written otherwise is meant before one that has another word for it: 'Grants' is Grant, where there is one. Where
        // nothing is connected, 'Url' is a column of its own.
        string[] all = [.. own, .. _unread];
        return all.FirstOrDefault(parameter => ColumnNames.IsNear(name, parameter, withSynonyms: false))
            ?? all.FirstOrDefault(parameter => (parameter != "Endpoint" || _names.Contains(parameter)) && ColumnNames.IsNear(name, parameter));
    }

    /// <summary>What the columns of rows are to a command.</summary>
    internal sealed class RowUse
    {
        /// <summary>Those that it reads, each with the names that it has there.</summary>
        public (CommandColumn Column, string[] Names)[] Read { get; init; } = [];

        /// <summary>The names of all that it takes something from, and whether that is a secret.</summary>
        public (string Name, bool IsSecret)[] Taken { get; init; } = [];

        /// <summary>Those that it refuses: what it can't follow unless it is blank, and what was meant as a parameter.</summary>
        public (string Name, bool IsUnread, string? Meant, bool IsWeak)[] Suspect { get; init; } = [];
    }

    // What the module's own objects and commands say: such a column is nobody's misspelling, whether a command reads it or not.
    private static class Vocabulary
    {
        private static readonly HashSet<string> _words = new(Words(), StringComparer.OrdinalIgnoreCase);

        public static bool Has(string name) => _words.Contains(name);

        private static IEnumerable<string> Words()
        {
            IEnumerable<Type> model = new[] { typeof(DbAccount), typeof(DbPrivilege), typeof(DbJob), typeof(DbInstance) };
            IEnumerable<PropertyInfo> parameters = typeof(Vocabulary).Assembly.GetExportedTypes().Where(typeof(Cmdlet).IsAssignableFrom)
                .SelectMany(command => command.GetProperties()).Where(property => property.IsDefined(typeof(ParameterAttribute)));
            return model.SelectMany(type => type.GetProperties()).Select(property => property.Name)
                .Concat(parameters.SelectMany(CommandColumn.NamesOf))
                .Concat(typeof(DbAccountTestResult).GetProperties().Select(property => property.Name));
        }
    }
}
