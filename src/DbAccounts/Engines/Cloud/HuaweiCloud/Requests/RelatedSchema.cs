using System.Text.Json.Serialization;
using DbAccounts.Changes;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Cloud.HuaweiCloud.Requests;

/// <summary>A schema that an account is associated with.</summary>
internal sealed class RelatedSchema
{
    [JsonPropertyName("name"), DbParameter(nameof(CreateAccount.Database))]
    [Mandatory]
    public string? Name { get; set; }
}
