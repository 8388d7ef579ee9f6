using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Engines.Listing;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Tests.Support;

namespace DbAccounts.Tests.Engines;

/// <summary>The order in which a service lists accounts.</summary>
public enum ListOrder
{
    /// <summary>The oldest first.</summary>
    Creation,

    /// <summary>By name: new accounts come anywhere.</summary>
    Name,

    /// <summary>The newest first: new accounts shift all others.</summary>
    NewestFirst,

    /// <summary>Another one for every page.</summary>
    Random,
}

/// <summary>A list of accounts that others change between two pages, and which of them were there all the while.</summary>
internal sealed class ChangingList
{
    private readonly Random _random;
    private readonly ListOrder _order;
    private readonly int _pageSize;
    private readonly List<DbAccount> _accounts = [];
    private readonly HashSet<string> _lasting = [];
    private DateTime _now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
    private int _number;
    private bool _hasBegun;

    public ChangingList(int seed, ListOrder order, int accounts, int pageSize = 100)
    {
        _random = new Random(seed);
        _order = order;
        _pageSize = pageSize;
        for (int i = 0; i < accounts; i++)
        {
            Create();
        }

        _lasting.UnionWith(_accounts.Select(account => account.Name));
    }

    /// <summary>How many pages were read.</summary>
    public int Pages { get; private set; }

    /// <summary>How many changes at most others make between two pages.</summary>
    public int MostChanges { get; init; }

    /// <summary>So many pages in a row the list is left alone, after others have changed it.</summary>
    public Func<int, bool> IsQuiet { get; init; } = _ => false;

    /// <summary>The service tells the times of creation.</summary>
    public bool TellsTimes { get; init; } = true;

    /// <summary>The accounts that were there from the beginning of the first page on until now, never removed meanwhile.</summary>
    public IReadOnlyCollection<string> Lasting => _lasting;

    public Task<AccountPage> ReadAsync(int start)
    {
        if (_hasBegun && !IsQuiet(Pages))
        {
            Change();
        }

        _hasBegun = true;
        Pages++;
        DbAccount[] items = [.. Listed().Skip(start).Take(_pageSize).Select(Shown)];
        return Task.FromResult(new AccountPage(start, items, _accounts.Count));
    }

    public Task<DbAccountList> ReadAsync(CallContext? context = null) => AccountListing.ReadAsync(
        Support.Connected.To("TencentMySql", new Uri("http://127.0.0.1:1")),
        "DescribeAccounts",
        (start, _) => ReadAsync(start),
        context ?? new CallContext { Clock = new WaitedClock() });

    // Half of the changes hit the front: that is what shifts pages.
    private void Change()
    {
        for (int left = _random.Next(MostChanges + 1); left > 0; left--)
        {
            switch (_random.Next(5))
            {
                case 0 or 1:
                    Create();
                    break;
                case 2 or 3 when _accounts.Count > 0:
                    Remove(_accounts[_random.Next(2) == 0 ? _random.Next(_accounts.Count) : _random.Next(Math.Min(50, _accounts.Count))]);
                    break;
                case 4 when _accounts.Count > 0:
                    // Removed and created again: the same name, at another place.
                    DbAccount again = _accounts[_random.Next(_accounts.Count)];
                    Remove(again);
                    Create(again.Name);
                    break;
            }
        }
    }

    private void Create(string? name = null)
    {
        // Several have the same second.
        _now = _now.AddSeconds(_random.Next(3) == 0 ? 1 : 0);
        _accounts.Add(new DbAccount { Service = "TencentMySql", Name = name ?? $"a{_random.Next(100_000)}_{++_number}", AllowedHost = ["%"], Created = _now });
    }

    private void Remove(DbAccount account)
    {
        _accounts.Remove(account);
        _lasting.Remove(account.Name);
    }

    private IEnumerable<DbAccount> Listed() => _order switch
    {
        ListOrder.Name => _accounts.OrderBy(account => account.Name, StringComparer.Ordinal),
        ListOrder.NewestFirst => Enumerable.Reverse(_accounts),
        ListOrder.Random => _accounts.OrderBy(_ => _random.Next()),
        _ => _accounts,
    };

    private DbAccount Shown(DbAccount account) => new()
    {
        Service = account.Service,
        Name = account.Name,
        AllowedHost = account.AllowedHost,
        Created = TellsTimes ? account.Created : null,
    };
}
