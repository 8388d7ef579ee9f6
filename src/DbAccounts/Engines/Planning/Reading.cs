using System.Collections.Generic;
using DbAccounts.Changes;

namespace DbAccounts.Engines.Planning;

/// <summary>What was read of an account for a change to be planned has made of the change.</summary>
/// <param name="Change">The change, completed.</param>
internal sealed record Reading(AccountChange Change)
{
    /// <summary>The requests; null where they are those of the change.</summary>
    public IReadOnlyList<ServiceRequest>? Requests { get; init; }

    /// <summary>The change is what was asked, which was judged before, and what the account holds.</summary>
    public bool IsOfWhatIsHeld { get; init; }

    /// <summary>What it comes to.</summary>
    public ChangeEffect Effect { get; init; } = new();
}
