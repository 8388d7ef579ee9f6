using System.Collections.Generic;
using System.Text.Json.Serialization;
using DbAccounts.Engines.Cloud.TencentCloud.Requests;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Simulator.Http;

namespace DbAccounts.Simulator.Clouds.TencentCloud.Requests;

/// <summary>Accounts with one password.</summary>
internal sealed class CreateAccountsRequest : InstanceRequest
{
    [JudgedBy(typeof(CreateAccounts), nameof(CreateAccounts.Accounts))]
    public List<NewAccountItem>? Accounts { get; set; }

    [JsonConverter(typeof(SecretText))]
    [JudgedBy(typeof(CreateAccounts), nameof(CreateAccounts.Password))]
    public Secret? Password { get; set; }

    [JudgedBy(typeof(CreateAccounts), nameof(CreateAccounts.Description))]
    public string? Description { get; set; }

    [JudgedBy(typeof(CreateAccounts), nameof(CreateAccounts.MaxUserConnections))]
    public int? MaxUserConnections { get; set; }
}
