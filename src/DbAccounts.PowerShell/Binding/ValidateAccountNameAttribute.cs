using System.Linq;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Binding;

/// <summary>What holds for an account's name on every service: it has no control characters. A blank cell is no name.</summary>
internal sealed class ValidateAccountNameAttribute : ValidateCellAttribute
{
    /// <inheritdoc/>
    protected override string Words => Messages.NameControlCharacters;

    /// <inheritdoc/>
    protected override bool Allows(string text) => !text.Any(char.IsControl);
}
