using System.Linq;
using System.Management.Automation;

namespace DbAccounts.PowerShell.Binding;

/// <summary>What holds for an account's name on every service: it has characters, and no control characters.</summary>
internal sealed class ValidateAccountNameAttribute : ValidateEnumeratedArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void ValidateElement(object element)
    {
        string name = element?.ToString() ?? "";
        if (name.Length == 0 || name.Any(char.IsControl))
        {
            throw new ValidationMetadataException("The name of an account is not empty and has no control characters.");
        }
    }
}
