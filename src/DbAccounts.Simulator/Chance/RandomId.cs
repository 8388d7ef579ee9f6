using System;
using System.Security.Cryptography;

namespace DbAccounts.Simulator.Chance;

/// <summary>Ids in the formats that the services document.</summary>
internal static class RandomId
{
    /// <summary>So many characters out of an alphabet.</summary>
    public static string Of(int length, string alphabet)
    {
        var bytes = new byte[length];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        // An id has to be unlike others, not evenly distributed: the remainder will do.
        return string.Concat(Array.ConvertAll(bytes, b => alphabet[b % alphabet.Length].ToString()));
    }

    /// <summary>So many hexadecimal digits, lower case.</summary>
    public static string Hex(int length) => Of(length, "0123456789abcdef");
}
