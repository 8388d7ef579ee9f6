using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;

namespace DbAccounts.Grants;

/// <summary>
/// What an account can do on an object, and which grant gives it, by the rules of MySQL and MariaDB: what is granted globally counts
/// everywhere. Of the grants on databases and patterns that match a database only the most exact one counts. Grants on tables and columns
/// add to that. A role gives what it holds itself; on MariaDB its grants on databases and those of the roles in it count as if they were
/// of one holder.
/// </summary>
/// <param name="catalog">What can be held on which level; there ALL is all of it.</param>
/// <param name="rolesHold">What each role holds that is reached; a role that is not in it gives nothing.</param>
internal sealed class EffectivePrivileges(PrivilegeCatalog catalog, IReadOnlyDictionary<string, DbPrivilegeSet>? rolesHold = null)
{
    /// <summary>What an account can do of what is asked for, one for each object and grant.</summary>
    /// <param name="held">What the account holds itself.</param>
    /// <param name="question">What is asked for.</param>
    public IEnumerable<HeldAccess> Of(DbPrivilegeSet held, AccessQuestion question) =>
        from holder in Holders(held)
        from reached in question.Objects is { } objects ? objects.SelectMany(asked => On(asked, holder)) : AsGranted(holder.Held)
        let privileges = Given(holder.Held, reached.Granted, reached.Object).Where(question.IsAbout).ToArray()
        where privileges.Length > 0
        select new HeldAccess(
            reached.Object, privileges, reached.Granted, GrantLine.Of(reached.Granted, holder.Held[reached.Granted]), holder.Role);

    /// <summary>The privileges that an account has on one object itself, by whichever grants.</summary>
    public IReadOnlyCollection<string> On(DbPrivilegeSet held, DbPrivilegeTarget target) => new SortedSet<string>(
        from holder in Holders(held)
        from granted in Whole(target, holder)
        from privilege in Given(holder.Held, granted, target)
        select privilege,
        StringComparer.Ordinal);

    /// <summary>
    /// The grants on databases and patterns that a server looks at for a database: the most exact one. Of several that are equally exact
    /// it takes one, and no document says which, so that it may be any of them.
    /// </summary>
    public IEnumerable<DbPrivilegeTarget> MostExact(DbPrivilegeSet held, string database) =>
        CountingOn(held, new DbPrivilegeTarget(database));

    /// <summary>The grants on patterns that hide behind others that are made, on which nothing was held before.</summary>
    /// <param name="held">What is held.</param>
    /// <param name="made">What is granted now.</param>
    public IEnumerable<HiddenGrant> Hidden(DbPrivilegeSet held, DbPrivilegeSet made) =>
        from target in made.Targets
        where target.Level is DbPrivilegeLevel.Database or DbPrivilegeLevel.Pattern && held[target].Count == 0
        let kept = held.Targets.Where(granted => granted.Level == DbPrivilegeLevel.Global).SelectMany(granted => Given(held, granted, target))
            .Concat(Given(made, target, target)).ToArray()
        from pattern in CountingOn(held, target)
        let lost = Given(held, pattern, target).Except(kept).ToArray()
        where lost.Length > 0
        select new HiddenGrant(pattern, target, lost);

    /// <summary>The roles that are reached from a set, directly.</summary>
    public static IEnumerable<string> RolesOf(DbPrivilegeSet held) => held.At(DbPrivilegeLevel.Role)
        .Where(role => role.Value.Contains(PrivilegeWord.Role)).Select(role => role.Key.Role!);

    // Of a pattern only what covers all that it matches can be told.
    private IEnumerable<DbPrivilegeTarget> CountingOn(DbPrivilegeSet held, DbPrivilegeTarget reached)
    {
        DbPrivilegeTarget whole = reached.Level == DbPrivilegeLevel.Pattern ? reached : new DbPrivilegeTarget(reached.Database);
        var matching =
            (from granted in held.Targets
             where granted.Level is DbPrivilegeLevel.Pattern or DbPrivilegeLevel.Database && granted.Covers(whole)
             select (Granted: granted, Exactness: catalog.Exactness(Pattern(granted)))).ToArray();
        return matching.Where(one => one.Exactness == matching.Max(other => other.Exactness)).Select(one => one.Granted);
    }

