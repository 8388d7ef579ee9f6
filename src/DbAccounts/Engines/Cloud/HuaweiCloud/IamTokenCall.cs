using System;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using DbAccounts.Engines.Cloud.Http;
using DbAccounts.Errors;
using DbAccounts.Formats;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.HuaweiCloud;

/// <summary>Asks IAM for a token of a project, as its "Obtaining a User Token Through Password Authentication" describes it.</summary>
internal sealed record IamTokenCall : ApiCall
{
    private static string Advice => Messages.AdviceIamUser;

    private readonly IamLogin _login;

    /// <summary>A call for one token.</summary>
    /// <param name="login">Who asks, and what for.</param>
    public IamTokenCall(IamLogin login)
        : base("IAM token")
    {
        _login = login;
        Secrets = [login.User.SecretKey!];
    }

    /// <summary>The token that was answered.</summary>
    public Secret? Token { get; private set; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset End { get; private set; }

    /// <inheritdoc/>
    public override HttpRequestMessage Sign(InstanceAddress address, DbCredential credential, DateTimeOffset now)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri(_login.Address, "/v3/auth/tokens?nocatalog=true"))
        {
            Content = new ByteArrayContent(Body()),
        };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return message;
    }

    /// <inheritdoc/>
    public override ApiAnswer Read(ApiResponse response)
    {
        JsonElement? json = response.Json();
        string? requestId = response.RequestIdHeader ?? response.Header("X-IAM-Trace-Id");
        if (!response.IsSuccess)
        {
            ApiFault fault = HuaweiFault.From(response, json) with { RequestId = requestId };
            return new ApiAnswer
            {
                RequestId = requestId,
                Fault = fault.ErrorId == DbErrorId.AuthenticationFailed
                    ? fault with { RecommendedAction = Messages.AdviceWithSource.With(Advice, _login.Source) }
                    : fault,
            };
        }

        string? end = json?.Property("token") is { ValueKind: JsonValueKind.Object } token ? token.Text("expires_at") : null;
        if (response.Header("X-Subject-Token") is not { Length: > 0 } text
            || !DateTimeOffset.TryParse(end, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
        {
            return new ApiAnswer { Fault = ApiFault.Unreadable(response) };
        }

        Token = Secret.From(text);
        End = time;
        return new ApiAnswer { RequestId = requestId, Json = json!.Value };
    }

    private byte[] Body()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("auth");
            json.WriteStartObject("identity");
            json.WriteStartArray("methods");
            json.WriteStringValue("password");
            json.WriteEndArray();
            json.WriteStartObject("password");
            json.WriteStartObject("user");
            json.WriteString("name", _login.User.KeyId);
            _login.User.SecretKey!.Reveal(password =>
            {
                json.WriteString("password", password);
                return true;
            });
            json.WriteStartObject("domain");
            json.WriteString("name", _login.Domain);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartObject("scope");
            json.WriteStartObject("project");
            json.WriteString("id", _login.Instance.ProjectId);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
