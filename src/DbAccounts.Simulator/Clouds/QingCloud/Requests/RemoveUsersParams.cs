using System.Text.Json.Serialization;
using DbAccounts.Engines.Cloud.QingCloud.Requests;
using DbAccounts.Rules;

namespace DbAccounts.Simulator.Clouds.QingCloud.Requests;

/// <summary>The service_params of <c>remove_users</c>.</summary>
internal sealed class RemoveUsersParams
{
    [JsonPropertyName("user_name"), JudgedBy(typeof(RemoveUsers), nameof(RemoveUsers.Name))]
    public string? UserName { get; set; }
}
