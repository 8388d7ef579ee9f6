using System.Collections.Generic;
using DbAccounts.Model;

namespace DbAccounts.Grants;

/// <summary>A grant on a pattern that does not count where there is a more exact one.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="By">What the more exact one is on.</param>
/// <param name="Lost">What the pattern gives elsewhere, and nothing gives there.</param>
internal sealed record HiddenGrant(DbPrivilegeTarget Pattern, DbPrivilegeTarget By, IReadOnlyList<string> Lost);
