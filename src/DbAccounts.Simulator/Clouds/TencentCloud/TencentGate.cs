using System;
using System.Globalization;
using System.Linq;
using DbAccounts.Simulator.Http;
using DbAccounts.Simulator.Security;
using DbAccounts.Simulator.Settings;
using DbAccounts.Simulator.State;

namespace DbAccounts.Simulator.Clouds.TencentCloud;

/// <summary>The API's common checks: headers, signature, clock.</summary>
internal sealed class TencentGate(DbSimulatorBehavior behavior)
{
    private const string Version = "2017-03-20";
    private static readonly TimeSpan _skew = TimeSpan.FromMinutes(5);
    // What DateTimeOffset can hold; a number beyond it is no time.
    private const long LastSecond = 253402300799;

    /// <summary>Lets a request pass.</summary>
    /// <exception cref="RefusalException">A common parameter is missing or wrong, or the signature is.</exception>
    public void Authenticate(HttpRequest request, DateTimeOffset now)
    {
        string timestamp = Require(request, "X-TC-Timestamp");
        string authorization = Require(request, "Authorization");
        if (AuthorizationFields.Read(authorization, TencentSignature.Algorithm) is not { } fields
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) || seconds > LastSecond)
        {
            throw new RefusalException("AuthFailure.InvalidAuthorization", "The Authorization header or the timestamp is malformed.");
        }

        DateTimeOffset time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        if ((now - time).Duration() > _skew)
        {
            throw new RefusalException(
                "AuthFailure.SignatureExpire",
                "The signature has expired: the timestamp differs from the server's time by more than five minutes.");
        }

        VerifySignature(request, fields, timestamp, time);
        if (Require(request, "X-TC-Version") != Version)
        {
            throw new RefusalException("NoSuchVersion", "The API has no such version.");
        }

        // A region that differs is not found there; that none is needed is what the older documents say.
        string? region = request.Header("X-TC-Region");
        if (string.IsNullOrEmpty(region) ? behavior.TencentRegionRequired : region != SimulatedService.TencentMySql.Region)
        {
            throw string.IsNullOrEmpty(region)
                ? TencentError.Missing("Region")
                : new RefusalException("UnsupportedRegion", "The instance is not in this region.");
        }
    }

    private static string Require(HttpRequest request, string header) =>
        request.Header(header) is { Length: > 0 } value ? value : throw TencentError.Missing(header);

    private static void VerifySignature(HttpRequest request, AuthorizationFields fields, string timestamp, DateTimeOffset time)
    {
        // The service is taken as it comes: the vendor's .NET SDK derives it from the host, whatever that is.
        string[] credential = fields["Credential"].Split('/');
        string[] signed = fields.SignedHeaders();
        if (credential.Length != 4 || credential[3] != "tc3_request" || !signed.Contains("content-type") || !signed.Contains("host"))
        {
            throw new RefusalException("AuthFailure.InvalidAuthorization", "Credential or SignedHeaders is malformed.");
        }

        SimulatedService service = SimulatedService.TencentMySql;
        if (credential[0] != service.KeyId)
        {
            throw new RefusalException("AuthFailure.SecretIdNotFound", "The SecretId is not found.");
        }

        string scope = string.Join("/", credential.Skip(1));
        string expected = TencentSignature.Sign(TencentSignature.Canonical(request, signed), timestamp, scope, service.SecretKey);
        string date = time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (credential[1] != date || !Hashing.AreEqual(expected, fields["Signature"]))
        {
            throw new RefusalException(
                "AuthFailure.SignatureFailure",
                "The provided credentials could not be validated. Please check your signature is correct.");
        }
    }
}
