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
            // PROXY is as it was granted last: without the option, that is gone.
            bool isAdded = line.Level != DbPrivilegeLevel.Proxy && _lines.ContainsKey(line);
            _lines[line] = isAdded ? _lines[line].Union(part) : part;
        }
    }

    /// <summary>The effect of a REVOKE.</summary>
    /// <returns>False when nothing of it was held.</returns>
    public bool Take(DbPrivilegeSet revoked)
    {
        bool tookSomething = false;
        foreach ((DbPrivilegeTarget line, DbPrivilegeSet part) in Lines(revoked))
        {
            if (_lines.TryGetValue(line, out DbPrivilegeSet? held))
            {
                DbPrivilegeSet left = held.Revoke(part);
                tookSomething |= !left.Equals(held);
                Keep(line, left);
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
