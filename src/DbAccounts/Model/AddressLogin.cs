using System;

namespace DbAccounts.Model;

/// <summary>A name and a password in an address: they would be stored and shown with it.</summary>
internal static class AddressLogin
{
    /// <summary>True for an address that holds them. A socket's path may have any character.</summary>
    public static bool IsIn(string address) =>
        address.IndexOf('@') >= 0 && !address.StartsWith("unix:///", StringComparison.OrdinalIgnoreCase)
        && (!address.StartsWith("/", StringComparison.Ordinal) || address.StartsWith("//", StringComparison.Ordinal));

    /// <summary>The address as messages may show it: without a password.</summary>
    public static string Masked(string address)
    {
        if (!IsIn(address))
        {
            return address;
        }

        // A password may hold slashes, and more of these signs.
        int begin = address.IndexOf("://", StringComparison.Ordinal) is >= 0 and int scheme && scheme < address.IndexOf('@') ? scheme + 3 : 0;
        int end = address.LastIndexOf('@');
        int colon = address.IndexOf(':', begin);
        return colon < 0 || colon > end ? address : string.Concat(address.Substring(0, colon + 1), "***", address.Substring(end));
    }
}
