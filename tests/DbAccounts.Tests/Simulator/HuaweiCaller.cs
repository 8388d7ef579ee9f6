using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Model;
using DbAccounts.Simulator.Http;

namespace DbAccounts.Tests.Simulator;

/// <summary>Calls Huawei Cloud's API.</summary>
internal sealed class HuaweiCaller(SimulatorHost host)
{
    public const string Project = "619d3e78f61b4be68bc5aa0b59edcf7b";
    public const string InstanceId = "61a4ea66210545909d74a05c27a7179ein09";
    public const string Users = "/v3/" + Project + "/instances/" + InstanceId + "/users";

    public string KeyId { get; set; } = "QTWAOYTTINDUT2QVKYUC";

    public string Secret { get; set; } = "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc";

    /// <summary>Seconds that the client's clock is ahead.</summary>
    public double Skew { get; set; }

    public bool UnsignedPayload { get; set; }

    /// <summary>Where it is set, requests carry it and are not signed.</summary>
    public string? Token { get; set; }

    public async Task<(int Status, JsonElement Json)> CallAsync(string method, string target, object? body = null)
    {
        string text = body as string ?? (body is null ? "" : JsonSerializer.Serialize(body));
        string date = host.Clock.Now.AddSeconds(Skew).UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(new HttpMethod(method), host.UriOf(target))
        {
            Content = text.Length == 0 ? null : new StringContent(text, Encoding.UTF8, "application/json"),
        };
        string headers = "host:" + host.Authority + "\n";
        string signed = "host;x-sdk-date";
        if (UnsignedPayload)
        {
            headers += "x-sdk-content-sha256:UNSIGNED-PAYLOAD\n";
            signed = "host;x-sdk-content-sha256;x-sdk-date";
            request.Headers.Add("X-Sdk-Content-Sha256", "UNSIGNED-PAYLOAD");
        }

        string[] parts = target.Split('?');
        string query = parts.Length < 2 ? "" : string.Join("&", parts[1].Split('&').OrderBy(p => p, StringComparer.Ordinal));
        string canonical = string.Join(
            "\n", method, parts[0] + "/", query, headers + "x-sdk-date:" + date + "\n", signed,
            UnsignedPayload ? "UNSIGNED-PAYLOAD" : SimulatorHost.Sha256(text));
        string toSign = "SDK-HMAC-SHA256\n" + date + "\n" + SimulatorHost.Sha256(canonical);
        string signature = SimulatorHost.Hex(SimulatorHost.Hmac(Encoding.UTF8.GetBytes(Secret), toSign));
        request.Headers.Add("X-Sdk-Date", date);
        if (Token is null)
        {
            request.Headers.TryAddWithoutValidation(
                "Authorization", $"SDK-HMAC-SHA256 Access={KeyId}, SignedHeaders={signed}, Signature={signature}");
        }
        else
        {
            request.Headers.Add("X-Auth-Token", Token);
        }

        (int status, JsonElement json, HttpResponseMessage message) = await host.SendAsync(request);
        Token = message.Headers.TryGetValues("X-Subject-Token", out var tokens) ? tokens.Single() : Token;
        return (status, json);
    }

    /// <summary>The error code of a refusal, or the empty string.</summary>
    public async Task<string> CodeAsync(string method, string target, object? body = null)
    {
        (_, JsonElement json) = await CallAsync(method, target, body);
        return json.TryGetProperty("error_code", out JsonElement code) || json.TryGetProperty("errCode", out code) ? code.GetString()! : "";
    }

    public Task<string> CreateAsync(string name, string password = "Passw0rd-1", params string[] databases) => CodeAsync("POST", Users, new
    {
        name,
        password,
        base_authority = new[] { "SELECT", "CREATE" },
        databases = databases.Select(d => new { name = d }),
    });

    public async Task<JsonElement> UserAsync(string name)
    {
        (_, JsonElement json) = await CallAsync("GET", Users + "?offset=0&limit=128");
        return json.GetProperty("users").EnumerateArray().Single(u => u.GetProperty("name").GetString() == name);
    }
}
