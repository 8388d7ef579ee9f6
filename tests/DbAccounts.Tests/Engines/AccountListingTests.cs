using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Engines;
using DbAccounts.Engines.Listing;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Engines;

/// <summary>
/// A list of accounts that comes in pages is whole, or an error: what existed all the while is in it, and nothing twice, whatever others
/// do between two pages.
/// </summary>
public sealed class AccountListingTests
{
    private static CallContext Fast => new() { Clock = new WaitedClock() };

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(100, 1)]
    [InlineData(101, 2)]
    [InlineData(190, 2)]
    [InlineData(191, 3)]
    [InlineData(1000, 11)]
    public async Task A_quiet_list_is_read_once(int accounts, int pages)
    {
        foreach (ListOrder order in new[] { ListOrder.Creation, ListOrder.Name, ListOrder.NewestFirst })
        {
            foreach (bool times in new[] { true, false })
            {
                var list = new ChangingList(1, order, accounts) { TellsTimes = times };

                AssertHolds(list, await list.ReadAsync());

                Assert.Equal(pages, list.Pages);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(40)]
    [InlineData(80)]
    public async Task In_the_order_of_creation_a_list_is_read_whatever_changes_meanwhile(int mostChanges)
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var list = new ChangingList(seed, ListOrder.Creation, 250 + (seed * 3)) { MostChanges = mostChanges };

            AssertHolds(list, await list.ReadAsync());

            Assert.InRange(list.Pages, 3, 100);
        }
    }

    [Theory]
    [InlineData(ListOrder.Creation)]
    [InlineData(ListOrder.Name)]
    [InlineData(ListOrder.NewestFirst)]
    [InlineData(ListOrder.Random)]
    public async Task No_list_that_is_handed_on_lacks_an_account_or_has_one_twice(ListOrder order)
    {
        int whole = 0;
        int seeds = order == ListOrder.Random ? 200 : 1000;
        for (int seed = 0; seed < seeds; seed++)
        {
            var random = new Random(seed);
            var list = new ChangingList(seed, order, random.Next(90, 500))
            {
                MostChanges = random.Next(1, 20),
                TellsTimes = seed % 2 == 0,
                // Others pause now and then.
                IsQuiet = _ => random.Next(3) > 0,
            };
            try
            {
                AssertHolds(list, await list.ReadAsync());
                whole++;
            }
            catch (DbAccountsException e)
            {
                Assert.Equal((DbErrorId.ListChanging, DbErrorCategory.ResourceBusy), (e.ErrorId, e.Category));
            }
        }

        // Nothing can be proven of pages that come in any order, but where there is only one.
        Assert.InRange(whole, order == ListOrder.Random ? 1 : 700, seeds);
    }

    [Theory]
    [InlineData(ListOrder.Creation)]
    [InlineData(ListOrder.Name)]
    public async Task Where_more_changes_than_a_page_brings_reading_ends_all_the_same(ListOrder order)
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var list = new ChangingList(seed, order, 300) { MostChanges = 300 };
            try
            {
                AssertHolds(list, await list.ReadAsync());
            }
            catch (DbAccountsException e)
            {
                Assert.Equal(DbErrorId.ListChanging, e.ErrorId);
            }

            Assert.InRange(list.Pages, 1, 400);
        }
    }

    [Fact]
    public async Task A_list_that_changes_each_time_is_an_error_that_says_how_often_it_was_read()
    {
        var list = new ChangingList(1, ListOrder.NewestFirst, 250) { MostChanges = 50, TellsTimes = false };

        DbAccountsException error = await Probe.ErrorAsync(() => list.ReadAsync());

        Assert.Equal((DbErrorId.ListChanging, DbErrorCategory.ResourceBusy), (error.ErrorId, error.Category));
        Assert.Contains("each of 6 attempts", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_without_order_that_comes_to_rest_is_read_again()
    {
        var list = new ChangingList(1, ListOrder.NewestFirst, 250) { MostChanges = 50, TellsTimes = false, IsQuiet = page => page > 4 };

        AssertHolds(list, await list.ReadAsync());
    }

    [Fact]
    public async Task No_more_time_is_taken_than_is_allowed()
    {
        var list = new ChangingList(1, ListOrder.NewestFirst, 250) { MostChanges = 50, TellsTimes = false };

        DbAccountsException error = await Probe.ErrorAsync(() => list.ReadAsync(new CallContext { Timeout = TimeSpan.Zero }.Begun()));

        Assert.Contains("each of 2 attempts", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_for_a_list_to_come_to_rest_can_be_canceled()
    {
        using var cancel = new CancellationTokenSource();
        var list = new ChangingList(1, ListOrder.NewestFirst, 250) { MostChanges = 50, TellsTimes = false };
        var context = new CallContext { Cancellation = cancel.Token, Verbose = _ => cancel.Cancel() };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => list.ReadAsync(context));
    }

    // An account is removed before the page's border and another one is created: the count stays, and one account slips through.
    [Fact]
    public async Task A_removal_and_a_creation_between_two_pages_hide_no_account()
    {
        List<string> names = [.. Enumerable.Range(0, 150).Select(i => $"a{i}")];
        int pages = 0;
        Task<AccountPage> Read(int start, bool inOrder)
        {
            if (++pages == 2)
            {
                // More than the pages overlap.
                names.RemoveRange(0, 20);
                names.AddRange(Enumerable.Range(0, 20).Select(i => $"new{i}"));
            }

            return Task.FromResult(Page(start, names));
        }

        DbAccountList list = await AccountListing.ReadAsync(Instance, "DescribeAccounts", Read, Fast);

        Assert.Empty(Enumerable.Range(20, 130).Select(i => $"a{i}").Except(list.Select(account => account.Name)));
        Assert.Equal(list.Count, list.Select(account => account.Name).Distinct().Count());
    }

    // The account at the border is removed and created again; it comes to stand just where the next page begins.
    [Fact]
    public async Task An_account_that_was_created_again_is_no_neighbour()
    {
        List<string> names = [.. Enumerable.Range(0, 120).Select(i => $"a{i}")];
        int pages = 0;
        Task<AccountPage> Read(int start, bool inOrder)
        {
            if (++pages == 2)
            {
                names.RemoveAll(name => name == "a90");
                names.RemoveRange(0, 29);
                names.Add("a90");
                names.AddRange(Enumerable.Range(0, 29).Select(i => $"new{i}"));
                Assert.Equal("a90", names[90]);
            }

            return Task.FromResult(Page(start, names));
        }

        DbAccountList list = await AccountListing.ReadAsync(Instance, "DescribeAccounts", Read, Fast);

        Assert.Empty(Enumerable.Range(29, 91).Select(i => $"a{i}").Except(list.Select(account => account.Name)));
    }

    [Theory]
    [InlineData(5, "a", "b", "c")]
    [InlineData(3, "a", "b", "a")]
    [InlineData(1)]
    public async Task A_service_that_stands_by_fewer_accounts_than_it_counts_breaks_its_documents(int total, params string[] names)
    {
        int pages = 0;
        Task<AccountPage> Read(int start, bool inOrder)
        {
            pages++;
            return Task.FromResult(new AccountPage(start, Page(0, names).Items, total));
        }

        DbAccountsException error = await Probe.ErrorAsync(() => AccountListing.ReadAsync(Instance, "DescribeAccounts", Read, Fast));

        Assert.Equal((DbErrorId.ProtocolError, DbErrorCategory.ProtocolError), (error.ErrorId, error.Category));
        Assert.InRange(pages, 2, 6);
    }

    private static DbInstance Instance => Connected.To("TencentMySql", new Uri("http://127.0.0.1:1"));

    private static AccountPage Page(int start, IEnumerable<string> names) => new(
        start, [.. names.Skip(start).Take(100).Select(name => new DbAccount { Service = "TencentMySql", Name = name, AllowedHost = ["%"] })], names.Count());

    private static void AssertHolds(ChangingList list, DbAccountList read)
    {
        Assert.True(read.IsWhole);
        HashSet<string> names = [.. read.Select(account => account.Name)];
        Assert.Equal(read.Count, names.Count);
        Assert.Empty(list.Lasting.Except(names));
    }
}
