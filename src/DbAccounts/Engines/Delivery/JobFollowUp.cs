using System;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;

namespace DbAccounts.Engines.Delivery;

/// <summary>
/// What this process still has to see of a change when its job has ended, or can't be found: it goes along with the job, in memory, and
/// holds no password.
/// </summary>
/// <param name="look">
/// Takes the job in its last state, and the error where it could not be looked at; returns both as they turn out to be. A job that has
/// become another one is waited for.
/// </param>
internal sealed class JobFollowUp(Func<DbJob, DbAccountsException?, CallContext, Task<(DbJob Job, DbAccountsException? Error)>> look)
{
    private readonly Func<DbJob, DbAccountsException?, CallContext, Task<(DbJob Job, DbAccountsException? Error)>> _look = look;

    /// <summary>Gives a job, in all of its states, what is still to be seen.</summary>
    public void Attach(DbJob job) => job.FollowUp = this;

    /// <summary>Looks, as long as the time allowed is not over.</summary>
    public static async Task<(DbJob Job, DbAccountsException? Error)> LookAsync(
        DbJob job, DbAccountsException? error, CallContext context)
    {
        if (job.FollowUp is not JobFollowUp followUp)
        {
            return (job, error);
        }

        (job, error) = await followUp._look(job, error, context).ConfigureAwait(false);
        // Jobs are remembered for long.
        job.FollowUp = job.HasEnded() ? null : followUp;
        return (job, error);
    }
}
