using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using DbAccounts.Engines.Cloud.Http;
using DbAccounts.Formats;
using DbAccounts.Model;

namespace DbAccounts.Engines.Cloud.QingCloud;

/// <summary>
/// A call of the QingCloud API: GET, everything in the signed query. The secret parameter is kept apart until it is sent.
/// </summary>
#pragma warning disable CA1308 // the wire wants lower case
internal sealed record QingCloudCall(string Action, IReadOnlyDictionary<string, string> Parameters) : ApiCall(Action)
{
    /// <summary>A parameter whose text holds a password; it is made each time that it is needed.</summary>
    public (string Name, Func<string> Text)? SecretParameter { get; init; }

    /// <summary>The signatures of all attempts, by which their jobs can be told from others.</summary>
    public HashSet<string> Signatures { get; } = new(StringComparer.Ordinal);

    /// <summary>The call as it may be kept: its jobs are told by their signatures.</summary>
    public QingCloudCall WithoutSecrets() => this with { SecretParameter = null, Secrets = [] };

    /// <inheritdoc/>
    public override HttpRequestMessage Sign(InstanceAddress address, DbCredential credential, DateTimeOffset now)
    {
        var parameters = new Dictionary<string, string>
        {
            ["action"] = Action,
            // Zones are documented as lower case.
            ["zone"] = address.Region?.ToLowerInvariant() ?? "",
            ["time_stamp"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["access_key_id"] = credential.KeyId ?? "",
            ["version"] = "1",
            ["signature_method"] = "HmacSHA256",
            ["signature_version"] = "1",
        };
        foreach (KeyValuePair<string, string> parameter in Parameters)
        {
            parameters[parameter.Key] = parameter.Value;
        }

        if (SecretParameter is { } secret)
        {
            parameters[secret.Name] = secret.Text();
        }

        credential.Token?.Reveal(token => parameters["token"] = token);
        // Temporary credentials of IAM go to a path of their own.
        string path = address.Endpoint.AbsolutePath is not "/" and var given ? given : credential.Token is null ? "/iaas/" : "/iam/";
        string query = QingCloudSigner.SignedQuery(credential, "GET", path, parameters);
        Signatures.Add(Uri.UnescapeDataString(query.Substring(query.LastIndexOf('=') + 1)));
        return new HttpRequestMessage(HttpMethod.Get, new Uri(address.Endpoint, $"{path}?{query}"));
    }

    /// <inheritdoc/>
    public override ApiAnswer Read(ApiResponse response)
    {
        // Errors of the API come with status 200 too; anything else is a gateway speaking.
        if (!response.IsSuccess || response.Json() is not { } answer || answer.Number("ret_code") is not { } code)
        {
            return new ApiAnswer { Fault = ApiFault.Unreadable(response) };
        }

        return code == 0
            ? new ApiAnswer { Json = answer, RequestId = response.RequestIdHeader }
            : new ApiAnswer
            {
                Fault = QingCloudFault.From(code, answer.Text("message") ?? "", response),
                RequestId = response.RequestIdHeader,
            };
    }
}
