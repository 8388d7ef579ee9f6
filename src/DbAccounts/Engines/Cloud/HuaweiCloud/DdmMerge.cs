using DbAccounts.Changes;
using DbAccounts.Engines.Cloud.HuaweiCloud.Requests;

namespace DbAccounts.Engines.Cloud.HuaweiCloud;

/// <summary>A change of privileges merged with what the account holds.</summary>
/// <param name="Request">The request: what the account shall hold afterwards, in all.</param>
internal sealed record DdmMerge(UpdateDdmUser Request)
{
    /// <summary>What the change comes to.</summary>
    public ChangeEffect Change { get; init; } = new();
}
