using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DbAccounts.Formats;

/// <summary>SHA-256 and its HMAC in the forms that the signatures use.</summary>
internal static class Digest
{
    /// <summary>Lower-case hex of the SHA-256 of bytes.</summary>
    public static string Sha256Hex(byte[] bytes)
    {
        using var sha = SHA256.Create();
        return Hex(sha.ComputeHash(bytes));
    }

    /// <summary>Lower-case hex of the SHA-256 of a text's UTF-8.</summary>
    public static string Sha256Hex(string text) => Sha256Hex(Encoding.UTF8.GetBytes(text));

    /// <summary>The HMAC-SHA256 of a text's UTF-8.</summary>
    public static byte[] HmacSha256(byte[] key, string text)
    {
        using var hmac = new HMACSHA256(key);
        return hmac.ComputeHash(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Lower-case hex.</summary>
    public static string Hex(byte[] bytes)
    {
        var hex = new StringBuilder(bytes.Length * 2);
        foreach (byte b in bytes)
        {
            hex.Append(b.ToString("x2", CultureInfo.InvariantCulture));
        }

        return hex.ToString();
    }
}
