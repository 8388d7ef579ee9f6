using System;
using DbAccounts.Texts;

namespace DbAccounts.Model;

/// <summary>
/// The object that privileges are held on: everything, a database or a pattern of databases, a table, a column, a routine, a role, or an
/// account that may be acted as. Names compare exactly, those of columns and routines without case, as on every server.
/// </summary>
public readonly struct DbPrivilegeTarget : IEquatable<DbPrivilegeTarget>, IComparable<DbPrivilegeTarget>
{
    /// <summary>Names an object; a null ends the path.</summary>
    /// <param name="database">The database, as it is called.</param>
    /// <param name="table">The table.</param>
    /// <param name="column">The column.</param>
    /// <exception cref="ArgumentException">A table without a database, or a column without a table.</exception>
    public DbPrivilegeTarget(string? database, string? table = null, string? column = null)
    {
        if (table is not null && database is null)
        {
            throw new ArgumentException(Messages.TargetTable);
        }

        if (column is not null && table is null)
        {
            throw new ArgumentException(Messages.TargetColumn);
        }

        Level = column is not null ? DbPrivilegeLevel.Column
            : table is not null ? DbPrivilegeLevel.Table
            : database is not null ? DbPrivilegeLevel.Database
            : DbPrivilegeLevel.Global;
        Database = database;
        Table = table;
        Column = column;
    }

    private DbPrivilegeTarget(DbPrivilegeLevel level, string? database, string? name)
    {
        Level = level;
        Database = database;
        Routine = level == DbPrivilegeLevel.Routine ? name : null;
        Role = level == DbPrivilegeLevel.Role ? name : null;
        ProxiedAccount = level == DbPrivilegeLevel.Proxy ? name : null;
    }

    /// <summary>The whole instance.</summary>
    public static DbPrivilegeTarget Global => default;

    /// <summary>The database as it is called, the pattern as MySQL has it, or null.</summary>
    public string? Database { get; }

    /// <summary>The table, or null.</summary>
    public string? Table { get; }

    /// <summary>The column, or null.</summary>
    public string? Column { get; }

    /// <summary>The routine with its kind, such as <c>PROCEDURE refund</c>, or null.</summary>
    public string? Routine { get; }

    /// <summary>The role, or null.</summary>
    public string? Role { get; }

    /// <summary>The account that may be acted as, or null.</summary>
    public string? ProxiedAccount { get; }

    /// <summary>The level of the object.</summary>
    public DbPrivilegeLevel Level { get; }

    /// <summary>True for what has databases, tables and columns below it or is one: privileges on it reach what is below.</summary>
    internal bool IsOfData =>
        Level is not (DbPrivilegeLevel.Routine or DbPrivilegeLevel.Role or DbPrivilegeLevel.Proxy or DbPrivilegeLevel.PartialRevoke);

    /// <summary>All databases that match a pattern of MySQL; one that matches a single name is that database.</summary>
    public static DbPrivilegeTarget OfPattern(string pattern) =>
        DatabasePattern.NameOf(pattern) is { } name ? new(name) : PatternAsListed(pattern);

    /// <summary>
    /// A database as somebody writes it who may mean several: with <c>%</c> or a backslash in it, it is a pattern, else the name itself.
    /// </summary>
    public static DbPrivilegeTarget OfDatabases(string written) =>
        GrantName.IsPattern(written) ? OfPattern(written) : new(written);

    /// <summary>A routine.</summary>
    /// <param name="kind"><c>PROCEDURE</c>, <c>FUNCTION</c>, <c>PACKAGE</c> or <c>PACKAGE BODY</c>.</param>
    /// <param name="database">The database that it is in.</param>
    /// <param name="name">Its name.</param>
    public static DbPrivilegeTarget OfRoutine(string kind, string database, string name) =>
        OfRoutine(database, $"{DbPrivilegeSet.Normalize(kind)} {name}");

    /// <summary>A role.</summary>
    public static DbPrivilegeTarget OfRole(string role) => new(DbPrivilegeLevel.Role, null, WithHostAsKept(role));

    /// <summary>An account that may be acted as.</summary>
    public static DbPrivilegeTarget OfProxy(string account) => new(DbPrivilegeLevel.Proxy, null, WithHostAsKept(account));

    /// <summary>A database from which privileges are taken that are held globally.</summary>
    public static DbPrivilegeTarget OfPartialRevoke(string database) => new(DbPrivilegeLevel.PartialRevoke, database, null);

    /// <summary>A routine, its kind and name in one text as in <see cref="Routine"/>.</summary>
    internal static DbPrivilegeTarget OfRoutine(string database, string kindAndName) => new(DbPrivilegeLevel.Routine, database, kindAndName);

    /// <summary>A pattern that goes back as it came, whatever it matches.</summary>
    internal static DbPrivilegeTarget PatternAsListed(string pattern) => new(DbPrivilegeLevel.Pattern, pattern, null);

    /// <summary>
    /// True when a privilege on this is one on the other too, whatever the other is: everything covers a pattern, that the databases
    /// that match it, a database its tables and routines, a table its columns.
    /// </summary>
    public bool Covers(DbPrivilegeTarget other)
    {
        if (other.Level is DbPrivilegeLevel.Role or DbPrivilegeLevel.Proxy or DbPrivilegeLevel.PartialRevoke || Level == DbPrivilegeLevel.Global)
        {
            return Equals(other) || other.Level is not (DbPrivilegeLevel.Role or DbPrivilegeLevel.Proxy or DbPrivilegeLevel.PartialRevoke);
        }

        if (other.Database is null)
        {
            return Equals(other);
        }

        return Level switch
        {
            DbPrivilegeLevel.Pattern => other.Level == DbPrivilegeLevel.Pattern
                ? DatabasePattern.Covers(Database!, other.Database)
                : DatabasePattern.Matches(Database!, other.Database),
            DbPrivilegeLevel.Database => other.Level != DbPrivilegeLevel.Pattern && Database == other.Database,
            DbPrivilegeLevel.Table => Database == other.Database && Table == other.Table && other.Table is not null,
            _ => Equals(other),
        };
    }

    /// <inheritdoc/>
    public bool Equals(DbPrivilegeTarget other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DbPrivilegeTarget other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        (Level, Database, Table, Column?.ToUpperInvariant(), Routine?.ToUpperInvariant(), Role, ProxiedAccount).GetHashCode();

    /// <summary>Orders by level first, from everything down, then by name.</summary>
    public int CompareTo(DbPrivilegeTarget other)
    {
        int order = Rank(Level) - Rank(other.Level);
        order = order != 0 ? order : string.CompareOrdinal(Database, other.Database);
        order = order != 0 ? order : string.CompareOrdinal(Table, other.Table);
        order = order != 0 ? order : string.Compare(Column, other.Column, StringComparison.OrdinalIgnoreCase);
        order = order != 0 ? order : string.Compare(Routine, other.Routine, StringComparison.OrdinalIgnoreCase);
        order = order != 0 ? order : string.CompareOrdinal(Role, other.Role);
        return order != 0 ? order : string.CompareOrdinal(ProxiedAccount, other.ProxiedAccount);
    }

    /// <summary>
    /// As a grant names it: <c>*.*</c>, <c>shop.*</c>, <c>shop\_%.*</c>, <c>PATTERN shop_.*</c>, <c>shop.orders</c>, <c>shop.orders (total)</c>,
    /// <c>PROCEDURE shop.refund</c>, <c>ROLE reader</c>, <c>app@%</c>.
    /// </summary>
    public override string ToString() => Level switch
    {
        DbPrivilegeLevel.Global => "*.*",
        DbPrivilegeLevel.Pattern => GrantName.OfPattern(Database!) + ".*",
        DbPrivilegeLevel.Database => GrantName.OfDatabase(Database!) + ".*",
        DbPrivilegeLevel.Table => TableText(),
        DbPrivilegeLevel.Column => $"{TableText()} ({GrantName.Of(Column!)})",
        DbPrivilegeLevel.Routine => RoutineText(),
        DbPrivilegeLevel.PartialRevoke => GrantName.OfDatabase(Database!) + ".*",
        DbPrivilegeLevel.Role => "ROLE " + GrantName.OfAccount(Role!),
        _ => GrantName.OfAccount(ProxiedAccount!),
    };

    /// <summary>The kind of a routine and its name.</summary>
    internal (string Kind, string Name) RoutineParts()
    {
        int kind = Routine!.StartsWith("PACKAGE BODY ", StringComparison.Ordinal) ? 12 : Routine.IndexOf(' ');
        return kind < 0 ? ("PROCEDURE", Routine) : (Routine.Substring(0, kind), Routine.Substring(kind + 1));
    }

    // From everything down; the numbers of the levels are those of files.
    private static int Rank(DbPrivilegeLevel level) => level switch
    {
        DbPrivilegeLevel.Global => 0,
        DbPrivilegeLevel.Pattern => 1,
        DbPrivilegeLevel.Database => 2,
        DbPrivilegeLevel.Table => 3,
        DbPrivilegeLevel.Column => 4,
        DbPrivilegeLevel.Routine => 5,
        DbPrivilegeLevel.Role => 6,
        DbPrivilegeLevel.Proxy => 7,
        _ => 8,
    };

    // Servers keep hosts in lower case.
    private static string WithHostAsKept(string account)
    {
        int host = account.LastIndexOf('@') + 1;
        return host == 0 ? account : account.Substring(0, host) + account.Substring(host).ToLowerInvariant();
    }

    /// <summary>The object whose line in a list holds this one: a table's columns stand with it.</summary>
    internal DbPrivilegeTarget Line() => Level == DbPrivilegeLevel.Column ? new(Database, Table) : this;

    /// <summary>The table of a privilege on a table or on one of its columns.</summary>
    internal string TableText() => $"{GrantName.Of(Database!)}.{GrantName.Of(Table!)}";

    private string RoutineText()
    {
        (string kind, string name) = RoutineParts();
        return $"{kind} {GrantName.Of(Database!)}.{GrantName.Of(name)}";
    }

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
