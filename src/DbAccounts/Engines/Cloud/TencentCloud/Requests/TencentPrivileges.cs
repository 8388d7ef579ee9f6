using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.TencentCloud.Requests;

/// <summary>Compares what an account holds with a change of its privileges.</summary>
internal static class TencentPrivileges
{
    /// <summary>What is documented on each level.</summary>
    public static PrivilegeCatalog Offered { get; } = new(new Dictionary<DbPrivilegeLevel, IReadOnlyList<string>>
    {
        [DbPrivilegeLevel.Global] = Documented(typeof(ModifyAccountPrivileges)),
        [DbPrivilegeLevel.Database] = Documented(typeof(DatabasePrivilege)),
        [DbPrivilegeLevel.Table] = Documented(typeof(TablePrivilege)),
        [DbPrivilegeLevel.Column] = Documented(typeof(ColumnPrivilege)),
    });

    /// <summary>What shows that a change was not made, as the end of a sentence; null where it shows.</summary>
    /// <param name="sent">The privileges that were sent.</param>
    /// <param name="action">What was done with them: grant, revoke, or null for a replacement.</param>
    /// <param name="held">What is held now.</param>
    public static string? Difference(DbPrivilegeSet sent, string? action, DbPrivilegeSet held)
    {
        DbPrivilegeSet named = Comparable(sent);
        held = Comparable(held);
        DbPrivilegeSet lacks = action == "revoke" ? DbPrivilegeSet.Empty : named.Except(held);
        DbPrivilegeSet still = action switch
        {
            "grant" => DbPrivilegeSet.Empty,
            "revoke" => named.Intersect(held),
            _ => Manageable(held.Except(named)),
        };
        string[] words =
        [
            .. still.IsEmpty ? Array.Empty<string>() : [Messages.StillHolds.With(still)],
            .. lacks.IsEmpty ? Array.Empty<string>() : [Messages.DoesNotHold.With(lacks)],
        ];
        return words.Length == 0 ? null : string.Join(", and ", words);
    }

    // What no document names, such as USAGE, this API neither gives nor takes.
    private static DbPrivilegeSet Manageable(DbPrivilegeSet set) => DbPrivilegeSet.From(
        set.Select(held => (held.Key, held.Value.Where(privilege => Offered.At(held.Key.Level).Contains(privilege)))));

    // Whether names come back with the escapes that patterns need is not documented.
    private static DbPrivilegeSet Comparable(DbPrivilegeSet set) => DbPrivilegeSet.From(set.Select(held => (
        held.Key.Level == DbPrivilegeLevel.Pattern ? DbPrivilegeTarget.OfPattern(held.Key.Database!) : held.Key,
        (IEnumerable<string>)held.Value)));

    private static IReadOnlyList<string> Documented(Type type) =>
        RequestType.Of(type).Properties.Single(property => property.Parameter == nameof(CreateAccount.Privilege))
            .RulesOf<OneOfAttribute>().Single().Values;
}
