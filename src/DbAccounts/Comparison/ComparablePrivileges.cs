using System.Linq;
using DbAccounts.Engines;
using DbAccounts.Model;

namespace DbAccounts.Comparison;

/// <summary>Brings privileges into the one form in which what is equal in effect is equal.</summary>
internal static class ComparablePrivileges
{
    /// <summary>ALL is what it means, a privilege has the name that the service shows, a pattern that matches one name is that database.</summary>
    public static DbPrivilegeSet Of(DbPrivilegeSet set, PrivilegeCatalog catalog, DbServiceInfo info) => catalog.Expand(DbPrivilegeSet.From(
        from held in set
        let words = held.Value.Where(word => word != PrivilegeWord.Usage).ToArray()
        where words.Length > 0
        select (Target(held.Key, info), (System.Collections.Generic.IEnumerable<string>)words)));

#pragma warning disable CA1308 // schemas of DDM have no upper case
    private static DbPrivilegeTarget Target(DbPrivilegeTarget target, DbServiceInfo info) =>
        target.Level == DbPrivilegeLevel.Pattern ? DbPrivilegeTarget.OfPattern(target.Database!)
        : info.HasOnePrivilegeSet && target.Level == DbPrivilegeLevel.Database ? new DbPrivilegeTarget(target.Database!.ToLowerInvariant())
        : target;
#pragma warning restore CA1308
}
