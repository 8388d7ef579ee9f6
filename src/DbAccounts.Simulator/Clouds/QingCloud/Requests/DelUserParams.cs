using System.Collections.Generic;
using System.Text.Json.Serialization;
using DbAccounts.Engines.Cloud.QingCloud.Requests;
using DbAccounts.Rules;

namespace DbAccounts.Simulator.Clouds.QingCloud.Requests;

/// <summary>The service_params of <c>del_user</c>.</summary>
internal sealed class DelUserParams
{
    [JsonPropertyName("host"), JsonConverter(typeof(HostList)), JudgedBy(typeof(DelUser), nameof(DelUser.Host))]
    public IReadOnlyList<string>? Host { get; set; }

    [JsonPropertyName("user"), JudgedBy(typeof(DelUser), nameof(DelUser.User))]
    public string? User { get; set; }
}
