using System;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Security;
using DbAccounts.PowerShell.Input;

namespace DbAccounts.PowerShell.Binding;

/// <summary>Takes a password as SecureString or PSCredential, and from rows as text. Its messages never quote the value.</summary>
internal sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    // A SecureString holds no more.
    private const int LongestSecret = 65536;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData.Plain() switch
        {
            null => null,
            string blank when string.IsNullOrWhiteSpace(blank) => null,
            SecureString secure => secure,
            PSCredential credential => credential.Password,
            string text when text.Length <= LongestSecret => Secure(text),
            int or long or double or decimal => Secure(Convert.ToString(inputData, CultureInfo.InvariantCulture)),
            // Left as it is, the binder passes over it; the row is then reported by RowBinder, which masks its secrets.
            _ => inputData,
        };

    private static SecureString Secure(string text) => new NetworkCredential("", text).SecurePassword;
}
