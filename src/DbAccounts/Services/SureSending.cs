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
    /// <param name="instance">Where.</param>
    /// <param name="job">The change's job.</param>
    /// <param name="send">Sends it once.</param>
    /// <param name="readBack">Looks for it, after its answer was lost, and as long as time is left.</param>
    /// <param name="context">Where to tell what goes on.</param>
    /// <param name="isShownBy">
    /// Tells later on whether an account shows the change; null where that can't be told. It holds no secret.
    /// </param>
    /// <exception cref="DbAccountsException">It was refused, or whether it was applied can't be told.</exception>
    public static async Task<DbJob> SendAsync(
        DbInstance instance,
        DbJob job,
        Func<Task<DbJob>> send,
        Func<Sending, CallContext, Task<ReadBack>> readBack,
        CallContext context,
        Func<DbAccount, bool>? isShownBy = null)
    {
        var sending = new Sending(context.Clock.Now, OwnChanges.AreRecent(instance, job.Account, context));
        DbJob? sent = null;
        try
        {
            return sent = await SendAsync(sending, send, readBack, context).ConfigureAwait(false);
        }
        finally
        {
            OwnChanges.NoteSent(instance, job.Account, context, sent?.HasEnded() == false, isShownBy);
        }
    }

    private static async Task<DbJob> SendAsync(
        Sending sending, Func<Task<DbJob>> send, Func<Sending, CallContext, Task<ReadBack>> readBack, CallContext context)
    {
        DbAccountsException? lost = null;
        for (int attempt = 1; ; attempt++)
        {
            DbAccountsException? refusal = null;
            try
            {
                return await send().ConfigureAwait(false);
            }
            catch (DbAccountsException e) when (e.ErrorId == DbErrorId.OutcomeUnknown)
            {
                lost = e;
            }
            catch (DbAccountsException e) when (lost is not null && e.ErrorId is DbErrorId.AccountExists or DbErrorId.AccountNotFound)
            {
                // What was lost may have been applied late: then this refusal is its echo.
                refusal = e;
            }

            context.Verbose($"{lost!.Message} Reading back.");
            ReadBack found = await TryReadAsync(readBack, sending, context).ConfigureAwait(false);
            context.Verbose(found.Words);
            if (found.Job is not null)
            {
                return found.Job;
            }

            if (found.IsNotApplied && refusal is not null)
            {
                throw refusal;
            }

            // A service that was merely slow may apply the change after this one has looked.
            if (!found.IsNotApplied || lost.MayComeYet || attempt == MostAttempts || context.Left <= TimeSpan.Zero)
            {
                throw DbError.OutcomeUnknown(lost, found.Words);
            }
        }
    }

    private static async Task<ReadBack> TryReadAsync(
        Func<Sending, CallContext, Task<ReadBack>> readBack, Sending sending, CallContext context)
    {
        ReadBack late = ReadBack.Unclear("The time allowed was over before reading back could tell.");
        try
        {
            return await context.WithinAsync(within => readBack(sending, within), late).ConfigureAwait(false);
        }
        catch (DbAccountsException e)
        {
            return ReadBack.Unclear($"Reading back failed too: {e.Message}");
        }
    }
}
