using System.Collections.Generic;
using DbAccounts.Engines.Cloud.TencentCloud.Requests;
using DbAccounts.Rules;

namespace DbAccounts.Simulator.Clouds.TencentCloud.Requests;

/// <summary>Accounts that are to go.</summary>
internal sealed class DeleteAccountsRequest : InstanceRequest
{
    [JudgedBy(typeof(DeleteAccounts), nameof(DeleteAccounts.Accounts))]
    public List<DeletedAccountItem>? Accounts { get; set; }
}
