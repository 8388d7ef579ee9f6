using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using System.Net.Http.Headers;
using DbAccounts.Engines.Cloud.Http;
using DbAccounts.Errors;
using DbAccounts.Formats;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.HuaweiCloud;

/// <summary>A call of a Huawei Cloud API: REST, signed with the key pair, or with a user token in its place.</summary>
internal sealed record HuaweiCall(string Action, HttpMethod Method, IReadOnlyList<string> Path) : ApiCall(Action)
{
    private static readonly Uri _anywhere = new("https://example.com");

    /// <summary>The parameters of the query.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>The body, empty for none.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>
    /// Refuses what leads to another resource, however it is encoded: removing an account named '..' would remove its instance.
    /// </summary>
    /// <exception cref="DbAccountsException">It is such a segment.</exception>
    public static void RequireSegment(string segment)
    {
        // .NET Framework also decodes a slash, and what is sent would no longer be what was signed.
        string path = SdkHmacSigner.Path([segment]);
        if (new Uri(_anywhere, path).AbsolutePath != path)
        {
            throw DbError.InvalidInput(Messages.HuaweiPathSegment.With(segment), Messages.HuaweiPathSegmentAdvice);
        }
    }

    /// <inheritdoc/>
    public override HttpRequestMessage Sign(InstanceAddress address, DbCredential credential, DateTimeOffset now)
    {
        foreach (string segment in Path)
        {
            RequireSegment(segment);
        }

        string query = SdkHmacSigner.Query(Query);
        var message = new HttpRequestMessage(
            Method, new Uri(address.Endpoint, SdkHmacSigner.Path(Path) + (query.Length == 0 ? "" : "?" + query)));
        if (Body.Length > 0 || Method == HttpMethod.Delete)
        {
            message.Content = new ByteArrayContent(Body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        // Content-Type is not signed: the HTTP stack may rewrite it.
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = address.Endpoint.Authority,
            ["x-sdk-date"] = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture),
        };
        if (address.ProjectId is not null)
        {
            signed["x-project-id"] = address.ProjectId;
        }

        if (credential.SecretKey is null)
        {
            credential.Token!.Reveal(token => message.Headers.TryAddWithoutValidation("X-Auth-Token", token));
            return message;
        }

        credential.Token?.Reveal(token => signed["x-security-token"] = token);
        foreach (KeyValuePair<string, string> header in signed)
        {
            if (header.Key != "host")
            {
                message.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        message.Headers.TryAddWithoutValidation(
            "Authorization", SdkHmacSigner.Authorization(credential, Method.Method, Path, Query, signed, Body));
        return message;
    }

    /// <inheritdoc/>
    public override ApiAnswer Read(ApiResponse response)
    {
        System.Text.Json.JsonElement? json = response.Json();
        string? requestId = response.RequestIdHeader ?? json?.Text("request_id");
        if (!response.IsSuccess)
        {
            return new ApiAnswer { RequestId = requestId, Fault = HuaweiFault.From(response, json) with { RequestId = requestId } };
        }

        // Some successes have no body at all.
        return json is not null || response.Body.Length == 0
            ? new ApiAnswer { RequestId = requestId, Json = json ?? default }
            : new ApiAnswer { RequestId = requestId, Fault = ApiFault.Unreadable(response) };
    }
}
