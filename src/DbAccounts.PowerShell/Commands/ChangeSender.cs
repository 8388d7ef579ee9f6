using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Jobs;
using DbAccounts.Model;
using DbAccounts.PowerShell.Async;
using DbAccounts.PowerShell.Session;
using DbAccounts.Services;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Makes one change for a command: plan, ask, send, write the jobs.</summary>
internal static class ChangeSender
{
    /// <summary>Makes the change; its jobs are written as they come to be.</summary>
    /// <param name="output">The command's pipeline.</param>
    /// <param name="session">Where jobs are remembered.</param>
    /// <param name="instance">Where.</param>
    /// <param name="operation">What.</param>
    /// <param name="wait">Wait for the end of the last job.</param>
    /// <param name="call">How long, and whether rules are checked.</param>
    /// <param name="generated">A password that was generated, which goes along with the job and nowhere else.</param>
    public static async Task SendAsync(
        CommandOutput output, DbSession session, DbInstance instance, AccountOperation operation, bool wait, CallContext call, Secret? generated)
    {
        ChangePlan plan = await instance.Client.PlanAsync(instance, operation, call).ConfigureAwait(false);
        if (!await output.ShouldProcessAsync(plan.Preview, plan.Description).ConfigureAwait(false))
        {
            return;
        }

        await ChangeRunner.RunAsync(instance, plan, wait, new JobWaitOptions { Timeout = call.Timeout }, call, async (job, error) =>
        {
            session.Remember(job);
            if (generated is not null)
            {
                JobCredential.Attach(job, operation is ResetPassword reset ? reset.Account.Name : operation.Subject, generated);
            }

            // A job that is late goes on, so it is written like one that was not waited for.
            await output.WriteAsync(job).ConfigureAwait(false);
            if (error is not null)
            {
                await output.ErrorAsync(ErrorRecords.From(error, job)).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
    }
}
