using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;
using DbAccounts.PowerShell.Input;

namespace DbAccounts.PowerShell.Binding;

/// <summary>Reads privileges: DbPrivilege in every form.</summary>
internal sealed class PrivilegeTransformationAttribute : ObjectTransformationAttribute
{
    private const string Allowed =
        "A privilege is what Get-DbPrivilege returns, or an object (JSON too) with the properties Account and Privilege, "
        + "and Database, Table, Column as they apply.";

    private static readonly char[] _separators = [',', ';'];
    private static readonly HashSet<string> _properties =
        new(typeof(DbPrivilege).GetProperties().Select(property => property.Name), StringComparer.OrdinalIgnoreCase);

    /// <summary>True for a row that says the level of its privileges, as those that were listed do.</summary>
    public static bool IsPrivilege(Row row) =>
        row.Text(nameof(DbPrivilege.Level)) is not null && row.Has(nameof(DbPrivilege.Privilege)) && row.Text("Account") is not null;

    /// <summary>
    /// True for a row of privileges that can be one as it was listed: what has other columns may name its host in one, or misspell it.
    /// </summary>
    public static bool SaysNothingElse(Row row) =>
        (Row.IsSelectionOf<DbPrivilege>(row.Origin) && !row.Has("AllowedHost")) || row.Names.All(name => _properties.Contains(name));

    /// <summary>The privileges of a row.</summary>
    /// <exception cref="FormatException">It has no account or no privileges, or its level is not that of the object it names.</exception>
    public static DbPrivilege FromRow(Row row)
    {
        DbPrivilege read = ModelReader.Read<DbPrivilege>(row);
        if (string.IsNullOrWhiteSpace(read.Account) || read.Privilege is null || read.Privilege.Length == 0)
        {
            throw new FormatException(Allowed);
        }

        read.Privilege = read.Privilege.Length == 1 && read.Privilege[0].IndexOfAny(_separators) >= 0
            ? [.. read.Privilege[0].Split(_separators).Select(text => text.Trim()).Where(text => text.Length > 0)]
            : read.Privilege;
        read.Database = TextValue.OrNull(read.Database);
        read.Table = TextValue.OrNull(read.Table);
        read.Column = TextValue.OrNull(read.Column);
        DbPrivilegeLevel level = read.Column is not null ? DbPrivilegeLevel.Column
            : read.Table is not null ? DbPrivilegeLevel.Table
            : read.Database is not null ? DbPrivilegeLevel.Database : DbPrivilegeLevel.Global;
        // Believed, a table that is missing would make a privilege on a table one on everything.
        if (row.Text(nameof(DbPrivilege.Level)) is not null && read.Level != level)
        {
            throw new FormatException(
                $"A privilege of the level {read.Level} names the objects down to it; this one names those of the level {level}.");
        }

        read.Level = level;
        return read;
    }

    /// <inheritdoc/>
    protected override object? ReadPlain(object plain) => plain as DbPrivilege;

    /// <inheritdoc/>
    protected override object Read(object input, Row? row) => row is null ? throw new FormatException(Allowed) : OfOneAccount(row);

    // A privilege names its account in one text; passed over, a host in a column of its own would be every host.
    private static DbPrivilege OfOneAccount(Row row) => SaysNothingElse(row) || !row.Names.Any(IsMeant)
        ? FromRow(row)
        : throw new FormatException(Allowed + " A host must stand in Account, as in 'name@host'.");

    private static bool IsMeant(string name) => string.Equals(name, "AllowedHost", StringComparison.OrdinalIgnoreCase)
        || (!_properties.Contains(name) && _properties.Append("AllowedHost").Any(property => ColumnNames.IsNear(name, property)));

    /// <inheritdoc/>
    protected override object Placeholder() => new DbPrivilege { Account = "-" };

    /// <inheritdoc/>
    protected override object Result(object[] read) => read.Cast<DbPrivilege>().ToArray();
}
