using System;
using System.Runtime.ExceptionServices;

namespace DbAccounts.Changes;

/// <summary>What planning has made of one of several changes: a plan, or the reason why there is none.</summary>
/// <param name="Plan">The plan; null where the change can't be made.</param>
/// <param name="Error">Why it can't; null where there is a plan.</param>
public sealed record PlannedChange(ChangePlan? Plan, Exception? Error)
{
    /// <summary>The plan.</summary>
    /// <exception cref="Errors.DbAccountsException">There is none.</exception>
    public ChangePlan Require()
    {
        if (Error is not null)
        {
            ExceptionDispatchInfo.Capture(Error).Throw();
        }

        return Plan!;
    }
}
