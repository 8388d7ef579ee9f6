using System.Text.Json.Serialization;

namespace DbAccounts.Engines.Cloud.TencentCloud.Requests;

/// <summary>What every request to change accounts says first.</summary>
internal abstract class TencentRequest
{
    [JsonPropertyOrder(-1)]
    public string? InstanceId { get; set; }
}
