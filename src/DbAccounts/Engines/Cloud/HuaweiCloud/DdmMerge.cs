using DbAccounts.Engines.Cloud.HuaweiCloud.Requests;
using DbAccounts.Model;

namespace DbAccounts.Engines.Cloud.HuaweiCloud;

/// <summary>A change of privileges merged with what the account holds.</summary>
/// <param name="Request">The request: what the account shall hold afterwards, in all.</param>
internal sealed record DdmMerge(UpdateDdmUser Request)
{
    /// <summary>What a replacement takes away; null for a grant or revoke.</summary>
    public DbPrivilegeSet? Removed { get; init; }

    /// <summary>The account holds already what it shall hold afterwards.</summary>
    public bool ChangesNothing { get; init; }
}
