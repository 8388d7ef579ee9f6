using System;
using DbAccounts.Model;
using DbAccounts.Simulator.State;

namespace DbAccounts.Simulator;

/// <summary>An instance that a simulator offers, with all that it takes to connect to it.</summary>
/// <param name="Service">The service, one of the names of <c>Get-DbService</c>.</param>
/// <param name="InstanceId">The instance (Tencent Cloud, Huawei Cloud) or cluster (QingCloud).</param>
/// <param name="Region">The region; on QingCloud the zone.</param>
/// <param name="ProjectId">Huawei Cloud: the project.</param>
/// <param name="Credential">The key that requests are signed with: the example of the vendor's documents.</param>
/// <param name="Endpoint">The simulator's address.</param>
public sealed record DbSimulatorInstance(
    string Service, string InstanceId, string? Region, string? ProjectId, DbCredential Credential, Uri Endpoint)
{
    internal static DbSimulatorInstance Of(SimulatedService service, Uri endpoint) => new(
        service.Name,
        service.InstanceId,
        service.Region,
        service.ProjectId,
        new DbCredential(service.KeyId, Secret.From(service.SecretKey)),
        endpoint);
}
