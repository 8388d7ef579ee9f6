using System.Collections.Generic;
using System.Text.Json.Serialization;
using DbAccounts.Engines.Cloud.QingCloud.Requests;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Simulator.Http;

namespace DbAccounts.Simulator.Clouds.QingCloud.Requests;

/// <summary>The service_params of <c>add_users</c>.</summary>
internal sealed class AddUsersParams
{
    [JsonPropertyName("user_networks"), JsonConverter(typeof(HostList)), JudgedBy(typeof(AddUsers), nameof(AddUsers.Networks))]
    public IReadOnlyList<string>? UserNetworks { get; set; }

    [JsonPropertyName("user_password"), JsonConverter(typeof(SecretText)), JudgedBy(typeof(AddUsers), nameof(AddUsers.Password))]
    public Secret? UserPassword { get; set; }

    [JsonPropertyName("user_name"), JudgedBy(typeof(AddUsers), nameof(AddUsers.Name))]
    public string? UserName { get; set; }
}
