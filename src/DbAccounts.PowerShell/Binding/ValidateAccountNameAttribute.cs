using System.Linq;
using System.Management.Automation;

namespace DbAccounts.PowerShell.Binding;

/// <summary>What holds for an account's name on every service: it has characters, and no control characters.</summary>
internal sealed class ValidateAccountNameAttribute : ValidateCellAttribute
{
    /// <inheritdoc/>
    protected override void CheckText(string text)
    {
        if (text.Length == 0 || text.Any(char.IsControl))
        {
            throw new ValidationMetadataException("The name of an account is not empty and has no control characters.");
        }
    }
}