    private static string Pattern(DbPrivilegeTarget granted) =>
        granted.Level == DbPrivilegeLevel.Pattern ? granted.Database! : DatabasePattern.Escaped(granted.Database!);

    // The account, and each role that it reaches once, whatever circles they form.
    private IEnumerable<Holder> Holders(DbPrivilegeSet held)
    {
        yield return new Holder(null, held, [held]);
        (string Role, DbPrivilegeSet Held)[] roles = [.. Roles(RolesOf(held))];
        // One role is active at a time, with the roles in it.
        DbPrivilegeSet[] active = catalog.IsOfMariaDb
            ? [.. RolesOf(held).Select(role => DbPrivilegeSet.Of(Roles([role]).Select(one => one.Held)))]
            : [];
        foreach ((string role, DbPrivilegeSet its) in roles)
        {
            yield return new Holder(role, its, catalog.IsOfMariaDb ? active : [its]);
        }
    }

    private IEnumerable<(string Role, DbPrivilegeSet Held)> Roles(IEnumerable<string> reached)
    {
        var open = new Queue<string>(reached);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (open.Count > 0)
        {
            string role = open.Dequeue();
            if (seen.Add(role) && rolesHold is not null && rolesHold.TryGetValue(role, out DbPrivilegeSet? its))
            {
                yield return (role, its);
                foreach (string next in RolesOf(its))
                {
                    open.Enqueue(next);
                }
            }
        }
    }

    private static IEnumerable<(DbPrivilegeTarget Object, DbPrivilegeTarget Granted)> AsGranted(DbPrivilegeSet held) =>
        held.Targets.Select(granted => (granted, granted));

    // What counts on the whole of what is asked about, and then what is held on parts of it.
    private IEnumerable<(DbPrivilegeTarget Object, DbPrivilegeTarget Granted)> On(DbPrivilegeTarget asked, Holder holder) =>
        Whole(asked, holder).Select(granted => (asked, granted))
            .Concat(holder.Held.Targets.Where(granted => granted != asked && IsPart(asked, granted)).Select(granted => (granted, granted)));

    private static bool IsPart(DbPrivilegeTarget whole, DbPrivilegeTarget part) =>
        whole.Level is DbPrivilegeLevel.Database or DbPrivilegeLevel.Table
        && part.Level is DbPrivilegeLevel.Table or DbPrivilegeLevel.Column or DbPrivilegeLevel.Routine && whole.Covers(part);

    private IEnumerable<DbPrivilegeTarget> Whole(DbPrivilegeTarget asked, Holder holder)
    {
        DbPrivilegeSet held = holder.Held;
        if (asked.Level is DbPrivilegeLevel.Role or DbPrivilegeLevel.Proxy || asked.Database is null)
        {
            return held.Targets.Where(granted => granted == asked);
        }

        return held.Targets.Where(granted => granted.Level == DbPrivilegeLevel.Global)
            .Concat(holder.Among.SelectMany(among => CountingOn(among, asked)).Distinct().Where(granted => held[granted].Count > 0))
            .Concat(held.Targets.Where(granted =>
                granted.Level is DbPrivilegeLevel.Table or DbPrivilegeLevel.Column or DbPrivilegeLevel.Routine && granted.Covers(asked)));
    }

    // Of what is held on a larger object only what means something on the smaller one; what nobody has documented may.
    private IEnumerable<string> Given(DbPrivilegeSet held, DbPrivilegeTarget granted, DbPrivilegeTarget reached)
    {
        IEnumerable<string> words = held[granted].SelectMany(word =>
            word == PrivilegeWord.All && catalog.At(granted.Level) is { Count: > 0 } all ? all : [catalog.Name(word)]);
        IReadOnlyList<string> meaningful = catalog.At(reached.Level);
        return words
            .Where(word => granted == reached || word == PrivilegeWord.GrantOption || meaningful.Count == 0 || meaningful.Contains(word)
                || !catalog.At(granted.Level).Contains(word))
            .Distinct().OrderBy(word => word, StringComparer.Ordinal);
    }

    /// <param name="Role">The role that holds; null for the account itself.</param>
    /// <param name="Held">What it holds.</param>
    /// <param name="Among">Sets among whose grants on databases its own must be the most exact ones, in one of them at least.</param>
    private sealed record Holder(string? Role, DbPrivilegeSet Held, IReadOnlyList<DbPrivilegeSet> Among);
}
