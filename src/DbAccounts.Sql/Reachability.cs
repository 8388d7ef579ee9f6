using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Engines.Sql;
using DbAccounts.Texts;

namespace DbAccounts.Sql;

/// <summary>Why a server was not reached: the driver says of each cause that it can't connect.</summary>
internal static class Reachability
{
    /// <summary>Looks why.</summary>
    /// <param name="address">Where the server should be.</param>
    /// <param name="failure">What the driver said; it stands where nothing else is found.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<SqlFailure> ExplainAsync(SqlAddress address, SqlFailure failure, CancellationToken cancellation)
    {
        if (address.Socket is { } socket)
        {
            return File.Exists(socket) ? failure : new SqlFailure(SqlFailureKind.NotThere, 0, null, Messages.SqlNoSocket.With(socket), failure);
        }

        IPAddress[] found;
        try
        {
#pragma warning disable CA2016 // .NET Framework's takes no token.
            found = await Dns.GetHostAddressesAsync(address.Host!).ConfigureAwait(false);
#pragma warning restore CA2016
        }
        catch (SocketException e)
        {
            return new SqlFailure(SqlFailureKind.NotThere, 0, null, Messages.SqlNoHost.With(address.Host), e);
        }

        cancellation.ThrowIfCancellationRequested();
        SocketException?[] causes = await Task.WhenAll(found.Select(one => TryAsync(one, address.Port))).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return causes.Length == 0 || Array.IndexOf(causes, null) >= 0 ? failure
            : new SqlFailure(
                SqlFailureKind.NotReached,
                0,
                null,
                causes.All(cause => cause!.SocketErrorCode == SocketError.ConnectionRefused)
                    ? Messages.SqlNobodyListens.With(address.Host, address.Port) : causes[0]!.Message,
                causes[0]);
    }

    // Null where there is somebody, or no answer for a moment: then the driver's own words are as good.
    private static async Task<SocketException?> TryAsync(IPAddress host, int port)
    {
        using var socket = new Socket(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            Task connecting = socket.ConnectAsync(host, port);
            Task ended = await Task.WhenAny(connecting, Task.Delay(TimeSpan.FromSeconds(1))).ConfigureAwait(false);
            if (ended == connecting)
            {
                await connecting.ConfigureAwait(false);
            }

            return null;
        }
        catch (SocketException e)
        {
            return e;
        }
    }
}
