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
    /// <param name="catalog">What the service offers, and how it compares names.</param>
    public AccessQuestion In(PrivilegeCatalog catalog)
    {
        string[]? words = Privileges?.Select(word => catalog.Name(DbPrivilegeSet.Normalize(word))).Distinct().ToArray();
        return new AccessQuestion(
            // ALL is whatever there is.
            words?.Contains(PrivilegeWord.All) == true ? null : words,
            Objects?.Select(catalog.Folded).Distinct().ToArray());
    }

    /// <summary>True for a privilege that is asked for.</summary>
    public bool IsAbout(string privilege) => Privileges?.Contains(privilege, StringComparer.Ordinal) ?? true;
}
