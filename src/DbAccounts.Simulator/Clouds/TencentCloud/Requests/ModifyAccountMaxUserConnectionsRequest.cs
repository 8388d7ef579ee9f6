using System.Collections.Generic;
using DbAccounts.Engines.Cloud.TencentCloud.Requests;
using DbAccounts.Rules;

namespace DbAccounts.Simulator.Clouds.TencentCloud.Requests;

/// <summary>How many connections accounts may hold.</summary>
internal sealed class ModifyAccountMaxUserConnectionsRequest : InstanceRequest
{
    [JudgedBy(typeof(ModifyAccountMaxUserConnections), nameof(ModifyAccountMaxUserConnections.Accounts))]
    public List<AccountItem>? Accounts { get; set; }

    [JudgedBy(typeof(ModifyAccountMaxUserConnections), nameof(ModifyAccountMaxUserConnections.MaxUserConnections))]
    public int? MaxUserConnections { get; set; }
}
