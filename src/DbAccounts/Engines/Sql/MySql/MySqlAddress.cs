using System;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Sql.MySql;

/// <summary>Where a server is, as the id of an instance says it: <c>host</c>, <c>host:port</c>, <c>[address]:port</c>, or a socket's path.</summary>
/// <param name="Host">The host; null for a socket.</param>
/// <param name="Port">The port.</param>
/// <param name="Socket">The path; null for TCP.</param>
internal sealed record MySqlAddress(string? Host, int Port, string? Socket)
{
    /// <summary>The port where none is named.</summary>
    public const int DefaultPort = 3306;

    private static readonly Regex _host = new(
        @"\A(?:\[(?<v6>[0-9A-Fa-f:.]+(?:%[A-Za-z0-9]+)?)\]|(?<host>[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_.])?))(?::(?<port>[0-9]{1,5}))?\z",
        RegexOptions.CultureInvariant);

    /// <summary>True where nobody stands between.</summary>
    // Uri.IsLoopback also takes the name "loopback", which a name server may send anywhere.
    public bool IsLocal => Socket is not null || Host is "localhost"
        || (IPAddress.TryParse(Host, out IPAddress? address) && IPAddress.IsLoopback(address));

    /// <summary>The address, as an instance shows it.</summary>
    public Uri Uri => Socket is not null ? new Uri("unix://" + Socket)
        : new Uri(string.Format(CultureInfo.InvariantCulture, Host!.IndexOf(':') >= 0 ? "mysql://[{0}]:{1}" : "mysql://{0}:{1}", Host, Port));

    /// <summary>Reads the id of an instance.</summary>
    /// <exception cref="DbAccountsException">It is none of these.</exception>
    public static MySqlAddress Read(string instanceId)
    {
        if (instanceId.StartsWith("/", StringComparison.Ordinal))
        {
            return new MySqlAddress(null, 0, instanceId);
        }

        if (IPAddress.TryParse(instanceId, out _) && instanceId.IndexOf(':') >= 0 && instanceId[0] != '[')
        {
            throw DbError.InvalidInput(Messages.SqlAddressBrackets.With(instanceId), BracketAdvice(instanceId));
        }

        Match match = _host.Match(instanceId);
        int port = DefaultPort;
        if (!match.Success
            || (match.Groups["port"] is { Success: true } number
                && ((port = int.Parse(number.Value, CultureInfo.InvariantCulture)) is < 1 or > 65535)))
        {
            throw DbError.InvalidInput(
                Messages.SqlAddressForm.With(AddressLogin.Masked(instanceId)), Messages.SqlAddressFormAdvice);
        }

        return new MySqlAddress(match.Groups["v6"] is { Success: true } v6 ? v6.Value : match.Groups["host"].Value, port, null);
    }

    // The last part may be meant as a port.
    private static string BracketAdvice(string address)
    {
        int colon = address.LastIndexOf(':');
        string before = address.Substring(0, colon);
        before = before.EndsWith(":", StringComparison.Ordinal) && !before.EndsWith("::", StringComparison.Ordinal) ? before + ":" : before;
        return int.TryParse(address.Substring(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port > 999
            && IPAddress.TryParse(before, out _)
                ? Messages.SqlAddressBracketsPortAdvice.With(before, port, address)
                : Messages.SqlAddressBracketsAdvice.With(address, DefaultPort);
    }

    /// <summary>What the driver connects to.</summary>
    /// <param name="sslMode">How it is protected.</param>
    /// <param name="sslCa">The file of the certificates that are trusted.</param>
    /// <param name="timeout">How long connecting may take.</param>
    public SqlAddress ToSql(DbSslMode? sslMode, string? sslCa, TimeSpan timeout) =>
        new(Host, Port, Socket, sslMode ?? DefaultSslMode, sslCa, timeout) { IsLocal = IsLocal };

    /// <summary>How the way is protected where nobody says it.</summary>
    public DbSslMode DefaultSslMode => Socket is not null ? DbSslMode.None : IsLocal ? DbSslMode.Preferred : DbSslMode.Required;
}
