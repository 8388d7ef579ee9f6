using DbAccounts.Engines;
using DbAccounts.Model;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Makes jobs from what is known of them.</summary>
internal static class JobFactory
{
    /// <summary>A job of which only the id is known.</summary>
    public static DbJob Unknown(string id, DbInstance instance) => new()
    {
        Id = id,
        Service = instance.Service,
        InstanceId = instance.InstanceId,
        Region = instance.Region,
        Endpoint = instance.Key.Endpoint,
        Connection = instance.Connection,
    };
}
