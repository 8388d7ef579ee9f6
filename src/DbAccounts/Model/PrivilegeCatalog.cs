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

    /// <summary>How exactly a pattern of databases says what it means; of those that match a database only the most exact one counts.</summary>
    public long Exactness(string pattern) =>
        IsOfMariaDb ? DatabasePattern.ExactnessOfMariaDb(pattern) : DatabasePattern.Exactness(pattern);

    /// <summary>The privileges that <c>ALL</c> means on a level, sorted; empty where the service offers none.</summary>
    public IReadOnlyList<string> At(DbPrivilegeLevel level) =>
        _offered.TryGetValue(level == DbPrivilegeLevel.Pattern ? DbPrivilegeLevel.Database : level, out IReadOnlyList<string>? all) ? all : [];

    /// <summary>The same set with each <c>ALL</c> as the privileges that it means, and each privilege by the name that the service shows.</summary>
    /// <remarks>An <c>ALL</c> on a level for which nothing is offered stays as it is.</remarks>
    public DbPrivilegeSet Expand(DbPrivilegeSet set) => DbPrivilegeSet.From(set.Select(held => (
        held.Key,
        held.Value.SelectMany(word => word == PrivilegeWord.All && At(held.Key.Level) is { Count: > 0 } all ? all : [Name(word)]))));

    /// <summary>
    /// The same set with <c>ALL</c> where an account holds all that is offered, as servers show it: of a column none does, and beside
    /// <c>ALL</c> on a table none shows the table's columns.
    /// </summary>
    public DbPrivilegeSet Collapse(DbPrivilegeSet set) => DbPrivilegeSet.From(set
        .Where(held => held.Key.Level != DbPrivilegeLevel.Column || !IsAll(DbPrivilegeLevel.Table, set[held.Key.Line()]))
        .Select(held => (
            held.Key,
            held.Key.Level != DbPrivilegeLevel.Column && IsAll(held.Key.Level, held.Value)
                ? held.Value.Except(At(held.Key.Level)).Append(PrivilegeWord.All)
                : held.Value)));

    /// <summary>The name that the service shows of a privilege that has several.</summary>
    public string Name(string privilege) => _names.TryGetValue(privilege, out string? name) ? name : privilege;

    private bool IsAll(DbPrivilegeLevel level, IReadOnlyList<string> held) => At(level) is { Count: > 1 } all && all.All(held.Contains);
}
