using System;

namespace DbAccounts.Model;

/// <summary>The object that privileges are held on: everything, a database, a table or a column. Names compare exactly.</summary>
public readonly struct DbPrivilegeTarget : IEquatable<DbPrivilegeTarget>, IComparable<DbPrivilegeTarget>
{
    /// <summary>Names an object; a null ends the path.</summary>
    /// <exception cref="ArgumentException">A table without a database, or a column without a table.</exception>
    public DbPrivilegeTarget(string? database, string? table = null, string? column = null)
    {
        if (table is not null && database is null)
        {
            throw new ArgumentException("A table is named together with its database.");
        }

        if (column is not null && table is null)
        {
            throw new ArgumentException("A column is named together with its database and table.");
        }

        Database = database;
        Table = table;
        Column = column;
    }

    /// <summary>The whole instance.</summary>
    public static DbPrivilegeTarget Global => default;

    /// <summary>The database, or null.</summary>
    public string? Database { get; }

    /// <summary>The table, or null.</summary>
    public string? Table { get; }

    /// <summary>The column, or null.</summary>
    public string? Column { get; }

    /// <summary>The level of the object.</summary>
    public DbPrivilegeLevel Level =>
        Column is not null ? DbPrivilegeLevel.Column
        : Table is not null ? DbPrivilegeLevel.Table
        : Database is not null ? DbPrivilegeLevel.Database
        : DbPrivilegeLevel.Global;

    /// <inheritdoc/>
    public bool Equals(DbPrivilegeTarget other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DbPrivilegeTarget other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (Database, Table, Column).GetHashCode();

    /// <summary>Orders by level first, then by name.</summary>
    public int CompareTo(DbPrivilegeTarget other)
    {
        int order = Level.CompareTo(other.Level);
        order = order != 0 ? order : string.CompareOrdinal(Database, other.Database);
        order = order != 0 ? order : string.CompareOrdinal(Table, other.Table);
        return order != 0 ? order : string.CompareOrdinal(Column, other.Column);
    }

    /// <summary><c>*.*</c>, <c>shop.*</c>, <c>shop.orders</c> or <c>shop.orders(total)</c>.</summary>
    public override string ToString() => Level switch
    {
        DbPrivilegeLevel.Global => "*.*",
        DbPrivilegeLevel.Database => Database + ".*",
        DbPrivilegeLevel.Table => Database + "." + Table,
        _ => $"{Database}.{Table}({Column})",
    };

    /// <summary>True when both name the same object.</summary>
    public static bool operator ==(DbPrivilegeTarget left, DbPrivilegeTarget right) => left.Equals(right);

    /// <summary>True when they name different objects.</summary>
    public static bool operator !=(DbPrivilegeTarget left, DbPrivilegeTarget right) => !left.Equals(right);

    /// <summary>True when the left comes first.</summary>
    public static bool operator <(DbPrivilegeTarget left, DbPrivilegeTarget right) => left.CompareTo(right) < 0;

    /// <summary>True when the left comes first or both are the same.</summary>
    public static bool operator <=(DbPrivilegeTarget left, DbPrivilegeTarget right) => left.CompareTo(right) <= 0;

    /// <summary>True when the right comes first.</summary>
    public static bool operator >(DbPrivilegeTarget left, DbPrivilegeTarget right) => left.CompareTo(right) > 0;

    /// <summary>True when the right comes first or both are the same.</summary>
    public static bool operator >=(DbPrivilegeTarget left, DbPrivilegeTarget right) => left.CompareTo(right) >= 0;
}
