using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace DbAccounts.Engines.Listing;

/// <summary>
/// Reads the pages of a long list ahead, where it can be foretold where they begin. In which order pages are read is no matter of the proof
/// that none was missed: each has to begin with accounts of the one before.
/// </summary>
/// <param name="read">Reads the page that begins somewhere.</param>
/// <param name="most">How many are read ahead.</param>
internal sealed class PagesAhead(Func<int, Task<AccountPage>> read, int most)
{
    private readonly Dictionary<int, Task<AccountPage>> _ahead = [];

    /// <summary>The page that begins somewhere.</summary>
    /// <param name="start">Where.</param>
    /// <param name="next">Foretells where the page after another one begins, if nothing changes meanwhile.</param>
    public async Task<AccountPage> ReadAsync(int start, Func<AccountPage, int> next)
    {
        AccountPage page;
        if (_ahead.TryGetValue(start, out Task<AccountPage>? begun))
        {
            _ahead.Remove(start);
            page = await begun.ConfigureAwait(false);
        }
        else
        {
            // The list has changed: what was read ahead is of no use any more.
            _ahead.Clear();
            page = await read(start).ConfigureAwait(false);
        }

        AccountPage foretold = page;
        for (int i = 0; i < most && !foretold.IsLast; i++)
        {
            int from = next(foretold);
            if (from <= foretold.Start)
            {
                break;
            }

            if (!_ahead.ContainsKey(from))
            {
                _ahead[from] = Begin(from);
            }

            // Full like this one, as far as the list goes.
            foretold = page with { Start = from };
        }

        return page;
    }

    private Task<AccountPage> Begin(int start)
    {
        Task<AccountPage> task = read(start);
        // One that nobody asks for may fail without anybody being told.
        task.ContinueWith(failed => failed.Exception, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously);
        return task;
    }
}
