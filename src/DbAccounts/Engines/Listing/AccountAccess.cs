using System.Collections.Generic;
using DbAccounts.Errors;
using DbAccounts.Model;

namespace DbAccounts.Engines.Listing;

/// <summary>What one account can do.</summary>
/// <param name="Access">One for each object and grant.</param>
/// <param name="Error">Why that may not be all: a role of it can't be read.</param>
internal sealed record AccountAccess(IReadOnlyList<DbAccess> Access, DbAccountsException? Error);
