using System;
using System.Linq;
using DbAccounts.Engines;
using DbAccounts.Model;
using DbAccounts.PowerShell.Input;

namespace DbAccounts.PowerShell.Session;

/// <summary>The accounts that -Exclude leaves out, on one instance.</summary>
/// <param name="patterns">Names, or 'name@host', with wildcards; null for none.</param>
/// <param name="instance">The instance.</param>
internal sealed class ExcludedAccounts(DbAccountReference[]? patterns, DbInstance instance)
{
    private readonly AccountFilter[] _filters =
        [.. (patterns ?? []).Select(pattern => AccountFilter.Of(Unreadable.Require(pattern), instance))];

    /// <summary>True for an account that is left out.</summary>
    public bool Has(DbAccount account) => Array.Exists(_filters, filter => filter.IsMatch(account));

    /// <summary>True for an account that is left out.</summary>
    public bool Has(DbAccountIdentity account) =>
        _filters.Length > 0 && Has(new DbAccount { Name = account.Name, AllowedHost = account.Hosts() });
}
