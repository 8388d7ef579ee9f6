using System.Collections.Generic;
using System.Linq;

namespace DbAccounts.Model;

/// <summary>Which privileges a service offers on which level: what <c>ALL</c> means there.</summary>
public sealed class PrivilegeCatalog
{
    private readonly Dictionary<DbPrivilegeLevel, IReadOnlyList<string>> _offered;
    private readonly Dictionary<string, string> _names;

    /// <summary>Takes what is offered, by level; patterns of databases have what databases have.</summary>
    /// <param name="offered">The privileges of each level, without the grant option.</param>
    /// <param name="otherNames">Names that mean one of them, and which that is.</param>
    public PrivilegeCatalog(
        IReadOnlyDictionary<DbPrivilegeLevel, IReadOnlyList<string>> offered, IReadOnlyDictionary<string, string>? otherNames = null)
    {
        _offered = offered.ToDictionary(
            level => level.Key,
            level => (IReadOnlyList<string>)[.. level.Value.Select(DbPrivilegeSet.Normalize).OrderBy(name => name, System.StringComparer.Ordinal)]);
        _names = otherNames?.ToDictionary(name => name.Key, name => name.Value) ?? [];
    }

    /// <summary>Nothing is offered, or it is not known what.</summary>
    public static PrivilegeCatalog None { get; } = new(new Dictionary<DbPrivilegeLevel, IReadOnlyList<string>>());

    /// <summary>
    /// True for MariaDB: it judges by the whole of a pattern how exact it is, and a role's grants on databases stand together with those of
    /// the roles in it, of which the most exact one counts.
    /// </summary>
    public bool IsOfMariaDb { get; init; }

    /// <summary>Which names have no case on the instance; they are kept in lower case.</summary>
    internal NameFolding Folding { get; init; }

    /// <summary>The same with what differs from server to server of one version.</summary>
    /// <param name="folding">Which names have no case.</param>
    /// <param name="hasPartialRevokes">What is held globally can be taken in single databases.</param>
    internal PrivilegeCatalog On(NameFolding folding, bool hasPartialRevokes) =>
        new(_offered.Where(level => hasPartialRevokes || level.Key != DbPrivilegeLevel.PartialRevoke)
            .ToDictionary(level => level.Key, level => level.Value), _names)
        {
            IsOfMariaDb = IsOfMariaDb,
            Folding = folding,
        };

    /// <summary>The same privileges, with the names of databases and tables as the service compares them.</summary>
    internal DbPrivilegeSet Folded(DbPrivilegeSet set) => Folding == NameFolding.None ? set
        : DbPrivilegeSet.From(set.Select(one => (Folded(one.Key), (IEnumerable<string>)one.Value)));

    /// <summary>The same object, with its names as the service compares them.</summary>
#pragma warning disable CA1308 // services keep them in lower case
    internal DbPrivilegeTarget Folded(DbPrivilegeTarget target)
    {
        if (Folding == NameFolding.None || target.Database?.ToLowerInvariant() is not { } database)
        {
            return target;
        }

        return target.Level switch
        {
            DbPrivilegeLevel.Pattern => DbPrivilegeTarget.PatternAsListed(database),
            DbPrivilegeLevel.PartialRevoke => DbPrivilegeTarget.OfPartialRevoke(database),
            DbPrivilegeLevel.Routine => DbPrivilegeTarget.OfRoutine(database, target.Routine!),
            _ => new DbPrivilegeTarget(
                database, Folding == NameFolding.DatabasesAndTables ? target.Table?.ToLowerInvariant() : target.Table, target.Column),
        };
    }
#pragma warning restore CA1308

    /// <summary>How exactly a pattern of databases says what it means; of those that match a database only the most exact one counts.</summary>
    public long Exactness(string pattern) =>
        IsOfMariaDb ? DatabasePattern.ExactnessOfMariaDb(pattern) : DatabasePattern.Exactness(pattern);

