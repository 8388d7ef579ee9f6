using System;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;

namespace DbAccounts.Running;

/// <summary>Makes one change.</summary>
public static class ChangeRunner
{
    /// <summary>Sends the steps of a change, each when the one before has succeeded.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="plan">What.</param>
    /// <param name="wait">Wait for the last step too.</param>
    /// <param name="options">How long to wait for a step.</param>
    /// <param name="context">Cancellation and messages.</param>
    /// <param name="emit">Takes each job; an error comes along where it failed or is late, and then no further step is sent.</param>
    /// <exception cref="DbAccountsException">A step was not accepted, or what became of it can't be told.</exception>
    public static async Task RunAsync(
        DbInstance instance,
        ChangePlan plan,
        bool wait,
        JobWaitOptions options,
        CallContext context,
        Func<DbJob, DbAccountsException?, Task> emit)
    {
        var run = new ChangeRun(new ChangeRunOptions { Wait = wait, Waiting = options }, context);
        Exception? refusal = null;
        Task emitted = Task.CompletedTask;
        run.Add(instance, plan, outcome =>
        {
            if (outcome.Job is { } job)
            {
                emitted = AfterAsync(emitted, job, outcome.Error as DbAccountsException);
            }
            else
            {
                refusal = outcome.Error;
            }
        });
        await run.CompleteAsync().ConfigureAwait(false);
        await emitted.ConfigureAwait(false);
        if (refusal is not null)
        {
            ExceptionDispatchInfo.Capture(refusal).Throw();
        }

        async Task AfterAsync(Task before, DbJob job, DbAccountsException? error)
        {
            await before.ConfigureAwait(false);
            await emit(job, error).ConfigureAwait(false);
        }
    }
}
