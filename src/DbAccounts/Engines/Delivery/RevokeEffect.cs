using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Grants;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Delivery;

/// <summary>
/// What a revoke takes away of what an account holds. Privileges are held on objects: taking one from an object on which it isn't held
/// takes nothing away, whatever is held above or below it.
/// </summary>
internal sealed class RevokeEffect
{
    private readonly string _account;
    private readonly DbPrivilegeTarget[] _allOn;
    private readonly HiddenGrant[] _shown;

    /// <summary>Compares what is to be revoked with what is held.</summary>
    /// <param name="account">The account.</param>
    /// <param name="asked">What is to be revoked.</param>
    /// <param name="held">What the account holds, in all.</param>
    /// <param name="allOn">The objects from which everything is to be revoked, whatever it is.</param>
    public RevokeEffect(string account, DbPrivilegeSet asked, DbPrivilegeSet held, IEnumerable<DbPrivilegeTarget>? allOn = null)
    {
        _account = account;
        _allOn = [.. allOn ?? []];
        asked = asked.Union(DbPrivilegeSet.From(
            from target in _allOn
            from one in held
            where IsSame(one.Key, target)
            select (target, one.Value.Where(privilege => privilege is not (PrivilegeWord.Usage or PrivilegeWord.All)))));
        Held = Where(asked, (target, privilege) => Holders(held, privilege).Any(holder => IsSame(holder, target)));
        NotHeld = asked.Except(Held);
        DbPrivilegeSet left = held.Revoke(Held);
        Elsewhere = Where(held, (holder, privilege) => asked.Any(one =>
            (one.Value.Contains(privilege) || privilege == PrivilegeWord.All) && !IsSame(holder, one.Key) && Covers(holder, one.Key)
            && !IsHidden(holder, one.Key, left)));
        // Where nothing is left on a database, a pattern that it hid counts there again.
        _shown = [.. new EffectivePrivileges(PrivilegeCatalog.None).Hidden(left, DbPrivilegeSet.From(
            held.Where(one => left[one.Key].Count == 0).Select(one => (one.Key, (IEnumerable<string>)one.Value))))];
        Below = Where(held, (holder, privilege) => NotHeld.Any(one =>
            one.Value.Contains(privilege) && !IsSame(holder, one.Key) && Covers(one.Key, holder)));
    }

    /// <summary>What is taken away.</summary>
    public DbPrivilegeSet Held { get; }

    /// <summary>What is not, as it isn't held there.</summary>
    public DbPrivilegeSet NotHeld { get; }

    /// <summary>What is held on larger objects, and gives what is revoked all the same.</summary>
    public DbPrivilegeSet Elsewhere { get; }

    /// <summary>What is held on smaller objects, where what is revoked isn't held itself.</summary>
    public DbPrivilegeSet Below { get; }

    /// <summary>What a user has to know of it, in sentences; null where all is taken away and nothing gives it any more.</summary>
    public string? Words()
    {
        string? lacks = Lacks();
        string? nothing = lacks is null ? null
            : Held.IsEmpty ? Messages.RevokeNothing.With(_account, lacks)
            : Messages.RevokeNotHeld.With(_account, lacks);
        string? below = Below.IsEmpty ? null : Messages.RevokeBelow.With(_account, Below);
        string[] words = [.. new[] { nothing, ElsewhereWords(), below }.OfType<string>(), .. _shown.Select(Shown)];
        return words.Length == 0 ? null : string.Join(" ", words);
    }

    /// <summary>What of it holds whatever is under way; null where there is nothing.</summary>
    public string? ElsewhereWords() => Elsewhere.IsEmpty ? null : Messages.RevokeElsewhere.With(_account, Elsewhere);

    // From where everything is revoked, it is no matter what of that is held, unless it is nothing.
    private string? Lacks()
    {
        DbPrivilegeTarget[] bare = [.. _allOn.Where(target => Held[target].Count == 0)];
        DbPrivilegeSet named = DbPrivilegeSet.From(
            NotHeld.Where(one => !_allOn.Contains(one.Key)).Select(one => (one.Key, (IEnumerable<string>)one.Value)));
        string[] words =
        [
            .. named.IsEmpty ? Array.Empty<string>() : [Messages.RevokeLacksNamed.With(named)],
            .. bare.Length == 0 ? Array.Empty<string>() : [Messages.RevokeLacksAll.With(string.Join(", ", bare))],
        ];
        return words.Length < 2 ? words.FirstOrDefault() : Messages.RevokeLacksBoth.With(words[0], words[1]);
    }

    private string Shown(HiddenGrant shown) =>
        Messages.RevokeShows.With(shown.By, _account, shown.Pattern, string.Join(", ", shown.Lost));

    // A server looks at the grants on patterns only where there is none on the database itself.
    private static bool IsHidden(DbPrivilegeTarget holder, DbPrivilegeTarget asked, DbPrivilegeSet left) =>
        holder.Level is DbPrivilegeLevel.Pattern or DbPrivilegeLevel.Database && asked.Level != DbPrivilegeLevel.Pattern
        && asked.Database is { } database && holder != new DbPrivilegeTarget(database) && left[new DbPrivilegeTarget(database)].Count > 0;

    private static DbPrivilegeSet Where(DbPrivilegeSet set, Func<DbPrivilegeTarget, string, bool> isSo) => DbPrivilegeSet.From(
        set.Select(one => (one.Key, one.Value.Where(privilege => isSo(one.Key, privilege)))));

    private static IEnumerable<DbPrivilegeTarget> Holders(DbPrivilegeSet held, string privilege) =>
        held.Where(one => one.Value.Contains(privilege) || one.Value.Contains(PrivilegeWord.All)).Select(one => one.Key);

    // A service may list a name with the escapes of a pattern.
    private static bool IsSame(DbPrivilegeTarget one, DbPrivilegeTarget other) => Meant(one) == Meant(other);

    // Whether a service escapes the names of its grants isn't documented: an underscore may be MySQL's wildcard.
    private static bool Covers(DbPrivilegeTarget outer, DbPrivilegeTarget inner) => Meant(outer).Covers(Meant(inner))
        || (outer.Level == DbPrivilegeLevel.Database && DbPrivilegeTarget.PatternAsListed(outer.Database!).Covers(Meant(inner)));

    private static DbPrivilegeTarget Meant(DbPrivilegeTarget target) =>
        target.Level == DbPrivilegeLevel.Pattern ? DbPrivilegeTarget.OfPattern(target.Database!) : target;
}
