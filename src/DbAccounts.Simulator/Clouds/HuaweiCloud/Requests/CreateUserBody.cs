using System.Collections.Generic;
using System.Text.Json.Serialization;
using DbAccounts.Engines.Cloud.HuaweiCloud.Requests;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Simulator.Http;

namespace DbAccounts.Simulator.Clouds.HuaweiCloud.Requests;

/// <summary>A new account.</summary>
internal sealed class CreateUserBody
{
    [JsonPropertyName("name"), JudgedBy(typeof(CreateDdmUser), nameof(CreateDdmUser.Name))]
    public string? Name { get; set; }

    [JsonPropertyName("password"), JsonConverter(typeof(SecretText)), JudgedBy(typeof(CreateDdmUser), nameof(CreateDdmUser.Password))]
    public Secret? Password { get; set; }

    [JsonPropertyName("base_authority"), JudgedBy(typeof(CreateDdmUser), nameof(CreateDdmUser.BaseAuthority))]
    public List<string>? BaseAuthority { get; set; }

    [JsonPropertyName("description"), JudgedBy(typeof(CreateDdmUser), nameof(CreateDdmUser.Description))]
    public string? Description { get; set; }

    [JsonPropertyName("password_lifetime"), JudgedBy(typeof(CreateDdmUser), nameof(CreateDdmUser.PasswordLifetime))]
    public long? PasswordLifetime { get; set; }

    [JsonPropertyName("databases"), JudgedBy(typeof(CreateDdmUser), nameof(CreateDdmUser.Databases))]
    public List<SchemaItem>? Databases { get; set; }
}
