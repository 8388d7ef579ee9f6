using System;

namespace DbAccounts.Model;

/// <summary>Where the requests for an instance go, and what of the instance is a part of them.</summary>
/// <param name="Key">The instance.</param>
/// <param name="Endpoint">The address of the service.</param>
/// <param name="Region">The region; on QingCloud the zone.</param>
/// <param name="ProjectId">Huawei Cloud: the project.</param>
internal sealed record InstanceAddress(DbInstanceName Key, Uri Endpoint, string? Region, string? ProjectId)
{
    /// <summary>The instance and its service, for messages.</summary>
    public override string ToString() => Key.ToString();
}
