using System.Security.Cryptography;

namespace DbAccounts.Formats;

/// <summary>
/// Tells whether two secrets are the same without keeping either: hashes under a key that is nowhere but in this process.
/// </summary>
internal static class Fingerprint
{
    private static readonly byte[] _key = NewKey();

    /// <summary>The fingerprint of a text.</summary>
    public static string Of(string text) => Digest.Hex(Digest.HmacSha256(_key, text));

    private static byte[] NewKey()
    {
        var key = new byte[32];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(key);
        return key;
    }
}
