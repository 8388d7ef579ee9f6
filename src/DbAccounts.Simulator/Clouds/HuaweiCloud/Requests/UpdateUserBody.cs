using System.Collections.Generic;
using System.Text.Json.Serialization;
using DbAccounts.Engines.Cloud.HuaweiCloud.Requests;
using DbAccounts.Rules;

namespace DbAccounts.Simulator.Clouds.HuaweiCloud.Requests;

/// <summary>What changes of an account.</summary>
[JudgedBy(typeof(UpdateDdmUser))]
internal sealed class UpdateUserBody
{
    [JsonIgnore, JudgedBy(typeof(UpdateDdmUser), nameof(UpdateDdmUser.Username))]
    public string? Username { get; set; }

    [JsonPropertyName("base_authority"), JudgedBy(typeof(UpdateDdmUser), nameof(UpdateDdmUser.BaseAuthority))]
    public List<string>? BaseAuthority { get; set; }

    [JsonPropertyName("description"), JudgedBy(typeof(UpdateDdmUser), nameof(UpdateDdmUser.Description))]
    public string? Description { get; set; }

    [JsonPropertyName("password_lifetime"), JudgedBy(typeof(UpdateDdmUser), nameof(UpdateDdmUser.PasswordLifetime))]
    public long? PasswordLifetime { get; set; }

    [JsonPropertyName("databases"), JudgedBy(typeof(UpdateDdmUser), nameof(UpdateDdmUser.Databases))]
    public List<SchemaItem>? Databases { get; set; }
}
