using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;
using DbAccounts.Engines.Cloud.QingCloud.Requests;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Simulator.Http;

namespace DbAccounts.Simulator.Clouds.QingCloud.Requests;

/// <summary>The service_params of <c>add_user</c>.</summary>
internal sealed class AddUserParams
{
    private const string TypeSuffix = "Account";

    [JsonPropertyName("database"), JsonConverter(typeof(HostList)), JudgedBy(typeof(AddUser), nameof(AddUser.Database))]
    public IReadOnlyList<string>? Database { get; set; }

    [JsonPropertyName("passwd"), JsonConverter(typeof(SecretText)), JudgedBy(typeof(AddUser), nameof(AddUser.Password))]
    public Secret? Passwd { get; set; }

    [JsonPropertyName("ssl"), JudgedBy(typeof(AddUser), nameof(AddUser.Ssl))]
    public string? Ssl { get; set; }

    [JsonPropertyName("host"), JsonConverter(typeof(HostList)), JudgedBy(typeof(AddUser), nameof(AddUser.Host))]
    public IReadOnlyList<string>? Host { get; set; }

    [JsonPropertyName("user"), JudgedBy(typeof(AddUser), nameof(AddUser.User))]
    public string? User { get; set; }

    [JsonPropertyName("priv")]
    public string? Priv { get; set; }

    /// <summary>The type that <c>priv</c> names, as the rule calls it: without what it has to end with.</summary>
    [JsonIgnore, JudgedBy(typeof(AddUser), nameof(AddUser.AccountType))]
    public string? AccountType =>
        Priv?.EndsWith(TypeSuffix, StringComparison.Ordinal) == false ? "" : Priv?.Substring(0, Priv.Length - TypeSuffix.Length);
}
