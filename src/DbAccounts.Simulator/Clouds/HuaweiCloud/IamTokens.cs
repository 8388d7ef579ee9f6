using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using DbAccounts.Simulator.Chance;
using DbAccounts.Simulator.Http;
using DbAccounts.Simulator.Security;
using DbAccounts.Simulator.State;

namespace DbAccounts.Simulator.Clouds.HuaweiCloud;

/// <summary>IAM: issues tokens to one example user, and knows them again for 24 hours. They do not survive a restart.</summary>
internal sealed class IamTokens
{
    /// <summary>Where tokens are asked for.</summary>
    public const string Path = "/v3/auth/tokens";

    /// <summary>A token that is always accepted, for trying things out.</summary>
    public const string ExampleToken = "MIIExampleTokenOfTheSimulator";

    /// <summary>The name of the IAM user, and of its domain.</summary>
    public const string User = "simulator";

    /// <summary>The IAM user's password.</summary>
    public const string Password = "Example-Password-1";

    private static readonly TimeSpan _validity = TimeSpan.FromHours(24);
    private readonly Dictionary<string, DateTimeOffset> _ends = new(StringComparer.Ordinal);

    /// <summary>True for a token that was issued here and is still valid.</summary>
    public bool Accept(string token, DateTimeOffset now) =>
        Hashing.AreEqual(ExampleToken, token) || (_ends.TryGetValue(token, out DateTimeOffset end) && now < end);

    /// <summary>Answers a request for a token.</summary>
    public HttpResponse Issue(HttpRequest request, DateTimeOffset now)
    {
        JsonElement? body = Json.ReadObject(System.Text.Encoding.UTF8.GetString(request.Body));
        if (body is not { } root || At(root, "auth", "identity", "password", "user") is not { } user)
        {
            return Error(400, "The request body is invalid");
        }

        bool isUser = Text(user, "name") == User && Text(At(user, "domain"), "name") == User;
        if (!isUser || !Hashing.AreEqual(Password, Text(user, "password")))
        {
            return Error(401, "The username or password is wrong.");
        }

        JsonElement? project = At(root, "auth", "scope", "project");
        SimulatedService ddm = SimulatedService.Ddm;
        if (Text(project, "id") != ddm.ProjectId && Text(project, "name") != ddm.Region)
        {
            return Error(401, "The project of the scope was not found.");
        }

        string token = "MII" + RandomId.Hex(64);
        _ends[token] = now + _validity;
        return new HttpResponse(201, Json.Of(json =>
        {
            json.WriteStartObject("token");
            json.WriteString("expires_at", Time(now + _validity));
            json.WriteString("issued_at", Time(now));
            json.WriteStartObject("project");
            json.WriteString("id", ddm.ProjectId);
            json.WriteString("name", ddm.Region);
            json.WriteEndObject();
            json.WriteEndObject();
        }))
        {
            Headers = { ["X-Subject-Token"] = token },
        };
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static JsonElement? At(JsonElement start, params string[] path)
    {
        JsonElement element = start;
        foreach (string name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element;
    }

    private static string Text(JsonElement? parent, string name) =>
        parent is { } element && At(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";

    private static HttpResponse Error(int status, string message) => new(status, Json.Of(json =>
    {
        json.WriteStartObject("error");
        json.WriteNumber("code", status);
        json.WriteString("message", message);
        json.WriteEndObject();
    }));
}
