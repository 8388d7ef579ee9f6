using System.Linq;
using DbAccounts.Model;

namespace DbAccounts.Comparison;

/// <summary>Brings privileges into the one form in which what is equal in effect is equal.</summary>
internal static class ComparablePrivileges
{
    /// <summary>
    /// ALL is what it means, and on a table its columns with it; a privilege has the name that the service shows, a pattern that matches one
    /// name is that database, and names that have no case are in lower case.
    /// </summary>
    public static DbPrivilegeSet Of(DbPrivilegeSet set, PrivilegeCatalog catalog) => catalog.WithoutIncluded(catalog.Expand(DbPrivilegeSet.From(
        from held in set
        let words = held.Value.Where(word => word != PrivilegeWord.Usage).ToArray()
        where words.Length > 0
        select (catalog.Folded(Target(held.Key)), (System.Collections.Generic.IEnumerable<string>)words))));

    private static DbPrivilegeTarget Target(DbPrivilegeTarget target) =>
        target.Level == DbPrivilegeLevel.Pattern ? DbPrivilegeTarget.OfPattern(target.Database!) : target;
}
