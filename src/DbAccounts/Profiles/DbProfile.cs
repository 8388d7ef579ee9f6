using System;
using System.Linq;
using DbAccounts.Credentials;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Profiles;

/// <summary>A connection under a name. It holds everything but the secret, of which it holds the name at most.</summary>
public sealed record DbProfile
{
    private const int LongestName = 128;
    private static readonly char[] _wildcards = ['*', '?', '[', ']', '`'];

    /// <summary>The name; case does not matter.</summary>
    public string Name { get; set; } = "";

    /// <summary>The service, one of the names of <c>Get-DbService</c>.</summary>
    public string Service { get; set; } = "";

    /// <summary>The instance; on QingCloud the cluster.</summary>
    public string? InstanceId { get; set; }

    /// <summary>The region; on QingCloud the zone.</summary>
    public string? Region { get; set; }

    /// <summary>Huawei Cloud: the project.</summary>
    public string? ProjectId { get; set; }

    /// <summary>Another address than the service's public one.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The name of the secret that is the credential; null looks where the vendor's own tools keep it.</summary>
    public string? SecretName { get; set; }

    /// <summary>The vault of the secret; null for the one that is asked by default.</summary>
    public string? Vault { get; set; }

    /// <summary>Huawei Cloud: the name of the account whose IAM user the credential is of.</summary>
    public string? IamDomain { get; set; }

    /// <summary>SQL servers: how the connection is protected.</summary>
    public DbSslMode? SslMode { get; set; }

    /// <summary>SQL servers: the file of the certificates that are trusted.</summary>
    public string? SslCa { get; set; }

    /// <summary>The name and what it stands for.</summary>
    public override string ToString() => $"{Name}: {InstanceId} ({Service})";

    /// <summary>What connects it.</summary>
    internal DbInstanceOptions Options() => new()
    {
        Service = Service,
        InstanceId = InstanceId ?? "",
        Region = Region,
        ProjectId = ProjectId,
        Endpoint = Endpoint,
        SecretName = SecretName,
        Vault = Vault,
        SslMode = SslMode,
        SslCa = SslCa,
        IamDomain = IamDomain,
    };

    /// <summary>Judges what can be judged without connecting.</summary>
    /// <exception cref="DbAccountsException">A value can't be.</exception>
    internal DbProfile Checked()
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > LongestName || Name.IndexOfAny(_wildcards) >= 0 || Name.Any(char.IsControl))
        {
            throw DbError.InvalidInput(Messages.ProfileNameForm.With(LongestName), Messages.ProfileNameFormAdvice);
        }

        if (Service.Length == 0)
        {
            throw DbError.InvalidInput(Messages.ProfileWithoutService.With(Name), Messages.ProfileWithoutServiceAdvice);
        }

        if (SecretName is null && Vault is not null)
        {
            throw DbError.InvalidInput(Messages.ProfileVaultWithoutSecret.With(Name), Messages.ProfileVaultWithoutSecretAdvice);
        }

        if (Endpoint is { IsAbsoluteUri: false })
        {
            throw DbError.EndpointNotAllowed(Endpoint.OriginalString);
        }

        // Whoever reads the file reads a password that stands in an address.
        if (Endpoint is { UserInfo.Length: > 0 })
        {
            throw DbError.InvalidInput(Messages.ProfileEndpointSecret.With(Name), Messages.ProfileEndpointSecretAdvice);
        }

        IDbEngine service = ServiceCatalog.Get(Service);
        return this with
        {
            Service = service.Info.Service,
            Endpoint = Endpoint is null || IsPublic(Endpoint, service) ? null : SafeEndpoint.Require(Endpoint),
        };
    }

    // A connected instance always names its address: the public one follows from the region and need not be kept.
    private bool IsPublic(Uri endpoint, IDbEngine service)
    {
        try
        {
            return endpoint == service.ResolveEndpoint(new DbInstanceOptions { Region = Region, ProjectId = ProjectId });
        }
        catch (DbAccountsException)
        {
            return false;
        }
    }
}
