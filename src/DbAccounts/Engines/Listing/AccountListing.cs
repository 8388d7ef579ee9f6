using System;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Listing;

/// <summary>
/// Reads a list of accounts that comes in pages. Nobody is handed an account before the list is whole: what is changed then can't shift
/// what is still to be read, and an account that is not in it does not exist.
/// </summary>
internal static class AccountListing
{
    // Before each reading: others may be through with their changes in a moment.
    private static readonly TimeSpan[] _waits =
    [
        TimeSpan.Zero,
        TimeSpan.Zero,
        TimeSpan.FromSeconds(0.1),
        TimeSpan.FromSeconds(0.2),
        TimeSpan.FromSeconds(0.4),
        TimeSpan.FromSeconds(0.8),
    ];

    /// <summary>Reads one page.</summary>
    /// <param name="start">Where it begins; it may begin further ahead.</param>
    /// <param name="inOrder">Asks for the accounts in the order of their creation, where the service can be asked.</param>
    public delegate Task<AccountPage> PageReader(int start, bool inOrder);

    /// <summary>Reads the list, several times where it changes meanwhile.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="action">The action that reads it.</param>
    /// <param name="read">Reads a page.</param>
    /// <param name="context">How long, and where to tell what goes on.</param>
    /// <param name="ahead">How many pages are read ahead of the one that is looked at, until the list is seen to change.</param>
    /// <exception cref="DbAccountsException">It changed each time, or the service lists fewer accounts than it counts.</exception>
    public static async Task<DbAccountList> ReadAsync(
        DbInstance instance, string action, PageReader read, CallContext context, int ahead = 0)
    {
        ListReading? before = null;
        bool inOrder = true;
        int readings = 0;
        foreach (TimeSpan wait in _waits)
        {
            if (!await context.TryWaitAsync(wait).ConfigureAwait(false))
            {
                break;
            }

            bool asked = inOrder;
            var reading = new ListReading(start => read(start, asked), readings == 0 ? ahead : 0);
            await reading.RunAsync().ConfigureAwait(false);
            readings++;
            if (reading.IsWhole)
            {
                return new DbAccountList(reading.Accounts);
            }

            if (before?.IsSameAs(reading) == true)
            {
                throw DbError.ListNotWhole(action, instance.Key, reading.Count, reading.Total);
            }

            context.Verbose?.Invoke(Messages.VerboseListAgain.With(instance.Key));
            before = reading;
            // Accounts of one and the same time may come in any order: the service's own may be the better one.
            inOrder = reading.IsInOrder || !inOrder;
        }

        throw DbError.ListChanging(action, instance.Key, readings);
    }
}
