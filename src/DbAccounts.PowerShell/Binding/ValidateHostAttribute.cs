using System.Globalization;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Binding;

/// <summary>
/// What holds for a host on every service: it is an address, a network, a name, or a pattern with % or _; several are separated.
/// </summary>
internal sealed class ValidateHostAttribute : ValidateCellAttribute
{
    private const int Longest = 4096;
    private static readonly char[] _separators = [';', ',', '|', ' ', '\n'];
    private static readonly Regex _hosts = new(@"\A[A-Za-z0-9.:/%_*\-;,| \n]*\z", RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    protected override string Words =>
        Messages.HostForms;

    /// <inheritdoc/>
    protected override bool Allows(string text) =>
        text.Length <= Longest && _hosts.IsMatch(text)
        && text.Split(_separators).All(host => host.IndexOf('/') < 0 || IsNetwork(host.Trim()));

    // An address with the number of its bits, or with a mask.
    private static bool IsNetwork(string text)
    {
        string[] parts = text.Split('/');
        return parts.Length == 2 && IPAddress.TryParse(parts[0], out IPAddress? address)
            && (byte.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out byte bits)
                ? bits <= address.GetAddressBytes().Length * 8
                : IPAddress.TryParse(parts[1], out IPAddress? mask) && mask.AddressFamily == address.AddressFamily);
    }
}
