using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using DbAccounts.Engines.Cloud.Http;
using DbAccounts.Formats;
using DbAccounts.Model;

namespace DbAccounts.Engines.Cloud.TencentCloud;

/// <summary>A call of Tencent Cloud API 3.0: POST, JSON, signed with TC3.</summary>
internal sealed record TencentCall(TencentProduct Product, string Action, byte[] Body) : ApiCall(Action)
{
    private const string ContentType = "application/json";

    /// <inheritdoc/>
    public override HttpRequestMessage Sign(InstanceAddress address, DbCredential credential, DateTimeOffset now)
    {
        long timestamp = now.ToUnixTimeSeconds();
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["content-type"] = ContentType,
            ["host"] = address.Endpoint.Authority,
        };
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri(address.Endpoint, "/")) { Content = new ByteArrayContent(Body) };
        // Without a charset: what is sent must be what is signed.
        message.Content.Headers.ContentType = new MediaTypeHeaderValue(ContentType);
        Add(message, "Authorization", Tc3Signer.Authorization(credential, Product.Name, "POST", "", signed, Body, timestamp));
        Add(message, "X-TC-Action", Action);
        Add(message, "X-TC-Version", Product.Version);
        Add(message, "X-TC-Timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        Add(message, "X-TC-Region", address.Region);
        Add(message, "X-TC-Language", "en-US");
        credential.Token?.Reveal(token => Add(message, "X-TC-Token", token));
        return message;
    }

    /// <inheritdoc/>
    public override ApiAnswer Read(ApiResponse response)
    {
        // Errors of the API come with status 200 too; anything else is a gateway speaking.
        if (!response.IsSuccess || response.Json()?.Property("Response") is not { ValueKind: JsonValueKind.Object } answer)
        {
            return new ApiAnswer { Fault = ApiFault.Unreadable(response) };
        }

        string? requestId = answer.Text("RequestId");
        return answer.Property("Error") is { ValueKind: JsonValueKind.Object } error
            ? new ApiAnswer
            {
                RequestId = requestId,
                Fault = TencentFault.From(Product, Action, error.Text("Code") ?? "", error.Text("Message") ?? "", response) with
                {
                    RequestId = requestId,
                },
            }
            : new ApiAnswer { RequestId = requestId, Json = answer };
    }

    private static bool Add(HttpRequestMessage message, string name, string? value) =>
        value is not null && message.Headers.TryAddWithoutValidation(name, value);
}
