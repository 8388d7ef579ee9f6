using System.Linq;
using System.Text;
using DbAccounts.Simulator.Http;
using DbAccounts.Simulator.Security;

namespace DbAccounts.Simulator.Clouds.TencentCloud;

/// <summary>TC3-HMAC-SHA256 over a request as received.</summary>
internal static class TencentSignature
{
    /// <summary>The word that an Authorization header begins with.</summary>
    public const string Algorithm = "TC3-HMAC-SHA256";

    private const string Unsigned = "UNSIGNED-PAYLOAD";

    /// <summary>The request in canonical form. Header values are lower-cased, as the document says.</summary>
    public static string Canonical(HttpRequest request, string[] signedHeaders)
    {
        var canonical = new StringBuilder();
        canonical.Append(request.Method).Append("\n/\n").Append(request.Query).Append('\n');
        foreach (string name in signedHeaders)
        {
            canonical.Append(name).Append(':').Append(request.Header(name)?.ToLowerInvariant()).Append('\n');
        }

        bool isUnsigned = request.Header("X-TC-Content-SHA256") == Unsigned;
        return canonical.Append('\n').Append(string.Join(";", signedHeaders)).Append('\n')
            .Append(isUnsigned ? Hashing.Sha256(Unsigned) : Hashing.Sha256(request.Body)).ToString();
    }

    /// <summary>The signature of a canonical request.</summary>
    /// <param name="canonical">The request.</param>
    /// <param name="timestamp">Seconds since 1970, as sent.</param>
    /// <param name="scope">Date, service and <c>tc3_request</c>, as in the credential.</param>
    /// <param name="secretKey">The secret key.</param>
    public static string Sign(string canonical, string timestamp, string scope, string secretKey)
    {
        byte[] key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("TC3" + secretKey), Hashing.Hmac);
        return Hashing.Hex(Hashing.Hmac(key, string.Join("\n", Algorithm, timestamp, scope, Hashing.Sha256(canonical))));
    }
}
