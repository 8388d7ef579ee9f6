using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using DbAccounts.Texts;

namespace DbAccounts.Rules;

/// <summary>
/// Which hosts can match anybody: an address, a network, a name, and where hosts are MySQL's a pattern. What can't is a slip of the pen, and
/// an account that nobody can use; so it is found before it is created.
/// </summary>
/// <remarks>MySQL compares text, so that what is written otherwise than the server writes it (010.0.0.1) matches nothing.</remarks>
internal sealed class HostForm
{
    private const int MostRepairs = 6;
    private static readonly char[] _separators = [';', ',', '|', ' ', '\t', '\r', '\n'];
    private static readonly Regex _number = new(@"\A[0-9]+\z", RegexOptions.CultureInvariant);
    private static readonly Regex _label = new(@"\A[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?\z", RegexOptions.CultureInvariant);
    private static readonly Regex _wild = new(@"\A[A-Za-z0-9_%-]+\z", RegexOptions.CultureInvariant);
    private static readonly Regex _address6 = new(@"\A[0-9A-Fa-f:.%_]+\z", RegexOptions.CultureInvariant);
    private static readonly Regex _url = new(@"\A[A-Za-z][A-Za-z0-9+.-]*://(?<host>[^/]*)", RegexOptions.CultureInvariant);
    private static readonly Regex _bracketed = new(@"\A\[(?<host>[^\]]+)\](?::[0-9]*)?\z", RegexOptions.CultureInvariant);

    // Words that nobody has as the name of a host.
    private static readonly string[] _everywhere = ["all", "any", "anywhere", "everywhere"];
    private static readonly string[] _nothing = ["null", "none", "nil", @"\N", "n/a"];

    private readonly bool _hasPatterns;

    private HostForm(bool hasPatterns) => _hasPatterns = hasPatterns;

    /// <summary>Hosts as MySQL has them, in which % and _ match.</summary>
    public static HostForm Patterns { get; } = new(true);

    /// <summary>Hosts as ClickHouse has them: networks, and no patterns.</summary>
    public static HostForm Networks { get; } = new(false);

    /// <summary>What a host must be, in words that follow the parameter's name.</summary>
    public string Words => _hasPatterns ? Messages.HostForms : Messages.HostNetworkForms;

    /// <summary>What is wrong with a host, and what was probably meant, in a sentence without its period; null for one that can match.</summary>
    /// <param name="parameter">The parameter that it was given to.</param>
    /// <param name="host">The host.</param>
    public string? Told(string parameter, string host)
    {
        if (Wrong(host) is not { } fault)
        {
            return null;
        }

        string? meant = fault.Meant;
        for (int i = 0; i < MostRepairs && Remaining(meant) is { } next; i++)
        {
            meant = next.Meant;
        }

        return meant is null || Remaining(meant) is not null
            ? Messages.HostWrong.With(parameter, host.Short(), fault.Why)
            : Messages.HostMeant.With(parameter, host.Short(), fault.Why, meant);
    }

