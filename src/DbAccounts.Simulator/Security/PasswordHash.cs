using System;
using System.Security.Cryptography;
using DbAccounts.Model;

namespace DbAccounts.Simulator.Security;

/// <summary>What the simulator keeps of a password: a salted hash.</summary>
internal static class PasswordHash
{
    private const int SaltBytes = 16;

    /// <summary>Hashes with a new salt.</summary>
    public static string Of(Secret password)
    {
        var salt = new byte[SaltBytes];
        using (var random = RandomNumberGenerator.Create())
        {
            random.GetBytes(salt);
        }

        return Of(password, Convert.ToBase64String(salt));
    }

    /// <summary>True when the hash was made of this password.</summary>
    public static bool Matches(string hash, Secret password) =>
        hash.IndexOf('$') is var end && end > 0 && Hashing.AreEqual(hash, Of(password, hash.Substring(0, end)));

    private static string Of(Secret password, string salt) =>
        salt + "$" + password.Reveal(text => Hashing.Hex(Hashing.Hmac(salt, text)));
}
