using System.Collections.Generic;
using System.Text.Json.Serialization;
using DbAccounts.Engines.Cloud.QingCloud.Requests;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Simulator.Http;

namespace DbAccounts.Simulator.Clouds.QingCloud.Requests;

/// <summary>The service_params of <c>modify_users</c>.</summary>
internal sealed class ModifyUsersParams
{
    [JsonPropertyName("user_networks"), JsonConverter(typeof(HostList)), JudgedBy(typeof(ModifyUsers), nameof(ModifyUsers.Networks))]
    public IReadOnlyList<string>? UserNetworks { get; set; }

    [JsonPropertyName("user_password"), JsonConverter(typeof(SecretText)), JudgedBy(typeof(ModifyUsers), nameof(ModifyUsers.Password))]
    public Secret? UserPassword { get; set; }

    [JsonPropertyName("user_name"), JudgedBy(typeof(ModifyUsers), nameof(ModifyUsers.Name))]
    public string? UserName { get; set; }
}
