using System.Collections.Generic;
using DbAccounts.Model;

namespace DbAccounts.Grants;

/// <summary>A grant that does not count where there is a more exact one, or one of the account itself.</summary>
/// <param name="Pattern">The pattern, or of another account's grant what it is on.</param>
/// <param name="By">What the more exact one is on.</param>
/// <param name="Lost">What the pattern gives elsewhere, and nothing gives there.</param>
internal sealed record HiddenGrant(DbPrivilegeTarget Pattern, DbPrivilegeTarget By, IReadOnlyList<string> Lost)
{
    /// <summary>The other account whose grant it is; null where it is the account's own.</summary>
    public string? Account { get; init; }
}