    /// <summary>How exactly a host says what it means; one without wildcards says it most exactly, however long it is.</summary>
    public long HostExactness(string host) => host.IndexOfAny(['%', '_']) < 0 && host.Length > 0 ? long.MaxValue : Exactness(host);

    /// <summary>The privileges that <c>ALL</c> means on a level, sorted; empty where the service offers none.</summary>
    public IReadOnlyList<string> At(DbPrivilegeLevel level) =>
        _offered.TryGetValue(level == DbPrivilegeLevel.Pattern ? DbPrivilegeLevel.Database : level, out IReadOnlyList<string>? all) ? all : [];

    /// <summary>What a privilege of another service is called here: <c>BINLOG MONITOR</c> of MariaDB is <c>REPLICATION CLIENT</c> elsewhere.</summary>
    /// <param name="level">The level of the object.</param>
    /// <param name="word">The privilege as the other calls it.</param>
    /// <param name="other">What the other offers, with the names that mean the same there.</param>
    internal string NameOf(DbPrivilegeLevel level, string word, PrivilegeCatalog other)
    {
        IReadOnlyList<string> all = At(level);
        return all.Count == 0 || all.Contains(Name(word)) ? Name(word)
            : all.FirstOrDefault(one => other.Name(one) == other.Name(word)) ?? word;
    }

    /// <summary>The same set with each <c>ALL</c> as the privileges that it means, and each privilege by the name that the service shows.</summary>
    /// <remarks>An <c>ALL</c> on a level for which nothing is offered stays as it is.</remarks>
    public DbPrivilegeSet Expand(DbPrivilegeSet set) => DbPrivilegeSet.From(set.Select(held => (
        held.Key,
        held.Value.SelectMany(word => word == PrivilegeWord.All && At(held.Key.Level) is { Count: > 0 } all ? all : [Name(word)]))));

    /// <summary>
    /// The same set with <c>ALL</c> where an account holds all that is offered, as servers show it: of a column none does, and beside
    /// <c>ALL</c> on a table none shows the table's columns.
    /// </summary>
    public DbPrivilegeSet Collapse(DbPrivilegeSet set) => DbPrivilegeSet.From(Shown(set, set)
        .Select(held => (
            held.Key,
            held.Key.Level != DbPrivilegeLevel.Column && IsAll(held.Key.Level, held.Value)
                ? held.Value.Except(At(held.Key.Level)).Append(PrivilegeWord.All)
                : held.Value)));

    /// <summary>
    /// The same set without what is held on columns of tables on which all is: no server shows it there, and some drop it.
    /// </summary>
    public DbPrivilegeSet WithoutIncluded(DbPrivilegeSet set) => WithoutIncluded(set, set);

    /// <summary>The same set without what is held on columns of tables on which another set holds all.</summary>
    public DbPrivilegeSet WithoutIncluded(DbPrivilegeSet set, DbPrivilegeSet beside) => set.All(held => held.Key.Level != DbPrivilegeLevel.Column)
        ? set : DbPrivilegeSet.From(Shown(set, beside).Select(held => (held.Key, (IEnumerable<string>)held.Value)));

    /// <summary>The name that the service shows of a privilege that has several.</summary>
    public string Name(string privilege) => _names.TryGetValue(privilege, out string? name) ? name : privilege;

    private IEnumerable<KeyValuePair<DbPrivilegeTarget, IReadOnlyList<string>>> Shown(DbPrivilegeSet set, DbPrivilegeSet beside) =>
        set.Where(held => held.Key.Level != DbPrivilegeLevel.Column
            || (beside[held.Key.Line()] is var table && !table.Contains(PrivilegeWord.All) && !IsAll(DbPrivilegeLevel.Table, table)));

    private bool IsAll(DbPrivilegeLevel level, IReadOnlyList<string> held) => At(level) is { Count: > 1 } all && all.All(held.Contains);
}
