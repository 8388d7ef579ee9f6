using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Model;

namespace DbAccounts.Services;

/// <summary>
/// A list of accounts that comes in pages. An account that is not in it does not exist: changes are judged by that, so a list
/// that ends before as many accounts were seen as the service counts is read once more, and then is an error.
/// </summary>
internal sealed class AccountListing
{
    private const int Readings = 2;
    private readonly HashSet<string> _handedOver = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Func<DbAccount, Task> _found;

    private AccountListing(Func<DbAccount, Task> found) => _found = found;

    /// <summary>How many accounts this reading has seen so far.</summary>
    public int Count => _seen.Count;

    /// <summary>Reads the list.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="action">The action that reads it.</param>
    /// <param name="found">Takes each account, once.</param>
    /// <param name="readPages">Reads the pages from the first to the last, and returns how many accounts the service counts.</param>
    /// <exception cref="DbAccountsException">The service counts more accounts than it lists.</exception>
    public static async Task ReadAsync(
        DbInstance instance, string action, Func<DbAccount, Task> found, Func<AccountListing, Task<long>> readPages)
    {
        var listing = new AccountListing(found);
        long total = 0;
        for (int reading = 1; reading <= Readings; reading++)
        {
            listing._seen.Clear();
            total = await readPages(listing).ConfigureAwait(false);
            if (listing.Count >= total)
            {
                return;
            }
        }

        throw DbError.ListNotWhole(action, instance.Key, listing.Count, total);
    }

    /// <summary>Takes a page; false when it brought nothing new.</summary>
    public async Task<bool> AddAsync(IEnumerable<DbAccount> page)
    {
        int before = _seen.Count;
        foreach (DbAccount account in page)
        {
            // An account that is created or removed meanwhile shifts the pages; none is handed over twice.
            string name = account.ToString();
            if (_seen.Add(name) && _handedOver.Add(name))
            {
                await _found(account).ConfigureAwait(false);
            }
        }

        return _seen.Count > before;
    }
}
