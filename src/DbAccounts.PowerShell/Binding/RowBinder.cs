using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using DbAccounts.Errors;
using DbAccounts.PowerShell.Input;
using DbAccounts.PowerShell.Session;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Binding;

/// <summary>
/// Binds the members of a record to parameters, for every kind of record. What PowerShell has bound by name is put back first: it passes
/// over what it can't read, reads properties that are no columns, and takes what a listed account is for what it shall become.
/// </summary>
/// <param name="command">The command.</param>
internal sealed class RowBinder(Cmdlet command)
{
    private readonly HashSet<string> _blank = new(StringComparer.OrdinalIgnoreCase);
    private Given _given = null!;
    private CommandColumns _columns = null!;

    // What rows may set, and what it is without one.
    private (CommandColumn Column, object? Default)[] _open = null!;

    /// <summary>Columns that the command reads, and has no parameter for.</summary>
    public string[] Also { get; init; } = [];

    /// <summary>Columns that the command does not read, and that would narrow what it does: they are refused.</summary>
    public string[] Unread { get; init; } = [];

    /// <summary>Takes what the command line says; it goes before every row.</summary>
    public void Begin(Given given)
    {
        _given = given;
        _columns = CommandColumns.Of(command.GetType(), Also, Unread);
        _open = [.. _columns.All.Where(column => !given.Has(column.Name)).Select(column => (column, column.Get(command)))];
    }

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

        if (row.Columns.Misread() is { } problem)
        {
            throw problem;
        }

        CommandColumns.RowUse use = _columns.UseOf(row.Columns);
        RefuseMisspelt(row, use);
        foreach ((string name, bool isSecret) in use.Taken)
        {
            if (row.Written(name) is { } text)
            {
                CellText.Require(name, text, isSecret);
            }
        }

        foreach ((CommandColumn column, string[] names) in use.Read)
        {
            if (_given.Has(column.Name))
            {
                continue;
            }

            if (Array.Find(names, name => !row.IsBlank(name)) is { } name)
            {
                column.Set(command, Value(row, column, names, name));
            }
            else
            {
                _blank.Add(column.Name);
            }
        }
    }

    /// <summary>True where the record has a column for a parameter, with nothing in it.</summary>
    public bool IsBlank(string parameter) => _blank.Contains(parameter);

    /// <summary>Judges what is bound by what holds on every service, wherever it came from.</summary>
    /// <exception cref="DbAccountsException">A value is not allowed.</exception>
    public void Validate() => _columns.Validate(command);

    /// <summary>Gives the parameters back what they are without a record.</summary>
    public void Reset()
    {
        _blank.Clear();
        foreach ((CommandColumn column, object? byDefault) in _open)
        {
            column.Set(command, byDefault);
        }
    }

    private static object? Value(Row row, CommandColumn column, string[] names, string name)
    {
        object? value = row[name];
        // Of two names of an instance the session judges whether they are one.
        if (names.Length > 1 && column.Name != "Instance" && Array.Find(names, other => IsOther(row, name, other)) is { } second)
        {
            throw DbError.InvalidInput(
                Messages.RowColumnsContradict.With(name, second), Messages.RowColumnsContradictAdvice);
        }

        return Blank.IsAmong(value) ? throw DbError.EmptyElement(name) : column.Convert(value);
    }

    // A server is an instance where one is connected; of the clouds' instances nobody says so.
    private static bool IsNoInstance(string meant) =>
        meant == "Instance" && !DbSession.Current.Instances.Any(instance => instance.SslMode is not null);

    private static bool IsOther(Row row, string name, string other) =>
        other != name && !row.IsBlank(other) && row.Text(name)?.Trim() != row.Text(other)?.Trim();

    // All that is wrong with the names of the columns is one error: who corrects them does that once.
    private void RefuseMisspelt(Row row, CommandColumns.RowUse use)
    {
        List<string> unread = [];
        List<(string Column, string Meant)> misspelt = [];
        foreach ((string name, bool isUnread, string? meant, bool isWeak) in use.Suspect)
        {
            if (isUnread)
            {
                unread.AddRange(row.IsBlank(name) ? [] : [name]);
            }
            else if (meant is not null && !_given.Has(meant) && !(isWeak && (row.IsBlank(name) || IsNoInstance(meant))))
            {
                misspelt.Add((name, meant));
            }
        }

        if (unread.Count + misspelt.Count > 0)
        {
            string[] all = [.. misspelt.Select(one => one.Meant)];
            throw DbError.WrongColumns([.. misspelt.Select(one => one.Column)], all, unread, [.. all.Where(row.Has).Distinct()]);
        }
    }
}
