using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Engines.Delivery;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.TencentCloud;

/// <summary>
/// What is looked at when a task has ended. A replacement of privileges is read back, as it is not documented what an empty list does;
/// a task that failed after its change was sent twice may have failed because the other has made the change; and what became of
/// a task that the service has forgotten, the account may show.
/// </summary>
/// <param name="accounts">The accounts of the instance.</param>
/// <param name="instance">Where.</param>
/// <param name="effect">What the request does.</param>
/// <param name="history">How it was sent.</param>
internal sealed class TencentFollowUp(AccountReader accounts, DbInstanceName instance, Effect effect, SendHistory history)
{
    // Reading may lag behind a change for a moment.
    private static readonly TimeSpan[] _waits =
        [TimeSpan.Zero, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];

    /// <summary>Looks at what became of the task.</summary>
    public async Task<(DbJob Job, DbAccountsException? Error)> LookAsync(DbJob job, DbAccountsException? error, CallContext context)
    {
        if (error is null && job.State == DbJobState.Succeeded && effect.IsVerified)
        {
            error = await VerifyAsync(job, context).ConfigureAwait(false);
            return (error is null ? job : job.WithUnknownOutcome(), error);
        }

        if (error?.ErrorId == DbErrorId.JobNotFound)
        {
            DbJob? found = (await ReadBackAsync(job, context).ConfigureAwait(false)).Job;
            return found is null ? (job, error) : (found, null);
        }

        return error is null && history.IsOpen && job.State is DbJobState.Failed or DbJobState.Canceled
            ? await SettleAsync(job, context).ConfigureAwait(false)
            : (job, error);
    }

    // The attempt that was lost is given the time to come.
    private async Task<(DbJob Job, DbAccountsException? Error)> SettleAsync(DbJob job, CallContext context)
    {
        ReadBack seen = await ReadBackAsync(job, context).ConfigureAwait(false);
        TimeSpan left = RecentChanges.SettlesIn(history.LostAt, context);
        bool isSettled = left <= TimeSpan.Zero;
        if (seen.Job is null && !isSettled && await context.TryWaitAsync(left).ConfigureAwait(false))
        {
            isSettled = true;
            seen = await ReadBackAsync(job, context).ConfigureAwait(false);
        }

        return seen.Job is not null ? (seen.Job, null)
            : isSettled && seen.MayBeSentAgain ? (job, null)
            : (job.WithUnknownOutcome(), DbError.DoneOrNot(job, seen.Words));
    }

    private async Task<ReadBack> ReadBackAsync(DbJob job, CallContext context)
    {
        try
        {
            return await context.WithinAsync(
                within => new EffectReadBack(accounts, effect, job, within).LookAsync(history),
                ReadBack.Unclear(Messages.ReadBackNoTime)).ConfigureAwait(false);
        }
        catch (DbAccountsException e)
        {
            return ReadBack.Unclear(Messages.ReadBackFailed.With(e.Message));
        }
    }

    // Each account by itself: one that can't be read, or shows something else, is no matter of the others.
    private async Task<DbAccountsException?> VerifyAsync(DbJob job, CallContext context)
    {
        List<Unverified> left = [.. effect.Accounts.Select(account => new Unverified(account, null, null))];
        foreach (TimeSpan wait in _waits)
        {
            if (!await context.TryWaitAsync(wait).ConfigureAwait(false))
            {
                break;
            }

            List<Unverified> again = [];
            foreach (Unverified one in left)
            {
                if (await LookAsync(one.Account, context).ConfigureAwait(false) is { } still)
                {
                    again.Add(still);
                }
            }

            left = again;
            if (left.Count == 0)
            {
                return null;
            }
        }

        return effect.Accounts.Count == 1
            ? Error(left)
            : Error(left).OfAccounts(
                left.ToDictionary(one => one.Account.ToString(), one => Error([one]), StringComparer.OrdinalIgnoreCase));

        DbAccountsException Error(IReadOnlyList<Unverified> some) => DbError.ChangeNotVerified(
            instance,
            string.Join(", ", some.Select(one => one.Account)),
            some[0].Difference is { } difference ? Messages.SeenDifference.With(difference)
                : Messages.SeenNothing.With(some[0].Unread?.Message ?? Messages.TimeWasOver),
            job.Of([.. some.Select(one => one.Account.ToString())]),
            some[0].Unread);
    }

    private async Task<Unverified?> LookAsync(DbAccountIdentity account, CallContext context)
    {
        try
        {
            DbPrivilegeSet held = await accounts.PrivilegesAsync(account, context).ConfigureAwait(false);
            return effect.Difference(held) is { } difference ? new Unverified(account, difference, null) : null;
        }
        catch (DbAccountsException e)
        {
            // The change stands, whatever keeps it from being read.
            return new Unverified(account, null, e);
        }
    }

    private sealed record Unverified(DbAccountIdentity Account, string? Difference, DbAccountsException? Unread);
}
