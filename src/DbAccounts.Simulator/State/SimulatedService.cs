using System.Collections.Generic;

namespace DbAccounts.Simulator.State;

/// <summary>An instance of a service as the simulator offers it; ids and keys are the examples of the vendors' documents.</summary>
internal sealed record SimulatedService(
    string Name, string InstanceId, string Region, string? ProjectId, string KeyId, string SecretKey, bool HostIsIdentity)
{
    private const string QingCloudKeyId = "QYACCESSKEYIDEXAMPLE";
    private const string QingCloudSecret = "SECRETACCESSKEY";

    public static SimulatedService MySqlPlus { get; } =
        new("MySqlPlus", "cl-ouhutv70", "sh1a", null, QingCloudKeyId, QingCloudSecret, HostIsIdentity: true);

    public static SimulatedService MySqlPlusAnalysis { get; } =
        new("MySqlPlusAnalysis", "cl-ouhutv70", "sh1a", null, QingCloudKeyId, QingCloudSecret, HostIsIdentity: false);

    public static SimulatedService ChronusDB { get; } =
        new("ChronusDB", "cl-yxgxofd3", "pek3", null, QingCloudKeyId, QingCloudSecret, HostIsIdentity: false);

    public static SimulatedService Ddm { get; } = new(
        "Ddm", "61a4ea66210545909d74a05c27a7179ein09", "cn-north-4", "619d3e78f61b4be68bc5aa0b59edcf7b",
        "QTWAOYTTINDUT2QVKYUC", "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc", HostIsIdentity: false);

    public static SimulatedService TencentMySql { get; } = new(
        "TencentMySql", "cdb-f35wr6wj", "ap-guangzhou", null,
        "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", HostIsIdentity: true);

    public static IReadOnlyList<SimulatedService> All { get; } = [MySqlPlus, MySqlPlusAnalysis, ChronusDB, Ddm, TencentMySql];
}
