using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Changes;

namespace DbAccounts.Chaos;

/// <summary>A change to be tried, and what each of its steps does to the account; null where the step can't be done.</summary>
internal sealed record ChaosChange(AccountChange Operation, params Func<ModelAccount?, Outcome?>[] Steps)
{
    /// <summary>What the account may be before the first step, after it, and so on, as far as the steps can be done.</summary>
    public IReadOnlyList<ModelAccount?> States(ModelAccount? start)
    {
        var states = new List<ModelAccount?> { start };
        foreach (Func<ModelAccount?, Outcome?> step in Steps)
        {
            if (step(states[^1]) is not { } next)
            {
                break;
            }

            states.Add(next.Account);
        }

        return states;
    }

    /// <summary>A step that needs an account.</summary>
    public static Func<ModelAccount?, Outcome?> OnExisting(Func<ModelAccount, ModelAccount?> change) =>
        account => account is null ? null : new Outcome(change(account));

    /// <summary>A step that needs that there is no account.</summary>
    public static Func<ModelAccount?, Outcome?> OnNothing(ModelAccount created) => account => account is null ? new Outcome(created) : null;
}

/// <summary>What a step leaves behind; no account where it removes it.</summary>
internal sealed record Outcome(ModelAccount? Account);
