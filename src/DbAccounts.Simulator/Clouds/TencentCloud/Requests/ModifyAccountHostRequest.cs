using DbAccounts.Engines.Cloud.TencentCloud.Requests;
using DbAccounts.Rules;

namespace DbAccounts.Simulator.Clouds.TencentCloud.Requests;

/// <summary>Another host of an account.</summary>
internal sealed class ModifyAccountHostRequest : InstanceRequest
{
    [JudgedBy(typeof(ModifyAccountHost), nameof(ModifyAccountHost.User))]
    public string? User { get; set; }

    [JudgedBy(typeof(ModifyAccountHost), nameof(ModifyAccountHost.Host))]
    public string? Host { get; set; }

    [JudgedBy(typeof(ModifyAccountHost), nameof(ModifyAccountHost.NewHost))]
    public string? NewHost { get; set; }
}
