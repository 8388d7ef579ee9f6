using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;

namespace DbAccounts.Running;

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
        DbJob? before = null;
        for (int step = 0; step < plan.Steps.Count; step++)
        {
            DbJob job;
            try
            {
                job = await plan.Steps[step].SendAsync(context).ConfigureAwait(false);
            }
            catch (DbAccountsException e) when (step > 0 || e.Job is not null)
            {
                // What may have been made is said by the error itself.
                throw ChangePart.Tell(e, Parts(e.Job is null ? step : step + 1), before);
            }

            accepted?.Invoke(job);
            DbAccountsException? error = null;
            if (!job.HasEnded() && (wait || step < plan.Steps.Count - 1))
            {
                (job, error) = await JobWaiter.WaitAsync(instance, job, options, context).ConfigureAwait(false);
                error = error is null ? null : ChangePart.Tell(error, Parts(step + 1), null);
            }

            await emit(job, error).ConfigureAwait(false);
            if (error is not null)
            {
                return;
            }

            before = job;
        }

        IEnumerable<ChangePart?> Parts(int from) => plan.Steps.Skip(from).Select(step => step.Part);
    }
}
