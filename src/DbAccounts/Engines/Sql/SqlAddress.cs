using System;
using DbAccounts.Model;

namespace DbAccounts.Engines.Sql;

/// <summary>Where a server is, and how the way there is protected.</summary>
/// <param name="Host">The host's name or address; null for a socket.</param>
/// <param name="Port">The port; 0 for a socket.</param>
/// <param name="Socket">The path of a socket; null for TCP.</param>
/// <param name="SslMode">Whether TLS is used, and what is checked.</param>
/// <param name="SslCa">The file of the certificates that are trusted; null for those of the system.</param>
/// <param name="ConnectTimeout">How long connecting may take.</param>
internal sealed record SqlAddress(string? Host, int Port, string? Socket, DbSslMode SslMode, string? SslCa, TimeSpan ConnectTimeout)
{
    /// <summary>True where nobody stands between.</summary>
    public bool IsLocal { get; init; }
}
