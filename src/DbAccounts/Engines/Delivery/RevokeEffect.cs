using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Grants;
using DbAccounts.Model;

namespace DbAccounts.Engines.Delivery;

/// <summary>
/// What a revoke takes away of what an account holds. Privileges are held on objects: taking one from an object on which it isn't held
/// takes nothing away, whatever is held above or below it.
/// </summary>
internal sealed class RevokeEffect
{
    private readonly string _account;
    private readonly HiddenGrant[] _shown;

    /// <summary>Compares what is to be revoked with what is held.</summary>
    /// <param name="account">The account.</param>
    /// <param name="asked">What is to be revoked.</param>
    /// <param name="held">What the account holds, in all.</param>
    public RevokeEffect(string account, DbPrivilegeSet asked, DbPrivilegeSet held)
    {
        _account = account;
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
        string? nothing = NotHeld.IsEmpty ? null
            : Held.IsEmpty ? $"Nothing is revoked from '{_account}', as it does not hold {NotHeld}."
            : $"'{_account}' does not hold {NotHeld}, so that is not revoked.";
        string? below = Below.IsEmpty ? null : $"'{_account}' holds {Below}, which stays: revoke it there.";
        string[] words = [.. new[] { nothing, ElsewhereWords(), below }.OfType<string>(), .. _shown.Select(Shown)];
        return words.Length == 0 ? null : string.Join(" ", words);
    }

    /// <summary>What of it holds whatever is under way; null where there is nothing.</summary>
    public string? ElsewhereWords() => Elsewhere.IsEmpty ? null : $"'{_account}' holds {Elsewhere}, which still gives it.";

    private string Shown(HiddenGrant shown) =>
        $"On {shown.By} nothing is left, so that the grant of '{_account}' on {shown.Pattern} counts there again, and gives "
        + $"{string.Join(", ", shown.Lost)}.";

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
