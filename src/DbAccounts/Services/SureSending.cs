using System;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Model;

namespace DbAccounts.Services;

/// <summary>Sends a change whose answer may be lost: then reads back, and sends again only what was not applied.</summary>
internal static class SureSending
{
    private const int MostAttempts = 4;

    /// <summary>Sends a change.</summary>
    /// <param name="send">Sends it once.</param>
    /// <param name="readBack">Looks for it, given the loss and when it was sent.</param>
    /// <param name="context">Where to tell what goes on.</param>
    /// <exception cref="DbAccountsException">It was refused, or whether it was applied can't be told.</exception>
    public static async Task<DbJob> SendAsync(
        Func<Task<DbJob>> send, Func<DbAccountsException, DateTimeOffset, Task<ReadBack>> readBack, CallContext context)
    {
        (DbAccountsException Error, DateTimeOffset SentAt)? lost = null;
        for (int attempt = 1; ; attempt++)
        {
            DateTimeOffset sentAt = context.Clock.Now;
            DbAccountsException? refusal = null;
            try
            {
                return await send().ConfigureAwait(false);
            }
            catch (DbAccountsException e) when (e.ErrorId == DbErrorId.OutcomeUnknown)
            {
                lost = (e, lost?.SentAt ?? sentAt);
            }
            catch (DbAccountsException e) when (lost is not null && e.ErrorId is DbErrorId.AccountExists or DbErrorId.AccountNotFound)
            {
                // What was lost may have been applied late: then this refusal is its echo.
                refusal = e;
            }

            context.Verbose($"{lost!.Value.Error.Message} Reading back.");
            ReadBack found = await TryReadAsync(readBack, lost.Value.Error, lost.Value.SentAt).ConfigureAwait(false);
            context.Verbose(found.Words);
            if (found.Job is not null)
            {
                return found.Job;
            }

            if (found.IsNotApplied && refusal is not null)
            {
                throw refusal;
            }

            if (!found.IsNotApplied || attempt == MostAttempts)
            {
                throw DbError.OutcomeUnknown(lost.Value.Error, found.Words);
            }
        }
    }

    private static async Task<ReadBack> TryReadAsync(
        Func<DbAccountsException, DateTimeOffset, Task<ReadBack>> readBack, DbAccountsException lost, DateTimeOffset sentAt)
    {
        try
        {
            return await readBack(lost, sentAt).ConfigureAwait(false);
        }
        catch (DbAccountsException e)
        {
            return ReadBack.Unclear($"Reading back failed too: {e.Message}");
        }
    }
}
