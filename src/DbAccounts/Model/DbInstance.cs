using System;
using System.Net;
using System.Text.RegularExpressions;
using DbAccounts.Errors;
using DbAccounts.Services;

namespace DbAccounts.Model;

/// <summary>A connected instance: where it is and how requests to it are signed. Immutable and safe for several threads.</summary>
/// <remarks>Connecting sends nothing; the first request shows whether the service accepts the credential.</remarks>
public sealed class DbInstance
{
    private static readonly Regex _region = new(@"\A[A-Za-z0-9-]*\z", RegexOptions.CultureInvariant);
    private static readonly Regex _header = new(@"\A[ -~]*\z", RegexOptions.CultureInvariant);

    private DbInstance(IDbAccountService service, DbInstanceOptions options, Uri? endpoint, bool isConnected)
    {
        IsConnected = isConnected;
        Client = service;
        Credential = options.Credential;
        Service = service.Info.Service;
        InstanceId = options.InstanceId;
        Region = options.Region;
        ProjectId = options.ProjectId;
        Endpoint = endpoint!;
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

    /// <summary>The public half of the key; null with a token alone.</summary>
    public string? KeyId => Credential.KeyId;

    /// <summary>False for what names an instance only, as one does that came from a file or another process.</summary>
    internal bool IsConnected { get; }

    /// <summary>Service and instance.</summary>
    internal DbInstanceName Key => new(Service, InstanceId);

    /// <summary>What requests are signed with.</summary>
    internal DbCredential Credential { get; }

    /// <summary>The service's client.</summary>
    internal IDbAccountService Client { get; }

    /// <summary>Checks that everything is given that the service needs.</summary>
    /// <exception cref="DbAccountsException">The service is unknown, something is missing, or the endpoint isn't allowed.</exception>
    public static DbInstance Connect(DbInstanceOptions options)
    {
        if (options is null)
        {
            throw new ArgumentNullException(nameof(options));
        }

        IDbAccountService service = ServiceCatalog.Get(options.Service);
        if (options.InstanceId.Length == 0)
        {
            throw DbError.ConnectionIncomplete(service.Info.Service, "the id of the instance (-InstanceId)");
        }

        if (options.Endpoint is { IsAbsoluteUri: false } relative)
        {
            throw DbError.EndpointNotAllowed(relative.OriginalString);
        }

        // The region becomes a part of an address, the rest of headers.
        Require("Region", options.Region, _region, "consists of letters, digits and -");
        Require("ProjectId", options.ProjectId, _header, "consists of printable ASCII characters");
        Require("The credential's user name", options.Credential.KeyId, _header, "consists of printable ASCII characters");
        options.Credential.Token?.Reveal(token => Require("Token", token, _header, "consists of printable ASCII characters"));
        Uri endpoint = service.ResolveEndpoint(options);
        if (endpoint.Scheme != Uri.UriSchemeHttps && !(endpoint.Scheme == Uri.UriSchemeHttp && IsThisMachine(endpoint)))
        {
            throw DbError.EndpointNotAllowed(endpoint.OriginalString);
        }

        return new DbInstance(service, options, endpoint, isConnected: true);
    }

    /// <summary>What names an instance and can't be used itself: it has no key. Nothing is required but service and id.</summary>
    /// <exception cref="DbAccountsException">The service is unknown.</exception>
    internal static DbInstance Named(DbInstanceOptions options) =>
        new(ServiceCatalog.Get(options.Service), options, options.Endpoint, isConnected: false);

    private static bool Require(string what, string? value, Regex form, string words) =>
        value is null || form.IsMatch(value) ? true : throw DbError.InvalidInput($"{what} {words}.");

    // Uri.IsLoopback also takes the name "loopback", which a name server may send anywhere.
    private static bool IsThisMachine(Uri endpoint) =>
        endpoint.Host == "localhost" || (IPAddress.TryParse(endpoint.Host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));

    /// <summary>The instance and its service, for messages.</summary>
    public override string ToString() => Key.ToString();
}
