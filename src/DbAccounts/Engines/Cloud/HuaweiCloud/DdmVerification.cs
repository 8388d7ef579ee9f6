using System;
using System.Threading.Tasks;
using DbAccounts.Engines.Delivery;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.HuaweiCloud;

/// <summary>Reads again what an accepted change has come to.</summary>
internal sealed class DdmVerification(DbInstanceName instance, AccountReader accounts, CallContext context)
{
    // Reading may lag behind a change for a moment.
    private static readonly TimeSpan[] _waits =
        [TimeSpan.Zero, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];

    /// <summary>Looks at least once, and as often as time is left.</summary>
    /// <param name="effect">What was sent does.</param>
    /// <param name="job">Its job.</param>
    /// <exception cref="DbAccountsException">The account shows something else, or can't be read.</exception>
    public async Task RunAsync(Effect effect, DbJob job)
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
                if (await accounts.FindAsync(effect.Accounts[0], context).ConfigureAwait(false) is { } now && effect.IsShownBy!(now))
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
            instance,
            job.Account[0],
            unread is null ? Messages.SeenSomethingElse : Messages.SeenNothing.With(unread.Message),
            job,
            unread);
    }
}
