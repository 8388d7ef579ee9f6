using System;
using System.Linq;
using DbAccounts.Engines;
using DbAccounts.Model;
using DbAccounts.PowerShell.Input;

namespace DbAccounts.PowerShell.Session;

/// <summary>The accounts that several references mean on a service: those of a parameter such as -Exclude.</summary>
/// <param name="references">Names, or 'name@host', with wildcards; null for none.</param>
/// <param name="info">The service.</param>
internal sealed class AccountFilters(DbAccountReference[]? references, DbServiceInfo info)
{
    private readonly AccountFilter[] _filters =
        [.. (references ?? []).Select(reference => AccountFilter.Of(Unreadable.Require(reference), info))];

    /// <summary>The same on an instance.</summary>
    public AccountFilters(DbAccountReference[]? references, DbInstance instance)
        : this(references, instance.Client.Info)
    {
    }

    /// <summary>True where no reference was given.</summary>
    public bool IsEmpty => _filters.Length == 0;

    /// <summary>True for an account that a parameter means which chooses: where it wasn't given, all.</summary>
    public bool Means(DbAccount account) => IsEmpty || Has(account);

    /// <inheritdoc cref="Means(DbAccount)"/>
    public bool Means(DbAccountIdentity account) => IsEmpty || Has(account);

    /// <summary>True for an account that one of them means.</summary>
    public bool Has(DbAccount account) => Array.Exists(_filters, filter => filter.IsMatch(account));

    /// <inheritdoc cref="Has(DbAccount)"/>
    public bool Has(DbAccountIdentity account) => Array.Exists(_filters, filter => filter.IsMatch(account));
}
