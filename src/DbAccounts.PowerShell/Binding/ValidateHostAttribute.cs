using System.Management.Automation;
using System.Text.RegularExpressions;

namespace DbAccounts.PowerShell.Binding;

/// <summary>What holds for a host on every service: it is an address, a network, a name, or a pattern with % or _; several are separated.</summary>
internal sealed class ValidateHostAttribute : ValidateCellAttribute
{
    private static readonly Regex _hosts = new(@"\A[A-Za-z0-9.:/%_*\-;,| \n]*\z", RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    protected override void CheckText(string text)
    {
        if (text.Length > 4096 || !_hosts.IsMatch(text))
        {
            throw new ValidationMetadataException(
                "An allowed host is an address (10.0.0.7), a network (10.0.0.0/24, ::/0), a name, or a pattern (10.0.0.%, %).");
        }
    }
}
