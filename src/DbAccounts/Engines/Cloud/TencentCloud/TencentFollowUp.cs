using System;
using System.Threading.Tasks;
using DbAccounts.Engines.Cloud.TencentCloud.Requests;
using DbAccounts.Engines.Delivery;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;

namespace DbAccounts.Engines.Cloud.TencentCloud;

/// <summary>
/// What is looked at when a task has ended. A replacement of privileges is read back, as it is not documented what an empty list does;
/// a task that failed after its change was sent twice may have failed because the other has made the change; and what became of
/// a task that the service has forgotten, the account may show.
/// </summary>
/// <param name="service">The service.</param>
/// <param name="instance">Where.</param>
/// <param name="request">The request, without a password: it is kept as long as the job.</param>
/// <param name="sending">How it was sent.</param>
internal sealed class TencentFollowUp(TencentMySqlEngine service, DbInstance instance, object request, SendHistory sending)
{
    // Reading may lag behind a change for a moment.
    private static readonly TimeSpan[] _waits =
        [TimeSpan.Zero, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];

    /// <summary>The request as it may be kept.</summary>
    public static object WithoutPassword(object request) => request switch
    {
        CreateAccounts create => new CreateAccounts
        {
            InstanceId = create.InstanceId,
            Accounts = create.Accounts,
            Description = create.Description,
            MaxUserConnections = create.MaxUserConnections,
        },
        ModifyAccountPassword password => new ModifyAccountPassword { InstanceId = password.InstanceId, Accounts = password.Accounts },
        _ => request,
    };

    /// <summary>Looks at what became of the task.</summary>
    public async Task<(DbJob Job, DbAccountsException? Error)> LookAsync(DbJob job, DbAccountsException? error, CallContext context)
    {
        if (error is null && job.State == DbJobState.Succeeded && request is ModifyAccountPrivileges { ModifyAction: null } replacement)
        {
            error = await VerifyAsync(replacement, job, context).ConfigureAwait(false);
            return (error is null ? job : job.WithUnknownOutcome(), error);
        }

        if (error?.ErrorId == DbErrorId.JobNotFound)
        {
            DbJob? found = (await ReadBackAsync(job, context).ConfigureAwait(false)).Job;
            return found is null ? (job, error) : (found, null);
        }

        return error is null && sending.IsOpen && job.State is DbJobState.Failed or DbJobState.Canceled
            ? await SettleAsync(job, context).ConfigureAwait(false)
            : (job, error);
    }

    // The attempt that was lost is given the time to come.
    private async Task<(DbJob Job, DbAccountsException? Error)> SettleAsync(DbJob job, CallContext context)
    {
        ReadBack seen = await ReadBackAsync(job, context).ConfigureAwait(false);
        TimeSpan left = RecentChanges.SettlesIn(sending.LostAt, context);
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
                within => new TencentReadBack(service, instance, within).LookAsync(request, job, sending),
                ReadBack.Unclear("The time allowed was over before reading back could tell.")).ConfigureAwait(false);
        }
        catch (DbAccountsException e)
        {
            return ReadBack.Unclear($"Reading back failed too: {e.Message}");
        }
    }

    private async Task<DbAccountsException?> VerifyAsync(ModifyAccountPrivileges sent, DbJob job, CallContext context)
    {
        string? difference = null;
        DbAccountsException? unread = null;
        foreach (TimeSpan wait in _waits)
        {
            if (!await context.TryWaitAsync(wait).ConfigureAwait(false))
            {
                break;
            }

            try
            {
                difference = await DifferenceAsync(sent, context).ConfigureAwait(false);
                unread = null;
                if (difference is null)
                {
                    return null;
                }
            }
            catch (DbAccountsException e)
            {
                // The change stands, whatever keeps it from being read.
                unread = e;
            }
        }

        return DbError.ChangeNotVerified(
            instance.Key,
            string.Join(", ", job.Account),
            unread is null ? $"{difference} when it is read again." : $"could not be read again: {unread.Message}",
            job,
            unread);
    }

    private async Task<string?> DifferenceAsync(ModifyAccountPrivileges sent, CallContext context)
    {
        foreach (Account account in sent.Accounts!)
        {
            DbPrivilegeSet held = await service.GetPrivilegesAsync(
                instance, new DbAccountIdentity(account.User!, account.Host), context).ConfigureAwait(false);
            if (TencentPrivileges.Difference(sent, held) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }
}
