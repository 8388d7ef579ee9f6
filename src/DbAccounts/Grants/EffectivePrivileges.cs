using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;

namespace DbAccounts.Grants;

/// <summary>
/// What an account can do on an object, and which grant gives it, by the rules of MySQL and MariaDB: what is granted globally counts
/// everywhere, but where it was partially revoked. Of the grants on databases and patterns that match a database only the most exact one
/// counts. Grants on tables and columns add to that. A role gives what it holds itself; on MariaDB its grants on databases and those of the
/// roles in it count as if they were of one holder. What others' grants give to a login is in <see cref="SharedGrants"/>.
/// </summary>
/// <param name="catalog">What can be held on which level; there ALL is all of it.</param>
/// <param name="rolesHold">What each role holds that is reached; a role that is not in it gives nothing.</param>
internal sealed class EffectivePrivileges(PrivilegeCatalog catalog, IReadOnlyDictionary<string, DbPrivilegeSet>? rolesHold = null)
{
    /// <summary>What an account can do of what is asked for, one for each object and grant.</summary>
    /// <param name="held">What the account holds itself.</param>
    /// <param name="question">What is asked for.</param>
    /// <param name="shared">Whose grants count for it, too; null for nobody's.</param>
    public IEnumerable<HeldAccess> Of(DbPrivilegeSet held, AccessQuestion question, SharedGrants? shared = null) =>
        from holder in Holders(held, shared)
        from reached in question.Objects is { } objects ? objects.SelectMany(asked => On(asked, holder)) : AsGranted(holder)
        let privileges = Given(holder.Held, reached.Granted, reached.Object).Where(question.IsAbout).ToArray()
        where privileges.Length > 0
        select new HeldAccess(
            reached.Object, privileges, reached.Granted, GrantLine.Of(reached.Granted, holder.Held[reached.Granted]), holder.Role, holder.Account);

    /// <summary>The privileges that an account has on one object itself, by whichever grants.</summary>
    public IReadOnlyCollection<string> On(DbPrivilegeSet held, DbPrivilegeTarget target, SharedGrants? shared = null) => new SortedSet<string>(
        from holder in Holders(held, shared)
        from granted in Whole(target, holder)
        from privilege in Given(holder.Held, granted, target)
        select privilege,
        StringComparer.Ordinal);

    /// <summary>The grants on databases and patterns that a server looks at for a database: the most exact one.</summary>
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

    /// <summary>The grants of other accounts that count no more where an account gets one of its own.</summary>
    /// <param name="held">What it holds itself.</param>
    /// <param name="made">What is granted now.</param>
    /// <param name="shared">Whose grants count for it.</param>
    public IEnumerable<HiddenGrant> HiddenOfOthers(DbPrivilegeSet held, DbPrivilegeSet made, SharedGrants shared) =>
        from target in made.Targets
        where target.Database is not null && target.Level != DbPrivilegeLevel.PartialRevoke
        let left = On(held.Union(made), target, shared)
        from holder in Holders(held, shared)
        where holder.Account is not null
        from granted in Whole(target, holder)
        let lost = Given(holder.Held, granted, target).Except(left).ToArray()
        where lost.Length > 0
        select new HiddenGrant(granted, target, lost) { Account = holder.Account };

    /// <summary>The roles that are reached from a set, directly.</summary>
    public static IEnumerable<string> RolesOf(DbPrivilegeSet held) => held.At(DbPrivilegeLevel.Role)
        .Where(role => role.Value.Contains(PrivilegeWord.Role)).Select(role => role.Key.Role!);

    private IEnumerable<DbPrivilegeTarget> CountingOn(DbPrivilegeSet held, DbPrivilegeTarget reached) =>
        new GrantLookup(catalog).Add(held, null).Counting(reached).Select(one => one.Granted);

    // The account, those whose grants count for it, and each role that it reaches once, whatever circles they form.
    private IEnumerable<Holder> Holders(DbPrivilegeSet held, SharedGrants? shared)
    {
        KeyValuePair<DbAccountIdentity, DbPrivilegeSet>[] others = [.. shared?.Others ?? []];
        GrantLookup login = new GrantLookup(catalog).Add(held, shared?.Account.Host ?? "%");
        foreach (KeyValuePair<DbAccountIdentity, DbPrivilegeSet> other in others)
        {
            login.Add(other.Value, other.Key.Host ?? "%", IsAnonymous(other.Key));
        }

        // One role is active at a time, with the roles in it; the role of everybody always is.
        string[] roots = [.. RolesOf(held).Concat(shared?.PublicRole is { } everybody ? [everybody] : Array.Empty<string>()).Distinct()];
        var active = roots.Select(root => Active(root, others)).ToArray();
        yield return new Holder(null, null, held, [new Look(login, held)]);
        foreach (KeyValuePair<DbAccountIdentity, DbPrivilegeSet> other in others)
        {
            yield return new Holder(null, other.Key.ToString(), other.Value,
            [
                new Look(login, other.Value),
                .. active.Where(look => look.Lookup.Has(other.Value)).Select(look => look with { Rows = other.Value }),
            ]);
        }

        foreach ((string role, DbPrivilegeSet its) in Roles(roots))
        {
            yield return new Holder(role, null, its, catalog.IsOfMariaDb
                ? [.. active.Where((_, i) => Roles([roots[i]]).Any(one => one.Role == role))]
                : [new Look(new GrantLookup(catalog).Add(its, null), its)]);
        }

        bool IsAnonymous(DbAccountIdentity other) => other.Name.Length == 0 && shared!.Account.Name.Length > 0;
    }

