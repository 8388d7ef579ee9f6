using System;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.QingCloud;

/// <summary>
/// What is looked at when the job of a change has failed that was sent twice: the other may have made the change, or be about to. Of
/// a job that nobody knows any more, the list of accounts may show what became.
/// </summary>
/// <param name="readBack">Reads back within a time, without the password: it is kept as long as the job.</param>
/// <param name="tab">Reads the list of accounts within a time.</param>
/// <param name="effect">What the request does.</param>
/// <param name="sending">How it was sent.</param>
internal sealed class QingCloudFollowUp(
    Func<CallContext, QingCloudReadBack> readBack, Func<CallContext, AccountTabReadBack> tab, Effect effect, SendHistory sending)
{
    /// <summary>Looks at what became of the change.</summary>
    public async Task<(DbJob Job, DbAccountsException? Error)> LookAsync(DbJob job, DbAccountsException? error, CallContext context)
    {
        if (error?.ErrorId == DbErrorId.JobNotFound)
        {
            DbJob? done = (await ReadAsync(job, context).ConfigureAwait(false)).Found;
            return done is null ? (job, error) : (done, null);
        }

        if (error is not null || !sending.IsOpen || job.State is not (DbJobState.Failed or DbJobState.Canceled))
        {
            return (job, error);
        }

        TimeSpan left = RecentChanges.SettlesIn(sending.LostAt, context);
        bool isSettled = left <= TimeSpan.Zero;
        (DbJob? found, bool isProven, string words) = await ReadAsync(job, context).ConfigureAwait(false);
        if (found is null && !isSettled && await context.TryWaitAsync(left).ConfigureAwait(false))
        {
            isSettled = true;
            (found, isProven, words) = await ReadAsync(job, context).ConfigureAwait(false);
        }

        return found is not null ? (found, null)
            : isSettled && isProven ? (job, null)
            : (job.WithUnknownOutcome(), DbError.DoneOrNot(job, words));
    }

    private async Task<(DbJob? Found, bool IsProven, string Words)> ReadAsync(DbJob job, CallContext context)
    {
        try
        {
            return await context.WithinAsync(
                within => ReadOnceAsync(job, within),
                (null, false, Messages.ReadBackNoTime)).ConfigureAwait(false);
        }
        catch (DbAccountsException e)
        {
            return (null, false, Messages.ReadBackFailed.With(e.Message));
        }
    }

    private async Task<(DbJob? Found, bool IsProven, string Words)> ReadOnceAsync(DbJob job, CallContext context)
    {
        (DbJob? other, bool sawAll) = await readBack(context).FindJobAsync(job, sending).ConfigureAwait(false);
        if (other is not null)
        {
            return (other, true, "");
        }

        AccountTabFinding sight = await tab(context).LookAsync(effect, job).ConfigureAwait(false);
        bool isCreation = job.Operation == nameof(OperationKind.CreateAccount);
        bool isRemoval = job.Operation == nameof(OperationKind.RemoveAccount);
        bool isDone = (isRemoval && sight.IsListed == false) || (isCreation && sight.IsListed == true && sending.SawAbsent);
        bool isUndone = (isRemoval && sight.IsListed == true) || (isCreation && sight.IsListed == false);
        return isDone ? (job.FoundByReadingBack(), true, "")
            : (null, sawAll && isUndone, sight.Sign is { } sign ? Messages.ReadBackShows.With(sign) : Messages.ReadBackNothing);
    }
}
