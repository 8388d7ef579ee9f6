using System;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.PowerShell.Async;
using DbAccounts.PowerShell.Session;
using DbAccounts.Running;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Makes the changes of a command: plan, ask, send, write the jobs.</summary>
/// <param name="output">The command's pipeline.</param>
/// <param name="progress">The command's progress: how many changes there were, and which one it is at.</param>
/// <param name="session">Where jobs are remembered.</param>
internal sealed class ChangeSender(CommandOutput output, ProgressDisplay? progress, DbSession session)
{
    private int _begun;

    /// <summary>Makes one change; its jobs are written as they come to be.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="operation">What.</param>
    /// <param name="wait">Wait for the end of the last job.</param>
    /// <param name="call">How long, and whether rules are checked.</param>
    /// <param name="generated">A password that was generated, which goes along with the job and nowhere else.</param>
    public async Task SendAsync(DbInstance instance, AccountChange operation, bool wait, CallContext call, Secret? generated)
    {
        int number = ++_begun;
        string activity = $"Changing accounts: {operation.Kind}";
        string status = FormattableString.Invariant($"account {number}: {operation.Subject} on {instance}");
        progress?.Show(activity, status);
        ChangePlan plan = await instance.Client.PlanAsync(instance, operation, call).ConfigureAwait(false);
        string place = session.IsShared(instance) ? $" ({DbSession.Place(instance)})" : "";
        if (!await output.ShouldProcessAsync(plan.Preview + place, plan.Description + place).ConfigureAwait(false))
        {
            return;
        }

        var options = new JobWaitOptions
        {
            Timeout = call.Timeout,
            Looked = waiter => progress?.Show(activity, $"{status}; {waiter.Oldest?.State ?? DbJobState.Succeeded}"),
        };
        DbJob? last = null;
        try
        {
            await ChangeRunner.RunAsync(instance, plan, wait, options, call, EmitAsync, Accepted).ConfigureAwait(false);
        }
        catch (DbAccountsException e) when (e.Job is not null || (generated is not null && last is not null))
        {
            // Whatever became of the change, the job is what is known of it, and has the password that was generated for it.
            DbJob job = e.Job ?? last!;
            Accepted(job);
            await output.ErrorAsync(ErrorRecords.From(JobCredential.Tell(e, job), job)).ConfigureAwait(false);
        }

        // Whatever cuts off the wait, Get-DbJob has the job then, and the password that was generated for it.
        void Accepted(DbJob job)
        {
            last = job;
            if (generated is not null)
            {
                JobCredential.Attach(job, NameOf(operation), generated);
            }

            session.Remember(job);
        }
    }

    private static string NameOf(AccountChange operation) => operation switch
    {
        CreateAccount create => create.Name,
        ResetPassword reset => reset.Account.Name,
        _ => operation.Subject,
    };

    private async Task EmitAsync(DbJob job, DbAccountsException? error)
    {
        session.Remember(job);
        // A job that is late goes on, so it is written like one that was not waited for.
        await output.WriteAsync(job).ConfigureAwait(false);
        if (error is not null)
        {
            await output.ErrorAsync(ErrorRecords.From(JobCredential.Tell(error, job), job)).ConfigureAwait(false);
        }
    }
}
