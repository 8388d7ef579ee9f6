using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using DbAccounts.Formats;
using DbAccounts.Model;

namespace DbAccounts.Engines.Cloud.HuaweiCloud;

/// <summary>
/// SDK-HMAC-SHA256, as Huawei Cloud's "API Request Signing Guide" describes it. The key is used as it is, without derivation.
/// </summary>
internal static class SdkHmacSigner
{
    private const string Algorithm = "SDK-HMAC-SHA256";

    /// <summary>The Authorization header of a request.</summary>
    /// <param name="credential">The key pair.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="segments">The segments of the path, not encoded.</param>
    /// <param name="query">The parameters of the query, not encoded.</param>
    /// <param name="headers">The headers to sign, by lower-case name; host and x-sdk-date among them.</param>
    /// <param name="body">The bytes that will be sent.</param>
    public static string Authorization(
        DbCredential credential,
        string method,
        IEnumerable<string> segments,
        IEnumerable<KeyValuePair<string, string>> query,
        SortedDictionary<string, string> headers,
        byte[] body)
    {
        string signedHeaders = string.Join(";", headers.Keys);
        // The path ends in a slash for the signature only.
        string canonicalRequest = string.Join(
            "\n",
            method,
            Path(segments) + "/",
            Query(query),
            string.Concat(headers.Select(h => $"{h.Key}:{h.Value.Trim()}\n")),
            signedHeaders,
            Digest.Sha256Hex(body));
        string toSign = $"{Algorithm}\n{headers["x-sdk-date"]}\n{Digest.Sha256Hex(canonicalRequest)}";
        string signature = credential.SecretKey!.Reveal(secret => Digest.Hex(Digest.HmacSha256(Encoding.UTF8.GetBytes(secret), toSign)));
        return $"{Algorithm} Access={credential.KeyId}, SignedHeaders={signedHeaders}, Signature={signature}";
    }

    /// <summary>The encoded path.</summary>
    public static string Path(IEnumerable<string> segments) => string.Concat(segments.Select(segment => "/" + Rfc3986.Encode(segment)));

    /// <summary>The encoded query, sorted by name, then by value.</summary>
    public static string Query(IEnumerable<KeyValuePair<string, string>> query) => string.Join("&", query
        .OrderBy(p => p.Key, StringComparer.Ordinal)
        .ThenBy(p => p.Value, StringComparer.Ordinal)
        .Select(p => $"{Rfc3986.Encode(p.Key)}={Rfc3986.Encode(p.Value)}"));
}
