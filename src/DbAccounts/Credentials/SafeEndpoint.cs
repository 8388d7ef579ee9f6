using System;
using System.Net;
using DbAccounts.Errors;

namespace DbAccounts.Credentials;

/// <summary>Addresses that what is sent to them, credentials among it, shows to nobody else.</summary>
internal static class SafeEndpoint
{
    /// <summary>The address, which has to be https, or http on this machine.</summary>
    /// <exception cref="DbAccountsException">It is another one.</exception>
    public static Uri Require(Uri endpoint) =>
        endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && IsThisMachine(endpoint))
            ? endpoint
            : throw DbError.EndpointNotAllowed(endpoint.OriginalString);

    // Uri.IsLoopback also takes the name "loopback", which a name server may send anywhere.
    private static bool IsThisMachine(Uri endpoint) =>
        endpoint.Host == "localhost"
        || (IPAddress.TryParse(endpoint.Host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}
