using System.Collections.Generic;
using DbAccounts.Changes;
using DbAccounts.Model;

namespace DbAccounts.Engines.Planning;

/// <summary>What was read of an account for a change to be planned has made of the change.</summary>
/// <param name="Change">The change, completed.</param>
internal sealed record Reading(AccountChange Change)
{
    /// <summary>The requests; null where they are those of the change.</summary>
    public IReadOnlyList<ServiceRequest>? Requests { get; init; }

    /// <summary>What a replacement of privileges takes away.</summary>
    public DbPrivilegeSet? Removed { get; init; }

    /// <summary>The change is what was asked, which was judged before, and what the account holds.</summary>
    public bool IsOfWhatIsHeld { get; init; }

    /// <summary>The account is already what it shall be.</summary>
    public bool ChangesNothing { get; init; }
}
