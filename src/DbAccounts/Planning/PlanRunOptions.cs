using System;
using DbAccounts.Model;
using DbAccounts.Running;

namespace DbAccounts.Planning;

/// <summary>How a plan is carried out, and who hears of it.</summary>
internal sealed record PlanRunOptions
{
    /// <summary>Wait for the end of the last changes too.</summary>
    public bool Wait { get; init; }

    /// <summary>Nothing is done where one account is not what the plan was made from.</summary>
    public bool Strict { get; init; }

    /// <summary>How jobs are waited for.</summary>
    public JobWaitOptions Waiting { get; init; } = new();

    /// <summary>How long changes wait for others to travel with: all of a turn are known when it begins, and planning them may read.</summary>
    public TimeSpan Gathering { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Takes each job as soon as the service has accepted it, with a password that was generated; called by any thread.</summary>
    public Action<DbPlanStep, DbJob, Secret?> Accepted { get; init; } = (_, _, _) => { };

    /// <summary>Takes what becomes of each step; called by any thread.</summary>
    public Action<DbPlanStep, ChangeOutcome> Told { get; init; } = (_, _) => { };

    /// <summary>Takes what keeps an account or an instance from being changed; called by any thread.</summary>
    public Action<string, Exception> Failed { get; init; } = (_, _) => { };
}
