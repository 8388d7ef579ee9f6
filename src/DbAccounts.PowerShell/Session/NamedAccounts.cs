using System.Collections.Generic;
using System.Linq;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;

namespace DbAccounts.PowerShell.Session;

/// <summary>The accounts that a parameter names one by one, and which of them were seen anywhere. What a pattern matches may be nothing.</summary>
/// <param name="references">Names, or 'name@host'; null for none.</param>
internal sealed class NamedAccounts(DbAccountReference[]? references)
{
    private readonly List<DbAccountReference> _missing = [.. (references ?? []).Where(reference => !reference.IsPattern)];
    private readonly HashSet<string> _known = [];
    private readonly HashSet<DbInstance> _instances = [];

    /// <summary>These accounts are there, or somebody wants them to be.</summary>
    /// <param name="accounts">The accounts.</param>
    /// <param name="instance">Where.</param>
    public void See(IEnumerable<DbAccountIdentity> accounts, DbInstance instance)
    {
        _instances.Add(instance);
        foreach (DbAccountIdentity account in accounts)
        {
            _known.UnionWith([account.Name, account.ToString()]);
            _missing.RemoveAll(reference => AccountFilter.Of(reference, instance).IsMatch(account));
        }
    }

    /// <summary>An error for each that is nowhere.</summary>
    public IEnumerable<DbAccountsException> Missing() => _missing.Select(reference => DbError.AccountNowhere(
        reference.ToString()!, [.. _instances.Select(instance => instance.Key.ToString())], _known));
}
