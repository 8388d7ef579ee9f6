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
    /// <param name="warning">Takes what is passed over, in words.</param>
    /// <exception cref="DbAccountsException">A value can't be.</exception>
    internal DbProfile Checked(Action<string>? warning = null)
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

        IDbEngine service = ServiceCatalog.Get(Service);
        DbInstanceOptions used = ConnectionSettings.Checked(service, Options(), warning);
        if (InstanceId is not null)
        {
            service.Settle(used);
        }

        return this with
        {
            Service = used.Service,
            Region = used.Region,
            ProjectId = used.ProjectId,
            Endpoint = Endpoint is null || IsPublic(Endpoint, service) ? null : SafeEndpoint.Require(Endpoint),
        };
    }

    // A connected instance always names its address: the public one follows from the region and need not be kept.
    private bool IsPublic(Uri endpoint, IDbEngine service)
    {
        try
        {
            DbInstanceOptions known = Options() with { Endpoint = null };
            return service.Lacks(known).All(one => one.Parameter == nameof(InstanceId)) && endpoint == service.ResolveEndpoint(known);
        }
        catch (DbAccountsException)
        {
            return false;
        }
    }
}
