using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;

namespace DbAccounts.Model;

/// <summary>
/// Hosts of accounts as MySQL and MariaDB compare them: <c>%</c> is any text, <c>_</c> any character, <c>10.1.0.0/255.255.0.0</c> and
/// <c>10.1.0.0/16</c> are networks, and letters have no case.
/// </summary>
internal static class HostPattern
{
    /// <summary>True where every host counts; an empty one in a table of grants means the same.</summary>
    public static bool IsAnywhere(string host) => host.All(c => c == '%');

    /// <summary>True when a client that one host is of is of this one too, whichever client that is.</summary>
    public static bool Covers(string host, string other)
    {
        if (IsAnywhere(host) || string.Equals(host, other, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (IsAnywhere(other))
        {
            return false;
        }

        return Network(host, isAddressOne: false) is { } network
            ? Network(other, isAddressOne: true) is { } part && (part.Mask & network.Mask) == network.Mask
                && (part.Address & network.Mask) == network.Address
            : DatabasePattern.Covers(host.ToUpperInvariant(), Wider(other).ToUpperInvariant());
    }

    // A network as a pattern that matches all of its addresses.
    private static string Wider(string host)
    {
        if (Network(host, isAddressOne: false) is not { } network)
        {
            return host;
        }

        int whole = Enumerable.Range(0, 4).TakeWhile(i => (byte)(network.Mask >> (24 - (8 * i))) == 255).Count();
        string octets = string.Join(".", Enumerable.Range(0, whole).Select(i =>
            ((byte)(network.Address >> (24 - (8 * i)))).ToString(CultureInfo.InvariantCulture)));
        return whole == 4 ? octets : whole == 0 ? "%" : octets + ".%";
    }

    private static (uint Address, uint Mask)? Network(string host, bool isAddressOne)
    {
        int slash = host.IndexOf('/');
        if (slash < 0)
        {
            return isAddressOne && Address(host) is { } one ? (one, uint.MaxValue) : null;
        }

        string mask = host.Substring(slash + 1);
        return Address(host.Substring(0, slash)) is not { } address ? null
            : Address(mask) is { } dotted ? (address & dotted, dotted)
            : int.TryParse(mask, NumberStyles.None, CultureInfo.InvariantCulture, out int bits) && bits <= 32
                ? (address & Bits(bits), Bits(bits))
            : null;
    }

    private static uint Bits(int bits) => bits == 0 ? 0 : uint.MaxValue << (32 - bits);

    private static uint? Address(string text) =>
        text.Count(c => c == '.') == 3 && IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetwork
            ? address.GetAddressBytes().Aggregate(0u, (all, one) => (all << 8) | one)
            : null;
}
