using System.Linq;

namespace DbAccounts.PowerShell.Binding;

/// <summary>What holds for an account's name on every service: it has no control characters. A blank cell is no name.</summary>
internal sealed class ValidateAccountNameAttribute : ValidateCellAttribute
{
    /// <inheritdoc/>
    protected override string Words => "The name of an account has no control characters.";

    /// <inheritdoc/>
    protected override bool Allows(string text) => !text.Any(char.IsControl);
}
