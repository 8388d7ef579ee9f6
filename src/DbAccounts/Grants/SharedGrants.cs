using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;

namespace DbAccounts.Grants;

/// <summary>
/// Whose grants count for the logins of an account beside its own. A server finds the grants on databases, tables and routines by the name
/// of the login and by the host that it comes from, not by the account: those of <c>app@%</c> count for <c>app@localhost</c> where that has
/// none on the object, and of databases those of the anonymous account do, too. What is global, and roles, are the account's own.
/// </summary>
/// <param name="Account">The account.</param>
internal sealed record SharedGrants(DbAccountIdentity Account)
{
    /// <summary>What others hold that counts, by account.</summary>
    public IReadOnlyList<KeyValuePair<DbAccountIdentity, DbPrivilegeSet>> Others { get; init; } = [];

    /// <summary>The role that everybody has; null where there is none.</summary>
    public string? PublicRole { get; init; }

    /// <summary>The others of a list whose grants count, some of them in roles that the account activates alone.</summary>
    public static IEnumerable<DbAccountIdentity> OthersOf(DbAccountIdentity account, IEnumerable<DbAccountIdentity> all) => all.Where(one =>
        !one.Equals(account) && (one.Name == account.Name || one.Name.Length == 0)
        && HostPattern.Covers(one.Host ?? "%", account.Host ?? "%"));
}
