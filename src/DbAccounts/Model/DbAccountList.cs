using System;
using System.Collections;
using System.Collections.Generic;

namespace DbAccounts.Model;

/// <summary>The accounts of an instance, read to the end, each of them once.</summary>
/// <remarks>
/// An account that existed all the while that the list was read is in it, unless the service shows only a part: see <see cref="IsWhole"/>.
/// </remarks>
public sealed class DbAccountList : IReadOnlyList<DbAccount>
{
    private readonly IReadOnlyList<DbAccount> _accounts;

    /// <summary>A list of accounts.</summary>
    /// <param name="accounts">The accounts, in the service's order.</param>
    /// <param name="isWhole">False where the service shows only a part of them.</param>
    public DbAccountList(IReadOnlyList<DbAccount> accounts, bool isWhole = true)
    {
        _accounts = accounts ?? throw new ArgumentNullException(nameof(accounts));
        IsWhole = isWhole;
    }

    /// <summary>
    /// False where the service shows only a part of the accounts, as a display tab of QingCloud does: then one that is not in the list
    /// may exist all the same.
    /// </summary>
    public bool IsWhole { get; }

    /// <inheritdoc/>
    public int Count => _accounts.Count;

    /// <inheritdoc/>
    public DbAccount this[int index] => _accounts[index];

    /// <inheritdoc/>
    public IEnumerator<DbAccount> GetEnumerator() => _accounts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