    /// <summary>A network of IPv4 that is written with the number of its bits, with its mask; null for anything else.</summary>
    public static string? WithMask(string host) =>
        host.Split('/') is [var address, var number] && _number.IsMatch(number)
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int bits) && bits <= 32
            ? address + "/" + new IPAddress(MaskOf(bits, 4)) : null;

    // Several are meant only where each can match.
    private (string Why, string? Meant)? Remaining(string? meant) =>
        meant is null || meant.IndexOf(';') >= 0 ? null : Wrong(meant);

    // What is wrong, and the text without that fault, in which there may be another.
    private (string Why, string? Meant)? Wrong(string host)
    {
        if (_url.Match(host) is { Success: true } url)
        {
            return (Messages.HostNoUrl, url.Groups["host"].Value);
        }

        string[] several = host.Split(_separators, StringSplitOptions.RemoveEmptyEntries);
        if (several.Length != 1 || several[0] != host)
        {
            return (Messages.HostSeveral, several.Length > 0 && several.All(one => Wrong(one) is null) ? string.Join(";", several) : null);
        }

        if (_bracketed.Match(host) is { Success: true } bracketed)
        {
            return (Messages.HostBrackets, bracketed.Groups["host"].Value);
        }

        if (_everywhere.Contains(host, StringComparer.OrdinalIgnoreCase))
        {
            return (_hasPatterns ? Messages.HostEverywhere : Messages.HostEverywhereNetwork, _hasPatterns ? "%" : "::/0");
        }

        if (_nothing.Contains(host, StringComparer.OrdinalIgnoreCase))
        {
            return (Messages.HostPlaceholder, null);
        }

        int colon = host.IndexOf(':');
        if (colon > 0 && colon == host.LastIndexOf(':') && host.IndexOf('/') < 0)
        {
            return (Messages.HostNoPort, host.Substring(0, colon));
        }

        if (host.IndexOfAny(['*', '?']) >= 0)
        {
            return (_hasPatterns ? Messages.HostStar : Messages.HostNoPattern, host.Replace('*', '%').Replace('?', '_'));
        }

        if (!_hasPatterns && host.IndexOf('%') >= 0)
        {
            return (Messages.HostNoPattern, NetworkOf(host));
        }

        return host.IndexOf('/') >= 0 ? WrongNetwork(host)
            : colon >= 0 ? WrongAddress6(host)
            : WrongAddressOrName(host);
    }

    private static readonly Regex _range = new(@"\A[0-9.]+\s*-\s*[0-9.]+\z", RegexOptions.CultureInvariant);

    private (string Why, string? Meant)? WrongNetwork(string host)
    {
        string[] parts = host.Split('/');
        string[] octets = parts[0].Split('.');
        if (octets.Length < 4 && parts[0].IndexOf(':') < 0 && octets.All(label => _number.IsMatch(label)))
        {
            return (Messages.HostFourParts, string.Join(".", octets.Concat(Enumerable.Repeat("0", 4 - octets.Length))) + host.Substring(parts[0].Length));
        }

        if (parts.Length != 2 || !IPAddress.TryParse(parts[0], out IPAddress? address))
        {
            return (Messages.HostNetwork, null);
        }

        bool isFour = address.AddressFamily == AddressFamily.InterNetwork;
        byte[] bytes = address.GetAddressBytes();
        byte[]? mask = _number.IsMatch(parts[1])
            ? int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int bits) && bits <= bytes.Length * 8 ? MaskOf(bits, bytes.Length) : null
            : IPAddress.TryParse(parts[1], out IPAddress? written) && written.AddressFamily == address.AddressFamily
                ? written.GetAddressBytes() : null;
        if (mask is null || (isFour && !IsContiguous(mask)))
        {
            return ((isFour ? Messages.HostBits : Messages.HostBitsSix), null);
        }

        if (!_hasPatterns)
        {
            return null;
        }

        // The server masks the client's address and compares it with this one.
        string masked = new IPAddress([.. bytes.Select((one, i) => (byte)(one & mask[i]))]).ToString();
        return !isFour ? (Messages.HostNoSixNetwork, mask.All(one => one == 0) ? "%" : null)
            : masked != parts[0] ? (Messages.HostBitsBehind, masked + "/" + parts[1])
            : null;
    }

    private static (string Why, string? Meant)? WrongAddress6(string host) =>
        _address6.IsMatch(host) && (host.IndexOfAny(['%', '_']) >= 0 || IPAddress.TryParse(host, out _))
            ? null : (Messages.HostSix, null);

    private (string Why, string? Meant)? WrongAddressOrName(string host)
    {
        string[] labels = host.Split('.');
        // MySQL takes no name that begins as an address does.
        if (_number.IsMatch(labels[0]) && (_hasPatterns || labels.Length == 4 || labels.All(label => _number.IsMatch(label))))
        {
            return WrongAddress4(labels, host.IndexOf('%') >= 0);
        }

        if (labels[labels.Length - 1].Length == 0 && labels.Length > 1)
        {
            return (Messages.HostNameForm, host.Substring(0, host.Length - 1));
        }

        return labels.All(label => label.IndexOf('%') >= 0 ? _wild.IsMatch(label) : _label.IsMatch(label)) ? null : (Messages.HostNameForm, null);
    }

    private static (string Why, string? Meant)? WrongAddress4(string[] labels, bool isPattern)
    {
        string all = string.Join(".", labels);
        if (labels[labels.Length - 1].Length == 0)
        {
            return (Messages.HostFourParts, labels.Length > 4 ? all.Substring(0, all.Length - 1) : all + "%");
        }

        // As many write 10.0.x.x.
        if (labels.Skip(1).Any(label => label is "x" or "X"))
        {
            return (Messages.HostStar, string.Join(".", labels.Select(label => label is "x" or "X" ? "%" : label)));
        }

        if (labels.Any(label => _number.IsMatch(label) && (label.Length > 3 || Octet(label) > 255)))
        {
            return (Messages.HostOctet, null);
        }

        if (labels.Any(label => _number.IsMatch(label) && label.Length > 1 && label[0] == '0'))
        {
            return (Messages.HostZeros, string.Join(".", labels.Select(label => _number.IsMatch(label) ? Octet(label).ToString(CultureInfo.InvariantCulture) : label)));
        }

        if (_range.IsMatch(all))
        {
            return (Messages.HostRange, null);
        }

        if (labels.Any(label => label.Length == 0 || label.Any(c => c is not ('%' or '_' or (>= '0' and <= '9')))) || labels.Length > 4)
        {
            return (Messages.HostFourParts, null);
        }

        return labels.Length < 4 && !isPattern ? (Messages.HostFourParts, all + ".%")
            : all == "0.0.0.0" ? (Messages.HostNobody, "%")
            : null;
    }

    private static int Octet(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    // What a pattern of MySQL is in bits.
    private static string? NetworkOf(string pattern)
    {
        string[] labels = pattern.Split('.');
        string[] octets = [.. labels.TakeWhile(label => _number.IsMatch(label))];
        return labels.Length > 4 || labels.Skip(octets.Length).Any(label => label != "%") ? null
            : octets.Length == 0 ? labels.Length == 1 ? "::/0" : null
            : string.Join(".", octets.Concat(Enumerable.Repeat("0", 4 - octets.Length))) + "/" + (octets.Length * 8);
    }

    private static byte[] MaskOf(int bits, int length) =>
        [.. Enumerable.Range(0, length).Select(i => (byte)(0xFF << (8 - Math.Min(8, Math.Max(0, bits - (i * 8))))))];

    private static bool IsContiguous(byte[] mask)
    {
        string bits = string.Concat(mask.Select(one => Convert.ToString(one, 2).PadLeft(8, '0')));
        return bits.IndexOf("01", StringComparison.Ordinal) < 0;
    }
}
