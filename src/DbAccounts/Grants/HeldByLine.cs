using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;

namespace DbAccounts.Grants;

/// <summary>
/// What one account holds while statements are made, in pieces of one object each (a table with its columns), so that a statement costs
/// what it names and not what is held.
/// </summary>
internal sealed class HeldByLine
{
    private readonly Dictionary<DbPrivilegeTarget, DbPrivilegeSet> _lines = [];

    /// <summary>All of it.</summary>
    public DbPrivilegeSet All() => DbPrivilegeSet.From(_lines.Values.SelectMany(Pairs));

    /// <summary>The effect of a GRANT.</summary>
    public void Add(DbPrivilegeSet granted)
    {
        foreach ((DbPrivilegeTarget line, DbPrivilegeSet part) in Lines(granted))
        {
            DbPrivilegeSet added = line.Level switch
            {
                DbPrivilegeLevel.Global => Returned(part, _lines.Keys.Where(key => key.Level == DbPrivilegeLevel.PartialRevoke), part[line]),
                DbPrivilegeLevel.Database or DbPrivilegeLevel.Pattern => Returned(part, [DbPrivilegeTarget.OfPartialRevoke(line.Database!)], part[line]),
                _ => part,
            };
            if (added.IsEmpty)
            {
                continue;
            }

            // PROXY is as it was granted last: without the option, that is gone.
            bool isAdded = line.Level != DbPrivilegeLevel.Proxy && _lines.ContainsKey(line);
            _lines[line] = isAdded ? _lines[line].Union(added) : added;
        }
    }

    /// <summary>The effect of a REVOKE.</summary>
    /// <param name="revoked">What is revoked.</param>
    /// <param name="isPartial">What of it is held globally, and not on the database, is taken there alone.</param>
    /// <returns>False when nothing of it was held.</returns>
    public bool Take(DbPrivilegeSet revoked, bool isPartial = false)
    {
        bool tookSomething = false;
        foreach ((DbPrivilegeTarget line, DbPrivilegeSet part) in Lines(revoked))
        {
            DbPrivilegeSet held = _lines.TryGetValue(line, out DbPrivilegeSet? its) ? its : DbPrivilegeSet.Empty;
            DbPrivilegeSet left = held.Revoke(part);
            tookSomething |= !left.Equals(held);
            Keep(line, left);
            if (line.Level == DbPrivilegeLevel.Global)
            {
                Returned(part, _lines.Keys.Where(key => key.Level == DbPrivilegeLevel.PartialRevoke), part[line]);
            }
            else if (isPartial && line.Level is DbPrivilegeLevel.Database or DbPrivilegeLevel.Pattern)
            {
                tookSomething |= TakePartially(line.Database!, part[line].Except(held[line]));
            }
        }

        return tookSomething;
    }

    /// <summary>Takes everything but what stays.</summary>
    public void TakeAll(Func<DbPrivilegeTarget, bool> stays)
    {
        foreach (DbPrivilegeTarget line in _lines.Keys.Where(line => !stays(line)).ToArray())
        {
            _lines.Remove(line);
        }
    }

    /// <summary>Takes everything on one object.</summary>
    public void Forget(DbPrivilegeTarget target) => _lines.Remove(target);

    private bool TakePartially(string database, IEnumerable<string> words)
    {
        var target = DbPrivilegeTarget.OfPartialRevoke(database);
        string[] taken = [.. words.Intersect(
            _lines.TryGetValue(DbPrivilegeTarget.Global, out DbPrivilegeSet? everywhere) ? everywhere[DbPrivilegeTarget.Global] : [])];
        if (taken.Length > 0)
        {
            DbPrivilegeSet before = _lines.TryGetValue(target, out DbPrivilegeSet? its) ? its : DbPrivilegeSet.Empty;
            _lines[target] = before.Union(DbPrivilegeSet.Of([target], taken));
        }

        return taken.Length > 0;
    }

    // What was taken in a database comes back with a GRANT there or globally, and of the former nothing else is noted.
    private DbPrivilegeSet Returned(DbPrivilegeSet granted, IEnumerable<DbPrivilegeTarget> restricted, IReadOnlyList<string> words)
    {
        foreach (DbPrivilegeTarget target in restricted.Where(_lines.ContainsKey).ToArray())
        {
            string[] back = [.. _lines[target][target].Intersect(words)];
            Keep(target, _lines[target].Except(DbPrivilegeSet.Of([target], back)));
            granted = granted.Except(DbPrivilegeSet.Of(granted.Targets.Where(one => one.Database == target.Database), back));
        }

        return granted;
    }

    private void Keep(DbPrivilegeTarget line, DbPrivilegeSet left)
    {
        if (left.IsEmpty)
        {
            _lines.Remove(line);
        }
        else
        {
            _lines[line] = left;
        }
    }

    private static IEnumerable<(DbPrivilegeTarget Line, DbPrivilegeSet Part)> Lines(DbPrivilegeSet set) =>
        set.GroupBy(held => held.Key.Line()).Select(line => (
            line.Key, DbPrivilegeSet.From(line.Select(held => (held.Key, (IEnumerable<string>)held.Value)))));

    private static IEnumerable<(DbPrivilegeTarget, IEnumerable<string>)> Pairs(DbPrivilegeSet set) =>
        set.Select(held => (held.Key, (IEnumerable<string>)held.Value));
}
