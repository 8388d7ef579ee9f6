using System.Collections.Generic;
using System.Text.Json.Serialization;
using DbAccounts.Engines.Cloud.TencentCloud.Requests;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Simulator.Http;

namespace DbAccounts.Simulator.Clouds.TencentCloud.Requests;

/// <summary>Another password of accounts.</summary>
internal sealed class ModifyAccountPasswordRequest : InstanceRequest
{
    [JsonConverter(typeof(SecretText))]
    [JudgedBy(typeof(ModifyAccountPassword), nameof(ModifyAccountPassword.NewPassword))]
    public Secret? NewPassword { get; set; }

    [JudgedBy(typeof(ModifyAccountPassword), nameof(ModifyAccountPassword.Accounts))]
    public List<AccountItem>? Accounts { get; set; }
}
