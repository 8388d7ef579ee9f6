using System;
using System.Text;
using System.Text.Json;

namespace DbAccounts.Simulator.Security;

/// <summary>How a careless service repeats a password in its text.</summary>
internal static class PasswordEcho
{
    /// <summary>The password as it is, URL-encoded, in Base64 and escaped as in JSON.</summary>
    public static string Of(string password) =>
        $" (using password '{password}', {Uri.EscapeDataString(password)}, {Convert.ToBase64String(Encoding.UTF8.GetBytes(password))}, "
        + $"passwd=\"{JsonEncodedText.Encode(password)}\")";
}
