using DbAccounts.Model;

namespace DbAccounts.Credentials;

/// <summary>What a place holds of a connection; null for what it does not hold.</summary>
internal sealed record FoundSettings
{
    /// <summary>The credential.</summary>
    public DbCredential? Credential { get; init; }

    /// <summary>The domain of an IAM user: then the credential is that user's name and password.</summary>
    public string? IamDomain { get; init; }

    /// <summary>The region, on QingCloud the zone.</summary>
    public string? Region { get; init; }

    /// <summary>The project.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Another address of the service, for the credential of the same place.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The instance, where the place names one.</summary>
    public string? InstanceId { get; init; }

    /// <summary>How the connection to a SQL server is protected.</summary>
    public DbSslMode? SslMode { get; init; }

    /// <summary>The file of the certificates that are trusted.</summary>
    public string? SslCa { get; init; }

    /// <summary>Another address of IAM.</summary>
    public string? IamEndpoint { get; init; }

    /// <summary>What is missing where one half of a credential is there, in words.</summary>
    public string? Lacks { get; init; }
}
