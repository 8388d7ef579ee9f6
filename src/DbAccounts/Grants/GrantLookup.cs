using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;

namespace DbAccounts.Grants;

/// <summary>
/// One look of a server into its grants: for a login, or for a role. Of the grants on databases that match it takes one, of those on a table
/// or routine those of one holder: by the more exact host, then the more exact pattern, then before those of the anonymous account.
/// </summary>
internal sealed class GrantLookup(PrivilegeCatalog catalog)
{
    private readonly List<Rows> _rows = [];

    /// <summary>Adds what somebody holds.</summary>
    /// <param name="held">What it is.</param>
    /// <param name="host">The host of the account that holds it; null for a role.</param>
    /// <param name="isAnonymous">True for an anonymous account's in the login of another.</param>
    public GrantLookup Add(DbPrivilegeSet held, string? host, bool isAnonymous = false)
    {
        _rows.Add(new Rows(held, host is null ? long.MaxValue : catalog.HostExactness(host), isAnonymous));
        return this;
    }

    /// <summary>
    /// The grants on databases and patterns that count for a database, or for all that a pattern matches: of several that are equally exact
    /// the server takes one, and no document says which, so that it may be any of them.
    /// </summary>
    /// <param name="reached">What is asked about; what is no database or pattern is asked for by its database.</param>
    /// <returns>What each is on, and who holds it.</returns>
    public IEnumerable<(DbPrivilegeSet Held, DbPrivilegeTarget Granted)> Counting(DbPrivilegeTarget reached)
    {
        // Of a pattern only what covers all that it matches can be told.
        DbPrivilegeTarget whole = reached.Level == DbPrivilegeLevel.Pattern ? reached : new DbPrivilegeTarget(reached.Database);
        var matching =
            (from rows in _rows
             from granted in rows.Held.Targets
             where granted.Level is DbPrivilegeLevel.Pattern or DbPrivilegeLevel.Database && granted.Covers(whole)
             select (rows.Held, Granted: granted,
                 Exactness: (rows.HostExactness, catalog.Exactness(Pattern(granted)), rows.IsAnonymous ? 0 : 1))).ToArray();
        return matching.Where(one => one.Exactness.Equals(matching.Max(other => other.Exactness))).Select(one => (one.Held, one.Granted));
    }

    /// <summary>True where what somebody holds on a table, one of its columns, or a routine counts.</summary>
    public bool Counts(DbPrivilegeSet held, DbPrivilegeTarget granted)
    {
        if (_rows.Count(rows => !rows.IsAnonymous) == 1)
        {
            return _rows.Any(rows => !rows.IsAnonymous && ReferenceEquals(rows.Held, held));
        }

        DbPrivilegeTarget line = granted.Line();
        var holding = _rows.Where(rows => !rows.IsAnonymous && rows.Held.Targets.Any(target => target.Line() == line)).ToArray();
        return holding.Any(rows => ReferenceEquals(rows.Held, held) && rows.HostExactness == holding.Max(other => other.HostExactness));
    }

    /// <summary>True where somebody's grants are looked at.</summary>
    public bool Has(DbPrivilegeSet held) => _rows.Any(rows => ReferenceEquals(rows.Held, held));

    private static string Pattern(DbPrivilegeTarget granted) =>
        granted.Level == DbPrivilegeLevel.Pattern ? granted.Database! : DatabasePattern.Escaped(granted.Database!);

    private sealed record Rows(DbPrivilegeSet Held, long HostExactness, bool IsAnonymous);
}
