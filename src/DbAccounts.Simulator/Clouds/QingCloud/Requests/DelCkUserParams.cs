using System.Text.Json.Serialization;
using DbAccounts.Engines.Cloud.QingCloud.Requests;
using DbAccounts.Rules;

namespace DbAccounts.Simulator.Clouds.QingCloud.Requests;

/// <summary>The service_params of <c>del_ck_user</c>.</summary>
internal sealed class DelCkUserParams
{
    [JsonPropertyName("user"), JudgedBy(typeof(DelCkUser), nameof(DelCkUser.User))]
    public string? User { get; set; }
}
