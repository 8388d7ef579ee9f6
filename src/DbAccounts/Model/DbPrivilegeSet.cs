using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace DbAccounts.Model;

/// <summary>
/// Privileges by object, in one canonical form: upper case, one space between words, sorted, nothing empty.
/// Immutable; equal sets print alike, so two of them can be compared without false differences.
/// </summary>
public sealed class DbPrivilegeSet : IEquatable<DbPrivilegeSet>, IEnumerable<KeyValuePair<DbPrivilegeTarget, IReadOnlyList<string>>>
{
    private readonly SortedDictionary<DbPrivilegeTarget, IReadOnlyList<string>> _held = [];

    private DbPrivilegeSet()
    {
    }

    /// <summary>No privilege at all.</summary>
    public static DbPrivilegeSet Empty { get; } = new();

    /// <summary>True when it holds nothing.</summary>
    public bool IsEmpty => _held.Count == 0;

    /// <summary>The objects that privileges are held on, in order.</summary>
    public IEnumerable<DbPrivilegeTarget> Targets => _held.Keys;

    /// <summary>The privileges held on one object itself, empty where there are none.</summary>
    public IReadOnlyList<string> this[DbPrivilegeTarget target] =>
        _held.TryGetValue(target, out IReadOnlyList<string>? privileges) ? privileges : [];

    /// <summary>The same privileges on each of the objects.</summary>
    public static DbPrivilegeSet Of(IEnumerable<DbPrivilegeTarget> targets, IEnumerable<string> privileges)
    {
        string[] list = [.. privileges];
        return From(targets.Select(target => (target, (IEnumerable<string>)list)));
    }

    /// <summary>What the objects of the model say together.</summary>
    public static DbPrivilegeSet Of(IEnumerable<DbPrivilege> privileges) =>
        From(privileges.Select(p => (p.Target(), (IEnumerable<string>)p.Words())));

    /// <summary>What several sets hold together.</summary>
    public static DbPrivilegeSet Of(IEnumerable<DbPrivilegeSet> sets) =>
        sets.ToArray() is [var only] ? only : Gather(sets.SelectMany(set => set.Pairs()));

    /// <summary>Gathers pairs of object and privileges; several pairs for one object add up.</summary>
    public static DbPrivilegeSet From(IEnumerable<(DbPrivilegeTarget Target, IEnumerable<string> Privileges)> pairs) =>
        Gather(pairs.Select(pair => (pair.Target, pair.Privileges.Select(Normalize))));

    /// <summary>
    /// One privilege in canonical form: <c>show  view</c> becomes <c>SHOW VIEW</c>, and <c>all privileges</c> <c>ALL</c>.
    /// </summary>
    public static string Normalize(string privilege)
    {
        // Most are words that stand in a document or come from a set.
        if (IsCanonical(privilege))
        {
            return privilege;
        }

        string word = string.Join(" ", privilege.ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return word == "ALL PRIVILEGES" ? PrivilegeWord.All : word;
    }

    /// <summary>What either holds: the effect of a grant.</summary>
    public DbPrivilegeSet Union(DbPrivilegeSet other) => other.IsEmpty ? this : IsEmpty ? other : Gather(Pairs().Concat(other.Pairs()));

    /// <summary>What this holds and the other does not, object by object.</summary>
    public DbPrivilegeSet Except(DbPrivilegeSet other) =>
        Gather(_held.Select(held => (held.Key, held.Value.Except(other[held.Key]))));

    /// <summary>
    /// What a server leaves of this when it revokes the other: what is taken from a table is taken from its columns too, and who is no
    /// member of a role any more can't give it to others.
    /// </summary>
    public DbPrivilegeSet Revoke(DbPrivilegeSet other) => Gather(_held.Select(held => (held.Key, Left(held.Key, held.Value, other))));

    /// <summary>What both hold.</summary>
    public DbPrivilegeSet Intersect(DbPrivilegeSet other) =>
        Gather(_held.Select(held => (held.Key, held.Value.Intersect(other[held.Key]))));

    /// <summary>The objects at one level with their privileges.</summary>
    public IEnumerable<KeyValuePair<DbPrivilegeTarget, IReadOnlyList<string>>> At(DbPrivilegeLevel level) =>
        this.Where(held => held.Key.Level == level);

    /// <summary>As objects of the model, one per level and object.</summary>
    /// <param name="like">What they have in common: where they are held, and by which account.</param>
    internal IReadOnlyList<DbPrivilege> ToPrivileges(DbPrivilege like) =>
        [.. this.Select(held => like.On(held.Key, [.. held.Value]))];

    /// <inheritdoc/>
    public bool Equals(DbPrivilegeSet? other) =>
        other is not null && _held.Count == other._held.Count
        && _held.All(held => held.Value.SequenceEqual(other[held.Key], StringComparer.Ordinal));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DbPrivilegeSet);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(ToString());

    /// <summary>Object by object, as a grant would put it, a table together with its columns.</summary>
    public IReadOnlyList<string> ToTexts() => [.. GrantLine.Of(this)];

    /// <summary>Object by object, as a grant would put it, separated by semicolons.</summary>
    public override string ToString() => string.Join("; ", GrantLine.Of(this));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<DbPrivilegeTarget, IReadOnlyList<string>>> GetEnumerator() => _held.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static IEnumerable<string> Left(DbPrivilegeTarget target, IReadOnlyList<string> held, DbPrivilegeSet revoked)
    {
        IReadOnlyList<string> taken = revoked[target];
        return target.Level switch
        {
            DbPrivilegeLevel.Column => held.Except(taken).Except(revoked[new DbPrivilegeTarget(target.Database, target.Table)]),
            DbPrivilegeLevel.Role or DbPrivilegeLevel.Proxy when taken.Any(word => word != PrivilegeWord.GrantOption) => [],
            _ => held.Except(taken),
        };
    }

    private IEnumerable<(DbPrivilegeTarget Target, IEnumerable<string> Privileges)> Pairs() =>
        _held.Select(held => (held.Key, (IEnumerable<string>)held.Value));

    // Of privileges in canonical form.
    private static DbPrivilegeSet Gather(IEnumerable<(DbPrivilegeTarget Target, IEnumerable<string> Privileges)> pairs)
    {
        var gathered = new SortedDictionary<DbPrivilegeTarget, List<string>>();
        foreach ((DbPrivilegeTarget target, IEnumerable<string> privileges) in pairs)
        {
            foreach (string privilege in privileges)
            {
                if (privilege.Length == 0)
                {
                    continue;
                }

                if (!gathered.TryGetValue(target, out List<string>? words))
                {
                    gathered[target] = words = [];
                }

                words.Add(privilege);
            }
        }

        var set = new DbPrivilegeSet();
        foreach (KeyValuePair<DbPrivilegeTarget, List<string>> one in gathered)
        {
            set._held[one.Key] = Array.AsReadOnly(Sorted(one.Value));
        }

        return set;
    }

    private static string[] Sorted(List<string> words)
    {
        words.Sort(StringComparer.Ordinal);
        return [.. words.Where((word, i) => i == 0 || word != words[i - 1])];
    }

    private static bool IsCanonical(string privilege)
    {
        char last = ' ';
        foreach (char c in privilege)
        {
            if (c is > '~' or (>= 'a' and <= 'z') or < ' ' || (c == ' ' && last == ' '))
            {
                return false;
            }

            last = c;
        }

        return last != ' ' && privilege != "ALL PRIVILEGES";
    }
}
