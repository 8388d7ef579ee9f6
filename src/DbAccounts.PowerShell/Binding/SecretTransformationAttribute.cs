using System.Management.Automation;
using System.Security;
using DbAccounts.Model;

namespace DbAccounts.PowerShell.Binding;

/// <summary>Takes a password as SecureString or PSCredential, and from rows as text. Its messages never quote the value.</summary>
internal sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            null or "" => null,
            SecureString secure => secure,
            PSCredential credential => credential.Password,
            string text => Secret.From(text).ToSecureString(),
            // With a cast error inside, the binder passes over the cell, and the row is reported by RowBinder, which masks its secrets.
            _ => throw new ArgumentTransformationMetadataException(
                "A password is a SecureString, a PSCredential or, in a row, a text.", new PSInvalidCastException()),
        };
}
