using System.Collections.Generic;
using DbAccounts.Model;

namespace DbAccounts.Engines.Listing;

/// <summary>One page of a list of accounts.</summary>
/// <param name="Start">Where in the list it begins.</param>
/// <param name="Items">Its accounts; the last page is the one that reaches the total.</param>
/// <param name="Total">How many accounts the service counts, at the moment of this page.</param>
internal sealed record AccountPage(int Start, IReadOnlyList<DbAccount> Items, long Total)
{
    /// <summary>Where in the list the next page begins.</summary>
    public int End => Start + Items.Count;

    /// <summary>True where it reaches the end of the list.</summary>
    public bool IsLast => End >= Total;
}
