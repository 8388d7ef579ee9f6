using System;
using System.Collections.Generic;
using DbAccounts.Credentials;
using DbAccounts.Errors;
using DbAccounts.Model;

namespace DbAccounts.Engines;

/// <summary>A connected instance: where it is, and where the credential comes from. Safe for several threads.</summary>
/// <remarks>Connecting sends nothing; the first request shows whether the service accepts the credential.</remarks>
public sealed class DbInstance
{
    private DbInstance(IDbEngine service, DbInstanceOptions options, CredentialSource source, Uri? endpoint)
    {
        Client = service;
        Source = source;
        Service = service.Info.Service;
        InstanceId = options.InstanceId;
        Region = options.Region;
        ProjectId = options.ProjectId;
        Endpoint = endpoint!;
        SecretName = options.SecretName;
        Vault = options.Vault;
        IamDomain = options.IamDomain;
        SslMode = options.SslMode;
        SslCa = options.SslCa;
        Key = new DbInstanceName(Service, InstanceId, endpoint is null ? null : DbInstanceName.EndpointText(endpoint));
        Connection = new DbConnectionName(Key, Region, ProjectId, source.Name, SslMode, SslCa);
        Address = new InstanceAddress(Key, Endpoint, Region, ProjectId);
    }

    /// <summary>The service, one of the names of <c>Get-DbService</c>.</summary>
    public string Service { get; }

    /// <summary>The instance or cluster.</summary>
    public string InstanceId { get; }

    /// <summary>The region; on QingCloud the zone.</summary>
    public string? Region { get; }

    /// <summary>Huawei Cloud: the project.</summary>
    public string? ProjectId { get; }

    /// <summary>The address that requests go to.</summary>
    public Uri Endpoint { get; }

    /// <summary>The public half of the key; null with a token alone, and before a secret is first needed.</summary>
    public string? KeyId => Source.Known?.KeyId;

    /// <summary>Where the credential comes from, in words; nothing of its content.</summary>
    public string CredentialSource => Source.Description;

    /// <summary>The name of the secret that is the credential; null for any other source.</summary>
    public string? SecretName { get; }

    /// <summary>The vault of the secret; null for the one that is asked by default.</summary>
    public string? Vault { get; }

    /// <summary>Huawei Cloud: the name of the account whose IAM user the credential is of; null for a key or token.</summary>
    public string? IamDomain { get; }

    /// <summary>SQL servers: how the connection is protected; null for a service that is spoken to over https.</summary>
    public DbSslMode? SslMode { get; }

    /// <summary>SQL servers: the file of the certificates that are trusted; null for those of the system.</summary>
    public string? SslCa { get; }

    /// <summary>False for what names an instance only, as one does that came from a file or another process.</summary>
    internal bool IsConnected => Source is not AbsentCredential;

    /// <summary>Service, instance and address.</summary>
    internal DbInstanceName Key { get; }

    /// <summary>Where requests go.</summary>
    internal InstanceAddress Address { get; }

    /// <summary>What tells this connection from others, those of the same instance too.</summary>
    internal DbConnectionName Connection { get; }

    /// <summary>What is asked for the credential before each attempt to send.</summary>
    internal CredentialSource Source { get; }

    /// <summary>The service's client.</summary>
    internal IDbEngine Client { get; }

    /// <summary>
    /// Checks that everything is there that the service needs; what is not given is looked for where the vendor's tools keep it.
    /// </summary>
    /// <exception cref="DbAccountsException">The service is unknown, something is missing, or the endpoint isn't allowed.</exception>
    public static DbInstance Connect(DbInstanceOptions options) => Connect(options, HostEnvironment.Process);

    /// <summary>The same, with what is not given looked for in an environment of its own.</summary>
    internal static DbInstance Connect(DbInstanceOptions options, HostEnvironment environment)
    {
        if (options is null)
        {
            throw new ArgumentNullException(nameof(options));
        }

        IDbEngine service = ServiceCatalog.Get(options.Service);
        (DbInstanceOptions complete, CredentialSource source) = CredentialLookup.Complete(
            service.Credentials, ConnectionSettings.Checked(service, options, environment.Warning), environment, service.Lacks);
        complete = service.Settle(complete);
        ConnectionSettings.Require(service.Info, complete);
        return new DbInstance(service, complete, source, service.ResolveEndpoint(complete));
    }

    /// <summary>What names an instance and can't be used itself: it has no key. Nothing is required but service and id.</summary>
    /// <param name="options">What is known of it; of the credential that is the public half of the key.</param>
    /// <param name="credentialSource">Where the credential came from, where it was connected; null where that isn't known.</param>
    /// <exception cref="DbAccountsException">The service is unknown.</exception>
    internal static DbInstance Named(DbInstanceOptions options, string? credentialSource) =>
        new(
            ServiceCatalog.Get(options.Service),
            options,
            new AbsentCredential(credentialSource, options),
            options.Endpoint);

    /// <summary>What it takes to connect it, but for a credential that was given.</summary>
    internal DbInstanceOptions ToOptions() => new()
    {
        Service = Service,
        InstanceId = InstanceId,
        Region = Region,
        ProjectId = ProjectId,
        Endpoint = Endpoint,
        SecretName = SecretName,
        Vault = Vault,
        IamDomain = IamDomain,
        SslMode = SslMode,
        SslCa = SslCa,
    };

    /// <summary>A job of the instance of which nothing else is known.</summary>
    internal DbJob NewJob() => new()
    {
        Service = Service,
        InstanceId = InstanceId,
        Region = Region,
        Endpoint = Key.Endpoint,
        Connection = Connection,
    };

    /// <summary>An account of the instance of which nothing else is known.</summary>
    /// <param name="name">The account's name.</param>
    internal DbAccount NewAccount(string name) => new()
    {
        Service = Service,
        InstanceId = InstanceId,
        Endpoint = Key.Endpoint,
        Connection = Connection,
        Name = name,
    };

    /// <summary>Privileges that an account of the instance holds, as objects of the model.</summary>
    /// <param name="held">The privileges.</param>
    /// <param name="account">The account, as <c>name</c> or <c>name@host</c>.</param>
    public IReadOnlyList<DbPrivilege> PrivilegesOf(string account, DbPrivilegeSet held) => held.ToPrivileges(new DbPrivilege
    {
        Service = Service,
        InstanceId = InstanceId,
        Endpoint = Key.Endpoint,
        Connection = Connection,
        Account = account,
    });

    /// <summary>The instance and its service, for messages.</summary>
    public override string ToString() => Key.ToString();
}
