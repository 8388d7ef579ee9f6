using System.Security.Cryptography;
using System.Text;

namespace DbAccounts.Simulator.Security;

/// <summary>Digests and their comparison, as the simulator's own verification of signatures needs them.</summary>
internal static class Hashing
{
    private const string HexDigits = "0123456789abcdef";

    /// <summary>Lower-case hex of the SHA-256 of bytes.</summary>
    public static string Sha256(byte[] bytes)
    {
        using var sha = SHA256.Create();
        return Hex(sha.ComputeHash(bytes));
    }

    /// <summary>Lower-case hex of the SHA-256 of a text.</summary>
    public static string Sha256(string text) => Sha256(Encoding.UTF8.GetBytes(text));

    /// <summary>The HMAC-SHA256 of a text.</summary>
    public static byte[] Hmac(byte[] key, string text)
    {
        using var hmac = new HMACSHA256(key);
        return hmac.ComputeHash(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The HMAC-SHA256 of a text under a key that is text.</summary>
    public static byte[] Hmac(string key, string text) => Hmac(Encoding.UTF8.GetBytes(key), text);

    /// <summary>Lower-case hex.</summary>
    public static string Hex(byte[] bytes)
    {
        var hex = new char[bytes.Length * 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            hex[2 * i] = HexDigits[bytes[i] >> 4];
            hex[(2 * i) + 1] = HexDigits[bytes[i] & 15];
        }

        return new string(hex);
    }

    /// <summary>Compares in a time that says nothing about where two texts differ.</summary>
    public static bool AreEqual(string expected, string given)
    {
        byte[] left = Encoding.UTF8.GetBytes(expected);
        byte[] right = Encoding.UTF8.GetBytes(given);
        int difference = left.Length ^ right.Length;
        for (int i = 0; i < left.Length; i++)
        {
            difference |= left[i] ^ (i < right.Length ? right[i] : 0);
        }

        return difference == 0;
    }
}
