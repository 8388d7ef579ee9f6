using System.Collections.Generic;
using System.Text.Json.Serialization;
using DbAccounts.Engines.Cloud.QingCloud.Requests;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Simulator.Http;

namespace DbAccounts.Simulator.Clouds.QingCloud.Requests;

/// <summary>The service_params of <c>add_ck_user</c>.</summary>
internal sealed class AddCkUserParams
{
    [JsonPropertyName("passwd"), JsonConverter(typeof(SecretText)), JudgedBy(typeof(AddCkUser), nameof(AddCkUser.Password))]
    public Secret? Passwd { get; set; }

    [JsonPropertyName("host"), JsonConverter(typeof(HostList)), JudgedBy(typeof(AddCkUser), nameof(AddCkUser.Host))]
    public IReadOnlyList<string>? Host { get; set; }

    [JsonPropertyName("user"), JudgedBy(typeof(AddCkUser), nameof(AddCkUser.User))]
    public string? User { get; set; }
}
