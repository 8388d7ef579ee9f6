using System.Text.RegularExpressions;

namespace DbAccounts.PowerShell.Binding;

/// <summary>
/// What holds for a host on every service: it is an address, a network, a name, or a pattern with % or _; several are separated.
/// </summary>
internal sealed class ValidateHostAttribute : ValidateCellAttribute
{
    private const int Longest = 4096;
    private static readonly Regex _hosts = new(@"\A[A-Za-z0-9.:/%_*\-;,| \n]*\z", RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    protected override string Words =>
        "An allowed host is an address (10.0.0.7), a network (10.0.0.0/24, ::/0), a name, or a pattern (10.0.0.%, %).";

    /// <inheritdoc/>
    protected override bool Allows(string text) => text.Length <= Longest && _hosts.IsMatch(text);
}
