using System;
using System.Globalization;
using System.Linq;
using DbAccounts.Simulator.Http;
using DbAccounts.Simulator.Security;
using DbAccounts.Simulator.State;

namespace DbAccounts.Simulator.Clouds.HuaweiCloud;

/// <summary>The API gateway before DDM: accepts an AK/SK signature or a token.</summary>
internal sealed class HuaweiGateway(IamTokens tokens)
{
    private const string BadAuthentication = "APIGW.0301";
    private const string BadToken = "APIGW.0307";
    private static readonly TimeSpan _skew = TimeSpan.FromMinutes(15);

    /// <summary>Lets a request pass.</summary>
    /// <exception cref="RefusalException">It is neither signed well nor has a valid token.</exception>
    public void Authenticate(HttpRequest request, DateTimeOffset now)
    {
        if (AuthorizationFields.Read(request.Header("Authorization"), HuaweiSignature.Algorithm) is { } fields)
        {
            VerifySignature(request, fields, now);
        }
        else if (request.Header("X-Auth-Token") is not { Length: > 0 } token)
        {
            throw Refused(BadAuthentication, "x-auth-token not found");
        }
        else if (!tokens.Accept(token, now))
        {
            throw Refused(BadToken, "The token must be updated");
        }
    }

    private static RefusalException Refused(string code, string message) =>
        new(code, code == BadAuthentication ? "Incorrect IAM authentication information: " + message : message, 401);

    private static void VerifySignature(HttpRequest request, AuthorizationFields fields, DateTimeOffset now)
    {
        string[] signed = fields.SignedHeaders();
        if (!signed.Contains("host") || !signed.Contains(HuaweiSignature.DateHeader))
        {
            throw Refused(BadAuthentication, "host and x-sdk-date must be signed");
        }

        string date = request.Header(HuaweiSignature.DateHeader) ?? "";
        if (!DateTimeOffset.TryParseExact(
            date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
        {
            throw Refused(BadAuthentication, "x-sdk-date is malformed");
        }

        if ((now - time).Duration() > _skew)
        {
            string serverTime = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
            throw Refused(
                BadAuthentication, $"signature expired, signature time:{date},server time:{serverTime}");
        }

        if (fields["Access"] != SimulatedService.Ddm.KeyId)
        {
            throw Refused(BadAuthentication, "aksk not found");
        }

        string canonical = HuaweiSignature.Canonical(request, fields["SignedHeaders"]);
        string expected = HuaweiSignature.Sign(canonical, date, SimulatedService.Ddm.SecretKey);
        if (!Hashing.AreEqual(expected, fields["Signature"]))
        {
            throw Refused(
                BadAuthentication,
                "verify aksk signature fail, canonicalRequest:" + canonical.Replace('\n', '|'));
        }
    }
}
