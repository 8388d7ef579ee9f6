using System.Collections.Generic;
using DbAccounts.Engines.Cloud.TencentCloud.Requests;
using DbAccounts.Rules;

namespace DbAccounts.Simulator.Clouds.TencentCloud.Requests;

/// <summary>Another description of accounts.</summary>
internal sealed class ModifyAccountDescriptionRequest : InstanceRequest
{
    [JudgedBy(typeof(ModifyAccountDescription), nameof(ModifyAccountDescription.Accounts))]
    public List<AccountItem>? Accounts { get; set; }

    [JudgedBy(typeof(ModifyAccountDescription), nameof(ModifyAccountDescription.Description))]
    public string? Description { get; set; }
}
