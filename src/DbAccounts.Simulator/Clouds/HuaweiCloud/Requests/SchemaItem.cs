using System.Text.Json.Serialization;
using DbAccounts.Engines.Cloud.HuaweiCloud.Requests;
using DbAccounts.Rules;

namespace DbAccounts.Simulator.Clouds.HuaweiCloud.Requests;

/// <summary>A schema in a request.</summary>
internal sealed class SchemaItem
{
    [JsonPropertyName("name"), JudgedBy(typeof(RelatedSchema), nameof(RelatedSchema.Name))]
    public string? Name { get; set; }
}
