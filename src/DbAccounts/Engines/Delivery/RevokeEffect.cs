using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using DbAccounts.Model;

namespace DbAccounts.Engines.Delivery;

/// <summary>
/// What a revoke takes away of what an account holds. Privileges are held on objects: taking one from an object on which it isn't held
/// takes nothing away, whatever is held above or below it.
/// </summary>
internal sealed class RevokeEffect
{
    private static readonly string[] _all = ["ALL", "ALL PRIVILEGES"];
    private readonly string _account;

    /// <summary>Compares what is to be revoked with what is held.</summary>
    /// <param name="account">The account.</param>
    /// <param name="asked">What is to be revoked.</param>
    /// <param name="held">What the account holds, in all.</param>
    public RevokeEffect(string account, DbPrivilegeSet asked, DbPrivilegeSet held)
    {
        _account = account;
        Held = Where(asked, (target, privilege) => Holders(held, privilege).Any(holder => IsSame(holder, target)));
        NotHeld = asked.Except(Held);
        Elsewhere = Where(held, (holder, privilege) => asked.Any(one =>
            (one.Value.Contains(privilege) || _all.Contains(privilege)) && !IsSame(holder, one.Key) && Covers(holder, one.Key)));
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
        string[] words = [.. new[] { nothing, ElsewhereWords(), below }.OfType<string>()];
        return words.Length == 0 ? null : string.Join(" ", words);
    }

    /// <summary>What of it holds whatever is under way; null where there is nothing.</summary>
    public string? ElsewhereWords() => Elsewhere.IsEmpty ? null : $"'{_account}' holds {Elsewhere}, which still gives it.";

    private static DbPrivilegeSet Where(DbPrivilegeSet set, Func<DbPrivilegeTarget, string, bool> isSo) => DbPrivilegeSet.From(
        set.Select(one => (one.Key, one.Value.Where(privilege => isSo(one.Key, privilege)))));

    private static IEnumerable<DbPrivilegeTarget> Holders(DbPrivilegeSet held, string privilege) =>
        held.Where(one => one.Value.Contains(privilege) || one.Value.Any(all => _all.Contains(all))).Select(one => one.Key);

    // Names in grants may be written with the escapes that patterns need.
    private static bool IsSame(DbPrivilegeTarget one, DbPrivilegeTarget other) =>
        Literal(one.Database) == Literal(other.Database) && one.Table == other.Table && one.Column == other.Column;

    private static bool Covers(DbPrivilegeTarget outer, DbPrivilegeTarget inner) =>
        outer.Database is null
        || (inner.Database is { } database
            && (Literal(outer.Database) == Literal(database) || (outer.Table is null && IsLike(Literal(database)!, outer.Database)))
            && (outer.Table is null || (outer.Table == inner.Table && (outer.Column is null || outer.Column == inner.Column))));

    private static string? Literal(string? database) => database is null ? null : Regex.Replace(database, @"\\([_%\\])", "$1");

    // A database in a grant may be a pattern of MySQL.
    private static bool IsLike(string name, string pattern)
    {
        string expression = Regex.Replace(
            pattern,
            @"\\.|[\s\S]",
            part => part.Value switch
            {
                "%" => @"[\s\S]*",
                "_" => @"[\s\S]",
                var other => Regex.Escape(other.Substring(other.Length - 1)),
            },
            RegexOptions.CultureInvariant);
        return Regex.IsMatch(name, $@"\A{expression}\z", RegexOptions.CultureInvariant);
    }
}
