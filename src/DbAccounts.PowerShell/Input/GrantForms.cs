using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using DbAccounts.Grants;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Input;

/// <summary>Reads what an account holds, or shall hold, in every form: texts of grants, DbPrivilege, and what was made of them.</summary>
internal static class GrantForms
{
    /// <summary>The grants, one for each object.</summary>
    /// <exception cref="FormatException">One can't be read.</exception>
    public static DbPrivilege[] Read(object? value) => [.. Each(value).SelectMany(One)];

    /// <summary>The grants together.</summary>
    /// <exception cref="FormatException">One can't be read.</exception>
    public static DbPrivilegeSet Set(object? value) => DbPrivilegeSet.Of(Read(value));

    /// <summary>The privileges of a row: on the object of its cells, or on those that its privileges name themselves.</summary>
    /// <exception cref="FormatException">Its level is not that of the object it names, or what the privileges are on is not said.</exception>
    public static DbPrivilege[] Read(Row row)
    {
        DbPrivilege read = ModelReader.Read<DbPrivilege>(row);
        read.Database = TextValue.OrNull(read.Database);
        read.Table = TextValue.OrNull(read.Table);
        read.Column = TextValue.OrNull(read.Column);
        read.Routine = TextValue.OrNull(read.Routine);
        read.Role = TextValue.OrNull(read.Role);
        read.ProxiedAccount = TextValue.OrNull(read.ProxiedAccount);
        return row.Text(nameof(DbPrivilege.Level)) is not null ? [OfLevel(read)] : WithoutLevel(row, read);
    }

    private static DbPrivilege[] WithoutLevel(Row row, DbPrivilege read)
    {
        bool isOfDatabase = read is { Routine: null, Role: null, ProxiedAccount: null };
        bool isGlobal = TextValue.YesOrNo(row[WholeObject.Global]?.ToString()) == true;
        if (GrantTexts.Of(read.Privilege, hasObject: read.Database is not null || !isOfDatabase || isGlobal) is { } grants)
        {
            return [.. grants.ToPrivileges(read)];
        }

        if (isOfDatabase && !isGlobal)
        {
            WholeObject.Require(row.IsBlank, hasTables: true);
            WholeObject.RequireSelected(row);
            if (read.Database is null && (read.Privilege?.Length > 0 || read.GrantOption))
            {
                throw new InputException(Messages.PrivilegeOnNothing.With(read.Account), Messages.NameTheDatabaseOrGlobal);
            }
        }

        read.Level = read is { Database: { } database, Table: null, Routine: null }
            ? DbPrivilegeTarget.OfDatabases(database).Level
            : read.Target().Level;
        return [read];
    }

    private static DbPrivilege OfLevel(DbPrivilege read)
    {
        DbPrivilegeLevel level = read.Target().Level;
        // Believed, a table that is missing would make a privilege on a table one on everything.
        return read.Level == level ? read : throw Mismatch(read, level);
    }

    private static InputException Mismatch(DbPrivilege read, DbPrivilegeLevel named)
    {
        (string Cell, string? Value)[] cells =
        [
            (nameof(DbPrivilege.Column), read.Column), (nameof(DbPrivilege.Table), read.Table), (nameof(DbPrivilege.Routine), read.Routine),
            (nameof(DbPrivilege.Role), read.Role), (nameof(DbPrivilege.ProxiedAccount), read.ProxiedAccount),
            (nameof(DbPrivilege.Database), read.Database),
        ];
        // The cell that is called as the level that was written: without it nothing is of that level.
        (string Cell, string? Value) own = Array.Find(cells, one => one.Cell == read.Level.ToString());
        (string Cell, string? Value) deepest = Array.Find(cells, one => one.Value is not null);
        return own.Cell is not null && own.Value is null || deepest.Cell is null
            ? new(
                Messages.PrivilegeLevelLacks.With(read.Account, read.Level, own.Cell ?? nameof(DbPrivilege.Database)),
                Messages.PrivilegeLevelLacksAdvice.With(own.Cell ?? nameof(DbPrivilege.Database), named))
            : new(
                Messages.PrivilegeLevelMismatch.With(read.Account, read.Level, deepest.Cell, deepest.Value!.Short()),
                Messages.PrivilegeLevelMismatchAdvice.With(named, deepest.Cell));
    }

    private static IEnumerable<object> Each(object? value) => (value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value) switch
    {
        null => [],
        string text when JsonRows.IsJson(text) => JsonRows.Read(text).SelectMany(Each),
        string text => [text],
        DbPrivilege held => [held],
        IDictionary table => [table],
        IEnumerable several => several.Cast<object?>().SelectMany(Each),
        { } other => [other],
    };

    private static IEnumerable<DbPrivilege> One(object one) => one switch
    {
        DbPrivilege held => [held],
        string text => Parse(text).ToPrivileges(new DbPrivilege()),
        // Without any privilege it would be everything that is asked for, on everything.
        _ when Row.Of(one) is { } row && row.Has(nameof(DbPrivilege.Privilege)) => Read(row),
        _ => throw new FormatException(Messages.GrantForms),
    };

    // In the text of a list what has a semicolon in its name stands in quotes.
    private static DbPrivilegeSet Parse(string text) => text.TrimStart().StartsWith("\"", StringComparison.Ordinal) || text.IndexOf("; \"", StringComparison.Ordinal) >= 0
        ? DbPrivilegeSet.Of(ListForm.Sentences.Split(text).Select(GrantText.Parse))
        : GrantText.Parse(text);
}
