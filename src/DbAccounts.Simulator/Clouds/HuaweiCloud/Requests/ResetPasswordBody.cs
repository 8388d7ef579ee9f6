using System.Text.Json.Serialization;
using DbAccounts.Engines.Cloud.HuaweiCloud.Requests;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Simulator.Http;

namespace DbAccounts.Simulator.Clouds.HuaweiCloud.Requests;

/// <summary>Another password.</summary>
internal sealed class ResetPasswordBody
{
    [JsonIgnore, JudgedBy(typeof(ResetDdmUserPassword), nameof(ResetDdmUserPassword.Username))]
    public string? Username { get; set; }

    [JsonPropertyName("password"), JsonConverter(typeof(SecretText))]
    [JudgedBy(typeof(ResetDdmUserPassword), nameof(ResetDdmUserPassword.Password))]
    public Secret? Password { get; set; }
}
