using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Model;

namespace DbAccounts.Engines.Listing;

/// <summary>One reading of a list of accounts, from its first page to its last, and whether it proves that nothing was missed.</summary>
/// <remarks>
/// Others create and remove accounts between two pages, which shifts those that are still to come. So each page begins with the last
/// accounts of the page before. As long as accounts keep their order among each other, a page whose first accounts have been seen
/// follows without a gap, however many came and went: an account that existed all the while lies before them and was seen, or
/// behind them and will be. That they keep their order shows in the overlaps, where nothing may come twice or turned around, and in the
/// times of creation. Where no times say so, the count must be the same on all pages, and that of the accounts that were seen.
/// </remarks>
internal sealed class ListReading(Func<int, Task<AccountPage>> read, int ahead = 0)
{
    // The part of a page that the next one repeats: so many accounts may be removed in between without stepping back.
    private const int OverlapShare = 10;

    // One account that was removed and created again may stand anywhere; two of them don't stand side by side.
    private const int LeastOverlap = 2;

    // Where more is created between two pages than one brings, reading would never end.
    private const int PagesToSpare = 20;
    private const int MostPagesForOne = 4;
    private readonly PagesAhead _pages = new(read, ahead);
    private readonly Dictionary<string, Seen> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _answers = [];
    private readonly HashSet<long> _totals = [];
    private DateTime _lastCreated = DateTime.MinValue;
    private bool _isUnbroken;
    private int _ranks;

    /// <summary>How many accounts were seen.</summary>
    public int Count => _seen.Count;

    /// <summary>How many the service counted on the last page.</summary>
    public long Total { get; private set; }

    /// <summary>True where the accounts came in the order of their creation, each with its time.</summary>
    public bool IsInOrder { get; private set; } = true;

    /// <summary>True where one page held them all: what comes in one answer needs no proof.</summary>
    public bool IsOnePage { get; private set; }

    /// <summary>True where every account that existed all the while was seen.</summary>
    public bool IsWhole => _isUnbroken && Count >= Total && (IsOnePage || IsInOrder || (_totals.Count == 1 && Count == Total));

    /// <summary>The accounts in the order in which they were listed, each once.</summary>
    public IReadOnlyList<DbAccount> Accounts => [.. _seen.Values.OrderBy(seen => seen.Rank).Select(seen => seen.Account)];

    /// <summary>True where both were given the very same answers.</summary>
    public bool IsSameAs(ListReading other) => _answers.SequenceEqual(other._answers);

    /// <summary>Reads to the end, or until it is clear that accounts may have been missed.</summary>
    public async Task RunAsync()
    {
        int furthest = 0;
        int longest = 1;
        bool isShrinking = false;
        int start = 0;
        for (int pages = 1; pages <= PagesToSpare + (MostPagesForOne * Total / longest); pages++)
        {
            AccountPage page = await _pages.ReadAsync(start, next => NextStart(next, isShrinking)).ConfigureAwait(false);
            Note(page);
            longest = Math.Max(longest, page.Items.Count);
            if (!Follows(page))
            {
                // So many were removed before it that it begins behind what was seen; there may be more of that.
                isShrinking = true;
                start = Math.Max(0, page.Start - Math.Max(1, longest / 2));
                continue;
            }

            int before = Count;
            bool isStuck = !TryAdd(page.Items) || (Count == before && !page.IsLast && page.End >= furthest);
            if (isStuck || page.IsLast)
            {
                _isUnbroken = !isStuck;
                IsOnePage = page.Start == 0;
                return;
            }

            furthest = Math.Max(furthest, page.End);
            start = NextStart(page, isShrinking);
        }
    }

    private static int NextStart(AccountPage page, bool isShrinking) =>
        page.End - Math.Max(LeastOverlap, page.Items.Count / (isShrinking ? 2 : OverlapShare));

    private static string KeyOf(DbAccount account) => account.ToString();

    private void Note(AccountPage page)
    {
        Total = page.Total;
        _totals.Add(page.Total);
        _answers.Add(string.Format(CultureInfo.InvariantCulture, "{0} of {1}", page.Start, page.Total));
        _answers.AddRange(page.Items.Select(KeyOf));
    }

    private bool Follows(AccountPage page) =>
        page.Start == 0 || (page.Items.Count >= LeastOverlap && page.Items.Take(LeastOverlap).All(account => Find(account) is not null));

    /// <summary>The account as it was seen before; null for a new one, and for one that was removed and created again since.</summary>
    private Seen? Find(DbAccount account) =>
        _seen.TryGetValue(KeyOf(account), out Seen? seen) && seen.Account.Created == account.Created ? seen : null;

    /// <summary>Takes a page; false where its accounts stand in another order than before.</summary>
    private bool TryAdd(IReadOnlyList<DbAccount> page)
    {
        int last = -1;
        foreach (DbAccount account in page)
        {
            if (Find(account) is { } seen)
            {
                if (seen.Rank <= last)
                {
                    return false;
                }

                last = seen.Rank;
            }
            else
            {
                last = _ranks++;
                IsInOrder &= account.Created is { } created && created >= _lastCreated;
                _lastCreated = account.Created ?? DateTime.MaxValue;
            }

            _seen[KeyOf(account)] = new Seen(last, account);
        }

        return true;
    }

    private sealed record Seen(int Rank, DbAccount Account);
}
