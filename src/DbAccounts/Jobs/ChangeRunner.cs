using System;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Services;

namespace DbAccounts.Jobs;

/// <summary>Sends the steps of a change, each when the one before has succeeded.</summary>
public static class ChangeRunner
{
    /// <summary>Sends a change.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="plan">What.</param>
    /// <param name="wait">Wait for the last step too.</param>
    /// <param name="options">How long to wait for a step.</param>
    /// <param name="context">Cancellation and messages.</param>
    /// <param name="emit">Takes each job; an error comes along where it failed or is late, and then no further step is sent.</param>
    /// <param name="accepted">Takes each job as soon as the service has accepted it: waiting for its end may be cut off.</param>
    public static async Task RunAsync(
        DbInstance instance,
        ChangePlan plan,
        bool wait,
        JobWaitOptions options,
        CallContext context,
        Func<DbJob, DbAccountsException?, Task> emit,
        Action<DbJob>? accepted = null)
    {
        for (int step = 0; step < plan.Steps.Count; step++)
        {
            DbJob job = await plan.Steps[step].SendAsync(context).ConfigureAwait(false);
            accepted?.Invoke(job);
            DbAccountsException? error = null;
            if (!job.HasEnded() && (wait || step < plan.Steps.Count - 1))
            {
                (job, error) = await JobWaiter.WaitAsync(instance, job, options, context).ConfigureAwait(false);
            }

            await emit(job, error).ConfigureAwait(false);
            if (error is not null)
            {
                return;
            }
        }
    }
}
