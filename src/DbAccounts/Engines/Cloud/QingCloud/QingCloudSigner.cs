using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using DbAccounts.Formats;
using DbAccounts.Model;

namespace DbAccounts.Engines.Cloud.QingCloud;

/// <summary>Signature version 1 with HmacSHA256, as QingCloud's "Signature" page describes it.</summary>
internal static class QingCloudSigner
{
    /// <summary>The whole query: the parameters sorted by name and encoded once, then the signature.</summary>
    /// <param name="credential">The key pair.</param>
    /// <param name="method">GET or POST.</param>
    /// <param name="path">The path exactly as it will be requested; host and port are not signed.</param>
    /// <param name="parameters">All parameters but the signature.</param>
    public static string SignedQuery(DbCredential credential, string method, string path, IReadOnlyDictionary<string, string> parameters)
    {
        string query = string.Join("&", parameters
            .OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => $"{Rfc3986.Encode(p.Key)}={Rfc3986.Encode(p.Value)}"));
        byte[] signature = credential.SecretKey!.Reveal(secret =>
            Digest.HmacSha256(Encoding.UTF8.GetBytes(secret), $"{method}\n{path}\n{query}"));
        return $"{query}&signature={Rfc3986.Encode(Convert.ToBase64String(signature))}";
    }
}
