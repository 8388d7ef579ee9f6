using System;
using System.Threading.Tasks;
using DbAccounts.Engines.Cloud.HuaweiCloud.Requests;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;

namespace DbAccounts.Engines.Cloud.HuaweiCloud;

/// <summary>Reads again what an accepted change has come to.</summary>
internal sealed class DdmVerification(DbInstance instance, Func<string, Task<DbAccount?>> find, CallContext context)
{
    // Reading may lag behind a change for a moment.
    private static readonly TimeSpan[] _waits =
        [TimeSpan.Zero, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];

    /// <summary>Looks at least once, and as often as time is left.</summary>
    /// <param name="sent">The change.</param>
    /// <param name="job">Its job.</param>
    /// <exception cref="DbAccountsException">The account shows something else, or can't be read.</exception>
    public async Task RunAsync(UpdateDdmUser sent, DbJob job)
    {
        DbAccountsException? unread = null;
        foreach (TimeSpan wait in _waits)
        {
            if (!await context.TryWaitAsync(wait).ConfigureAwait(false))
            {
                break;
            }

            try
            {
                if (await find(sent.Username!).ConfigureAwait(false) is { } now && DdmPrivileges.Shows(now, sent))
                {
                    return;
                }

                unread = null;
            }
            catch (DbAccountsException e)
            {
                // The change stands, whatever keeps it from being read.
                unread = e;
            }
        }

        throw DbError.ChangeNotVerified(
            instance.Key,
            sent.Username!,
            unread is null ? "shows something else when it is read again." : $"could not be read again: {unread.Message}",
            job,
            unread);
    }
}
