using System;
using System.Threading.Tasks;
using DbAccounts.Engines.Listing;

namespace DbAccounts.Engines.Cloud.HuaweiCloud;

/// <summary>
/// The pages of a list of DDM. Documents disagree on whether its offset counts accounts or pages: accounts are tried first, then pages
/// from 0, then pages from 1. A place in the list is told in pages by making them shorter.
/// </summary>
/// <param name="read">Reads what an offset and a limit ask for.</param>
internal sealed class DdmPages(Func<int, int, Task<AccountPage>> read)
{
    private const int Longest = 128;
    private string? _first;
    private Offset _counts = Offset.Accounts;

    private enum Offset
    {
        Accounts,
        PagesFromZero,
        PagesFromOne,
    }

    /// <summary>Reads the page that begins somewhere, or a little ahead of it.</summary>
    public async Task<AccountPage> ReadAsync(int start)
    {
        while (true)
        {
            int number = (start + Longest - 1) / Longest;
            int limit = _counts == Offset.Accounts || start == 0 ? Longest : start / number;
            int at = _counts == Offset.Accounts ? start : number * limit;
            int offset = _counts == Offset.Accounts ? start : number + (_counts == Offset.PagesFromOne && start > 0 ? 1 : 0);
            AccountPage page = await read(offset, limit).ConfigureAwait(false) with { Start = at };
            string? first = page.Items.Count > 0 ? page.Items[0].Name : null;
            if (start == 0)
            {
                _first = first;
                return page;
            }

            if (_counts == Offset.Accounts && first is null && start < page.Total)
            {
                _counts = Offset.PagesFromZero;
            }
            else if (_counts == Offset.PagesFromZero && first is not null && first == _first)
            {
                _counts = Offset.PagesFromOne;
            }
            else
            {
                return page;
            }
        }
    }
}
