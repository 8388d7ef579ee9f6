using System;

namespace DbAccounts.Model;

/// <summary>What it takes to connect an instance.</summary>
public sealed record DbInstanceOptions
{
    /// <summary>The service, one of the names of <c>Get-DbService</c>.</summary>
    public string Service { get; init; } = "";

    /// <summary>
    /// The instance (Tencent Cloud, Huawei Cloud) or cluster (QingCloud); of a SQL server <c>host</c>, <c>host:port</c>, an IPv6 address in
    /// brackets, or the path of a socket.
    /// </summary>
    public string InstanceId { get; init; } = "";

    /// <summary>The region; on QingCloud the zone. Null looks where the vendor's own tools keep it.</summary>
    public string? Region { get; init; }

    /// <summary>Huawei Cloud: the project of the region. Null looks where the vendor's own tools keep it.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Another address than the service's public one: https, or http on a loopback address.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>
    /// What requests are signed with. Empty and without a <see cref="SecretName"/> looks where the vendor's own tools keep it.
    /// </summary>
    public DbCredential Credential { get; init; } = DbCredential.None;

    /// <summary>
    /// The name of a secret in place of a credential; <c>CallContext.ResolveSecret</c> is asked when it is first needed.
    /// </summary>
    public string? SecretName { get; init; }

    /// <summary>The vault of the secret; null for the one that is asked by default.</summary>
    public string? Vault { get; init; }

    /// <summary>Huawei Cloud: the account that an IAM user belongs to. Then the credential is that user's name and password.</summary>
    public string? IamDomain { get; init; }

    /// <summary>
    /// SQL servers: whether TLS is used, and what is checked. Null is <see cref="DbSslMode.Required"/>, and on this machine
    /// <see cref="DbSslMode.Preferred"/>.
    /// </summary>
    public DbSslMode? SslMode { get; init; }

    /// <summary>SQL servers: a file with the certificates of the authorities that are trusted; null for those of the system.</summary>
    public string? SslCa { get; init; }

    /// <summary>Huawei Cloud: another address of IAM than the one beside the endpoint.</summary>
    public Uri? IamEndpoint { get; init; }
}
