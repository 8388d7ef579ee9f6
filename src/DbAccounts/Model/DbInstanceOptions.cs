using System;

namespace DbAccounts.Model;

/// <summary>What it takes to connect an instance.</summary>
public sealed record DbInstanceOptions
{
    /// <summary>The service, one of the names of <c>Get-DbService</c>.</summary>
    public string Service { get; init; } = "";

    /// <summary>The instance (Tencent Cloud, Huawei Cloud) or cluster (QingCloud).</summary>
    public string InstanceId { get; init; } = "";

    /// <summary>The region; on QingCloud the zone.</summary>
    public string? Region { get; init; }

    /// <summary>Huawei Cloud: the project of the region.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Another address than the service's public one: https, or http on a loopback address.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>What requests are signed with.</summary>
    public DbCredential Credential { get; init; } = new(null, null);
}
