using DbAccounts.Engines;
using DbAccounts.Model;
using DbAccounts.Simulator;

namespace DbAccounts.Chaos;

/// <summary>Instances of a simulator, connected.</summary>
internal static class Connected
{
    /// <summary>A connection of its own to what a simulator offers.</summary>
    public static DbInstance To(DbSimulatorInstance service) => DbInstance.Connect(new DbInstanceOptions
    {
        Service = service.Service,
        InstanceId = service.InstanceId,
        Region = service.Region,
        ProjectId = service.ProjectId,
        Credential = service.Credential,
        Endpoint = service.Endpoint,
    });
}
