using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using DbAccounts.Simulator.Http;

namespace DbAccounts.Simulator.Clouds.QingCloud;

/// <summary>QingCloud's signature over decoded parameters: whatever way they were encoded, they are canonicalised here.</summary>
internal static class QingCloudSignature
{
    /// <summary>The parameter that carries the signature and is not signed itself.</summary>
    public const string Parameter = "signature";

    /// <summary>The Base64 signature; null where the method is none of HmacSHA256 and HmacSHA1.</summary>
    public static string? Compute(
        string httpMethod, string path, IEnumerable<KeyValuePair<string, string>> parameters, string signatureMethod, string secretKey)
    {
        using HMAC? hmac = Create(signatureMethod, Encoding.UTF8.GetBytes(secretKey));
        string query = string.Join("&", parameters
            .Where(p => p.Key != Parameter)
            .OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => UrlText.Encode(p.Key) + "=" + UrlText.Encode(p.Value)));
        byte[] text = Encoding.UTF8.GetBytes(httpMethod + "\n" + path + "\n" + query);
        return hmac is null ? null : Convert.ToBase64String(hmac.ComputeHash(text));
    }

    private static HMAC? Create(string method, byte[] key) => method switch
    {
        "HmacSHA256" => new HMACSHA256(key),
#pragma warning disable CA5350 // The service accepts it, and so clients of it must be served.
        "HmacSHA1" => new HMACSHA1(key),
#pragma warning restore CA5350
        _ => null,
    };
}
