using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;

namespace DbAccounts.Grants;

/// <summary>What is asked of accounts: which privileges, on what.</summary>
/// <param name="Privileges">The privileges; null for every one.</param>
/// <param name="Objects">Databases, tables or columns, each with what is in it; null for all objects, as they were granted.</param>
internal sealed record AccessQuestion(IReadOnlyList<string>? Privileges = null, IReadOnlyList<DbPrivilegeTarget>? Objects = null)
{
    /// <summary>The same in the words of a service.</summary>
    /// <param name="catalog">What the service offers.</param>
    /// <param name="databasesAreLowerCase">The names of its databases have no upper case.</param>
    public AccessQuestion In(PrivilegeCatalog catalog, bool databasesAreLowerCase)
    {
        string[]? words = Privileges?.Select(word => catalog.Name(DbPrivilegeSet.Normalize(word))).Distinct().ToArray();
        return new AccessQuestion(
            // ALL is whatever there is.
            words?.Contains(PrivilegeWord.All) == true ? null : words,
            databasesAreLowerCase ? Objects?.Select(Lowered).ToArray() : Objects);
    }

    /// <summary>True for a privilege that is asked for.</summary>
    public bool IsAbout(string privilege) => Privileges?.Contains(privilege, StringComparer.Ordinal) ?? true;

#pragma warning disable CA1308 // names of databases are lower case at the service
    private static DbPrivilegeTarget Lowered(DbPrivilegeTarget one) => new(one.Database?.ToLowerInvariant(), one.Table, one.Column);
#pragma warning restore CA1308
}