    // Of an active role MariaDB looks at its grants and those of the roles in it together, and at those of an anonymous account of every host.
    private Look Active(string root, KeyValuePair<DbAccountIdentity, DbPrivilegeSet>[] others)
    {
        DbPrivilegeSet all = DbPrivilegeSet.Of(Roles([root]).Select(one => one.Held));
        GrantLookup lookup = new GrantLookup(catalog).Add(all, null);
        foreach (KeyValuePair<DbAccountIdentity, DbPrivilegeSet> other in others.Where(other =>
            catalog.IsOfMariaDb && other.Key.Name.Length == 0 && HostPattern.IsAnywhere(other.Key.Host ?? "%")))
        {
            lookup.Add(other.Value, other.Key.Host ?? "%", isAnonymous: true);
        }

        return new Look(lookup, all);
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

    // Of another account only what counts on some of what it was granted on.
    private static IEnumerable<(DbPrivilegeTarget Object, DbPrivilegeTarget Granted)> AsGranted(Holder holder) =>
        from granted in holder.Held.Targets
        where granted.Level != DbPrivilegeLevel.PartialRevoke
        where holder.Account is null || (granted.Database is not null && Counts(holder, granted, granted))
        select (granted, granted);

    // What counts on the whole of what is asked about, and then what is held on parts of it.
    private static IEnumerable<(DbPrivilegeTarget Object, DbPrivilegeTarget Granted)> On(DbPrivilegeTarget asked, Holder holder) =>
        Whole(asked, holder).Select(granted => (asked, granted))
            .Concat(holder.Held.Targets.Where(granted => granted != asked && IsPart(asked, granted) && Counts(holder, granted, granted))
                .Select(granted => (granted, granted)));

    private static bool IsPart(DbPrivilegeTarget whole, DbPrivilegeTarget part) =>
        whole.Level is DbPrivilegeLevel.Database or DbPrivilegeLevel.Table
        && part.Level is DbPrivilegeLevel.Table or DbPrivilegeLevel.Column or DbPrivilegeLevel.Routine && whole.Covers(part);

    private static IEnumerable<DbPrivilegeTarget> Whole(DbPrivilegeTarget asked, Holder holder) =>
        asked.Level is DbPrivilegeLevel.Role or DbPrivilegeLevel.Proxy || asked.Database is null
            ? holder.Held.Targets.Where(granted => granted == asked && holder.Account is null)
            : holder.Held.Targets.Where(granted => granted.Level == DbPrivilegeLevel.Global
                ? holder.Account is null
                : granted.Level is not (DbPrivilegeLevel.Role or DbPrivilegeLevel.Proxy or DbPrivilegeLevel.PartialRevoke)
                    && granted.Covers(asked) && Counts(holder, granted, asked));

    // On a database one grant of all that match counts, on a table or routine those of one holder.
    private static bool Counts(Holder holder, DbPrivilegeTarget granted, DbPrivilegeTarget reached) => holder.Looks.Any(look =>
        granted.Level is DbPrivilegeLevel.Pattern or DbPrivilegeLevel.Database
            ? look.Lookup.Counting(reached).Any(one => ReferenceEquals(one.Held, look.Rows) && one.Granted == granted)
            : look.Lookup.Counts(look.Rows, granted));

    // Of what is held on a larger object only what means something on the smaller one; what nobody has documented may.
    private IEnumerable<string> Given(DbPrivilegeSet held, DbPrivilegeTarget granted, DbPrivilegeTarget reached)
    {
        IEnumerable<string> words = held[granted].SelectMany(word => All(granted, word));
        IReadOnlyList<string> meaningful = catalog.At(reached.Level);
        // What is held globally does not reach a database from which it was taken.
        string[] taken = granted.Level != DbPrivilegeLevel.Global || reached.Database is null ? []
            : [.. held.At(DbPrivilegeLevel.PartialRevoke).Where(one => IsRestricted(one.Key, reached))
                .SelectMany(one => one.Value.SelectMany(word => All(one.Key, word)))];
        return words
            .Where(word => granted == reached || word == PrivilegeWord.GrantOption || meaningful.Count == 0 || meaningful.Contains(word)
                || !catalog.At(granted.Level).Contains(word))
            .Except(taken).OrderBy(word => word, StringComparer.Ordinal);
    }

    private IEnumerable<string> All(DbPrivilegeTarget target, string word) =>
        word == PrivilegeWord.All && catalog.At(target.Level) is { Count: > 0 } all ? all : [catalog.Name(word)];

    // All that a pattern matches is reached only where nothing of it is excepted.
    private static bool IsRestricted(DbPrivilegeTarget restriction, DbPrivilegeTarget reached) => reached.Level == DbPrivilegeLevel.Pattern
        ? DatabasePattern.Matches(reached.Database!, restriction.Database!)
        : reached.Database == restriction.Database;

    /// <param name="Role">The role that holds; null for an account.</param>
    /// <param name="Account">The other account that holds; null for a role or the account itself.</param>
    /// <param name="Held">What it holds.</param>
    /// <param name="Looks">The looks of the server in which that is found.</param>
    private sealed record Holder(string? Role, string? Account, DbPrivilegeSet Held, IReadOnlyList<Look> Looks);

    /// <param name="Lookup">What the server looks at.</param>
    /// <param name="Rows">Where in it the holder's grants are.</param>
    private sealed record Look(GrantLookup Lookup, DbPrivilegeSet Rows);
}
