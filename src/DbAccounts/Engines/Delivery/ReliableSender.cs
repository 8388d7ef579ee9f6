using System;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Delivery;

/// <summary>
/// Sends a change whose answer may be lost: then reads back, and where that settles nothing sends again what may be made twice.
/// Changes of one account are sent one after the other.
/// </summary>
internal static class ReliableSender
{
    private const int MostAttempts = 4;
    private const int MostReadings = 3;
    private static readonly ReadBack _late = ReadBack.Unclear(Messages.ReadBackNoTime);

    /// <summary>Sends a change.</summary>
    /// <param name="change">The change.</param>
    /// <param name="context">How long, and where to tell what goes on.</param>
    /// <exception cref="DbAccountsException">It was refused, or whether it was applied can't be told.</exception>
    public static async Task<DbJob> SendAsync(ReliableChange change, CallContext context)
    {
        DbInstance instance = change.Instance;
        string[] accounts = change.Job.Account;
        using IDisposable turn = await AccountLock.TakeAsync(instance, accounts, context).ConfigureAwait(false);
        await RecentChanges.SettleAsync(instance, accounts, context).ConfigureAwait(false);
        var sending = new SendHistory(context.Clock.Now, RecentChanges.AreRecent(instance, accounts, context), () => context.Clock.Now)
        {
            SawAbsent = RecentChanges.AreGone(instance, accounts, context),
        };
        DbJob? sent = null;
        try
        {
            return sent = await SendAsync(change, sending, context).ConfigureAwait(false);
        }
        finally
        {
            RecentChanges.NoteSent(instance, accounts, context, sent, change.IsShownBy, sending.IsOpen ? sending.LostAt : null, CreationOf);
        }

        KnownCreation? CreationOf(KnownCreation? before) =>
            change.KeepsCreation ? before
            : change.IsCreation && sent is not null && sending.Lost is null
                ? new KnownCreation(sending.At, sent.Id, sent.HasEnded() ? context.Clock.Now : null)
            : null;
    }

    private static async Task<DbJob> SendAsync(ReliableChange change, SendHistory sending, CallContext context)
    {
        for (int attempt = 1; ; attempt++)
        {
            DbAccountsException? refusal = null;
            try
            {
                return Accepted(await change.SendAsync().ConfigureAwait(false));
            }
            catch (DbAccountsException e) when (e.ErrorId == DbErrorId.OutcomeUnknown)
            {
                sending.Lose(e);
            }
            catch (DbAccountsException e) when (sending.Lost is not null)
            {
                // It says nothing of the attempt before, unless that one was applied and this is its echo.
                refusal = e;
            }

            DbAccountsException lost = sending.Lost!;
            if (refusal is not null && change.IsEcho(refusal))
            {
                context.Verbose?.Invoke(Messages.VerboseApplied.With(refusal.Message));
                sending.Echo();
                return change.Job.FoundByReadingBack();
            }

            context.Verbose?.Invoke(Messages.VerboseReadingBack.With((refusal ?? lost).Message));
            ReadBack found = await TryReadAsync(change, sending, context).ConfigureAwait(false);
            context.Verbose?.Invoke(found.Words);
            sending.See(found);
            if (found.Job is not null)
            {
                return Accepted(found.Job);
            }

            if (refusal is not null && change.IsOfOne(refusal))
            {
                // Which of them that is, each account's own request tells.
                throw DbError.OutcomeUnknown(change.Job, lost, refusal, found.Words);
            }

            if (refusal is not null && !change.MayBeEcho(refusal) && (!sending.IsOpen || change.HoldsForAll(refusal) || (found.IsNotApplied && IsOfExistence(refusal))))
            {
                throw refusal;
            }

            bool mayBeSentAgain = change.IsRepeatable || (found.MayBeSentAgain && (!lost.MayComeYet || sending.SawAbsent));
            bool isLate = found == _late || context.Left <= TimeSpan.Zero;
            if (!mayBeSentAgain || attempt == MostAttempts || isLate || (refusal is not null && !MayPass(refusal)))
            {
                throw DbError.OutcomeUnknown(change.Job, lost, refusal, found.Words);
            }
        }

        DbJob Accepted(DbJob job)
        {
            change.Accepted?.Invoke(job, sending);
            return job;
        }
    }

    private static bool IsOfExistence(DbAccountsException refusal) =>
        refusal.ErrorId is DbErrorId.AccountExists or DbErrorId.AccountNotFound;

    // What may be otherwise the next time.
    private static bool MayPass(DbAccountsException error) => error.ErrorId is DbErrorId.AccountExists or DbErrorId.ClockSkew
        or DbErrorId.Throttled or DbErrorId.InstanceBusy or DbErrorId.ConnectionFailed or DbErrorId.ServiceFailed or DbErrorId.ProtocolError
        or DbErrorId.ListChanging;

    private static async Task<ReadBack> TryReadAsync(ReliableChange change, SendHistory sending, CallContext context)
    {
        for (int reading = 1; ; reading++)
        {
            try
            {
                return await context.WithinAsync(within => change.ReadBackAsync(sending, within), _late).ConfigureAwait(false);
            }
            catch (DbAccountsException e)
            {
                // Where it may be sent again, that is the quicker remedy.
                if (reading == MostReadings || change.IsRepeatable || context.Left <= TimeSpan.Zero || !MayPass(e))
                {
                    return ReadBack.Unclear(Messages.ReadBackFailed.With(e.Message));
                }

                context.Verbose?.Invoke(Messages.VerboseReadingBackAgain.With(e.Message));
            }
        }
    }
}
