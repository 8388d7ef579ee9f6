using System;
using System.Linq;
using System.Text;
using DbAccounts.Simulator.Http;
using DbAccounts.Simulator.Security;

namespace DbAccounts.Simulator.Clouds.HuaweiCloud;

/// <summary>SDK-HMAC-SHA256 over a request as received.</summary>
internal static class HuaweiSignature
{
    /// <summary>The word that an Authorization header begins with.</summary>
    public const string Algorithm = "SDK-HMAC-SHA256";

    /// <summary>The header that carries the time of signing.</summary>
    public const string DateHeader = "x-sdk-date";

    private const string ContentHashHeader = "x-sdk-content-sha256";
    private const string Unsigned = "UNSIGNED-PAYLOAD";

    /// <summary>The request in canonical form, which is also the gateway's debugging aid.</summary>
    public static string Canonical(HttpRequest request, string signedHeaders)
    {
        string path = string.Join("/", request.Path.Split('/').Select(segment => UrlText.Encode(UrlText.Decode(segment))));
        var query = UrlText.ParseQuery(request.Query)
            .OrderBy(p => p.Key, StringComparer.Ordinal)
            .ThenBy(p => p.Value, StringComparer.Ordinal);
        var canonical = new StringBuilder();
        canonical.Append(request.Method).Append('\n');
        canonical.Append(path.EndsWith("/", StringComparison.Ordinal) ? path : path + "/").Append('\n');
        canonical.Append(string.Join("&", query.Select(p => UrlText.Encode(p.Key) + "=" + UrlText.Encode(p.Value)))).Append('\n');
        foreach (string name in signedHeaders.Split(';'))
        {
            canonical.Append(name).Append(':').Append(request.Header(name)).Append('\n');
        }

        bool isUnsigned = request.Header(ContentHashHeader) == Unsigned && request.Body.Length > 0;
        return canonical.Append('\n').Append(signedHeaders).Append('\n')
            .Append(isUnsigned ? Unsigned : Hashing.Sha256(request.Body)).ToString();
    }

    /// <summary>The signature of a canonical request.</summary>
    public static string Sign(string canonical, string date, string secretKey) =>
        Hashing.Hex(Hashing.Hmac(secretKey, Algorithm + "\n" + date + "\n" + Hashing.Sha256(canonical)));
}
