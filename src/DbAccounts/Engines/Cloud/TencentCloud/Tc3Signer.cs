using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using DbAccounts.Formats;
using DbAccounts.Model;

namespace DbAccounts.Engines.Cloud.TencentCloud;

/// <summary>TC3-HMAC-SHA256, as Tencent Cloud's "Signature v3" describes it.</summary>
internal static class Tc3Signer
{
    private const string Algorithm = "TC3-HMAC-SHA256";

    /// <summary>The Authorization header of a request to path <c>/</c>.</summary>
    /// <param name="credential">The key pair.</param>
    /// <param name="service">The product, for TencentDB for MySQL <c>cdb</c>.</param>
    /// <param name="method">GET or POST.</param>
    /// <param name="query">The encoded query, empty for POST.</param>
    /// <param name="headers">The headers to sign, by lower-case name; content-type and host among them.</param>
    /// <param name="body">The bytes that will be sent.</param>
    /// <param name="timestamp">The Unix seconds of the X-TC-Timestamp header.</param>
    public static string Authorization(
        DbCredential credential,
        string service,
        string method,
        string query,
        SortedDictionary<string, string> headers,
        byte[] body,
        long timestamp)
    {
        // The date belongs to the timestamp in UTC; local time would fail around midnight.
        string date = DateTimeOffset.FromUnixTimeSeconds(timestamp).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string scope = $"{date}/{service}/tc3_request";
        string signedHeaders = string.Join(";", headers.Keys);
        string canonicalHeaders = string.Concat(headers.Select(h => $"{h.Key}:{h.Value.Trim().ToLowerInvariant()}\n"));
        string canonicalRequest = $"{method}\n/\n{query}\n{canonicalHeaders}\n{signedHeaders}\n{Digest.Sha256Hex(body)}";
        string toSign = $"{Algorithm}\n{timestamp}\n{scope}\n{Digest.Sha256Hex(canonicalRequest)}";
        byte[] key = credential.SecretKey!.Reveal(secret => Digest.HmacSha256(Encoding.UTF8.GetBytes("TC3" + secret), date));
        key = Digest.HmacSha256(Digest.HmacSha256(key, service), "tc3_request");
        string signature = Digest.Hex(Digest.HmacSha256(key, toSign));
        return $"{Algorithm} Credential={credential.KeyId}/{scope}, SignedHeaders={signedHeaders}, Signature={signature}";
    }
}
