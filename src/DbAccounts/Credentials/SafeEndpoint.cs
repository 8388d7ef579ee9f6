using System;
using System.Net;
using DbAccounts.Errors;
using DbAccounts.Model;

namespace DbAccounts.Credentials;

/// <summary>Addresses that what is sent to them, credentials among it, shows to nobody else.</summary>
internal static class SafeEndpoint
{
    /// <summary>The address that a text is.</summary>
    /// <exception cref="DbAccountsException">It is none, or holds a login.</exception>
    public static Uri Read(string text) =>
        AddressLogin.IsIn(text) ? throw DbError.EndpointWithLogin()
        : Uri.TryCreate(text, UriKind.Absolute, out Uri? address) ? address
        : throw DbError.EndpointNotAllowed(text);

    /// <summary>The address, which has to be whole, and to hold no login: whoever sees the address would see that.</summary>
    /// <exception cref="DbAccountsException">It is another one.</exception>
    public static Uri WithoutLogin(Uri endpoint) =>
        AddressLogin.IsIn(endpoint.OriginalString) ? throw DbError.EndpointWithLogin()
        : endpoint.IsAbsoluteUri ? endpoint
        : throw DbError.EndpointNotAllowed(endpoint.OriginalString);

    /// <summary>The address, which has to be https, or http on this machine.</summary>
    /// <exception cref="DbAccountsException">It is another one.</exception>
    public static Uri Require(Uri endpoint) =>
        WithoutLogin(endpoint).Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && IsThisMachine(endpoint))
            ? endpoint
            : throw DbError.EndpointNotAllowed(endpoint.OriginalString);

    // Uri.IsLoopback also takes the name "loopback", which a name server may send anywhere.
    private static bool IsThisMachine(Uri endpoint) =>
        endpoint.Host == "localhost"
        || (IPAddress.TryParse(endpoint.Host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}
