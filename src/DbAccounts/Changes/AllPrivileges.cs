using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;

namespace DbAccounts.Changes;

/// <summary>Puts each privilege that a service offers in the place of ALL in a change.</summary>
internal static class AllPrivileges
{
    /// <summary>The change with each privilege that ALL means; on a level for which nothing is offered ALL stays, and breaks a rule.</summary>
    /// <param name="change">The change, as it was asked for.</param>
    /// <param name="offered">What the service offers.</param>
    public static AccountChange Expand(AccountChange change, PrivilegeCatalog offered) => change switch
    {
        CreateAccount create => create with
        {
            Grant = create.Grant is { } grants && grants.Any(held => held.Value.Any(IsAll)) ? offered.Expand(grants) : create.Grant,
            Privilege = create.Privilege is { } words && words.Any(IsAll)
                ? Each(words, create.Global ? DbPrivilegeLevel.Global : DbPrivilegeLevel.Database, offered)
                : create.Privilege,
        },
        ModifyAccount { Privilege: { } words } modify when words.Any(IsAll) =>
            modify with { Privilege = Each(words, DbPrivilegeLevel.Database, offered) },
        ChangePrivilege privileges when privileges.Privileges.Any(held => held.Value.Any(IsAll)) => privileges with
        {
            Privileges = DbPrivilegeSet.From(privileges.Privileges.Select(held =>
                (held.Key, (IEnumerable<string>)Each(held.Value, LevelOf(held.Key, privileges), offered)))),
            AllOn = [.. privileges.Privileges.Where(held => held.Value.Any(IsAll)).Select(held => held.Key)],
        },
        _ => change,
    };

    private static bool IsAll(string word) => DbPrivilegeSet.Normalize(word) == PrivilegeWord.All;

    private static string[] Each(IEnumerable<string> words, DbPrivilegeLevel level, PrivilegeCatalog offered) =>
        [.. words.SelectMany(word => IsAll(word) && offered.At(level) is { Count: > 0 } all ? all : [word]).Distinct()];

    // Where no object is named, and nobody said that everything is meant, it is all databases of the account.
    private static DbPrivilegeLevel LevelOf(DbPrivilegeTarget target, ChangePrivilege change) =>
        target.Level == DbPrivilegeLevel.Global && !change.Global ? DbPrivilegeLevel.Database : target.Level;
}
