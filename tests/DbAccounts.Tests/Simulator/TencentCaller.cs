using System;
using System.Globalization;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Model;
using Xunit;

namespace DbAccounts.Tests.Simulator;

/// <summary>Calls Tencent Cloud's API.</summary>
internal sealed class TencentCaller(SimulatorHost host)
{
    public const string InstanceId = "cdb-f35wr6wj";

    public string KeyId { get; set; } = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE";

    public string Secret { get; set; } = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE";

    public string Service { get; set; } = "cdb";

    public string Separator { get; set; } = " ";

    public double Skew { get; set; }

    public string? Region { get; set; } = "ap-guangzhou";

    public async Task<JsonElement> CallAsync(string action, object parameters)
    {
        string body = parameters as string ?? JsonSerializer.Serialize(parameters);
        using var request = new HttpRequestMessage(HttpMethod.Post, host.Simulator.Endpoint) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        return await SendAsync(request, action, "", body, "application/json");
    }

    public async Task<JsonElement> GetAsync(string action, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, host.UriOf("/?" + query)) { Content = new ByteArrayContent([]) };
        return await SendAsync(request, action, query, "", "application/x-www-form-urlencoded");
    }

    /// <summary>The error code of a refusal, or the empty string.</summary>
    public async Task<string> CodeAsync(string action, object parameters) => CodeOf(await CallAsync(action, parameters));

    public static string CodeOf(JsonElement response) =>
        response.TryGetProperty("Error", out JsonElement error) ? error.GetProperty("Code").GetString()! : "";

    public static object[] Accounts(string user, string hostName = "%") => [new { User = user, Host = hostName }];

    public Task<JsonElement> CreateAsync(string user, string hostName = "%", string password = "Passw0rd!", string? description = null) =>
        CallAsync("CreateAccounts", new { InstanceId, Accounts = Accounts(user, hostName), Password = password, Description = description ?? "" });

    public async Task<(string Status, string Info)> TaskAsync(JsonElement started)
    {
        Assert.Equal("", CodeOf(started));
        JsonElement task = await CallAsync("DescribeAsyncRequestInfo", new { AsyncRequestId = started.GetProperty("AsyncRequestId").GetString() });
        return (task.GetProperty("Status").GetString()!, task.GetProperty("Info").GetString()!);
    }

    /// <summary>The state of the task once its time is over, and a second more, so that no limit of requests stands in the way.</summary>
    public async Task<string> EndAsync(JsonElement started)
    {
        host.Clock.Pass(SimulatorHost.JobSeconds + 1);
        return (await TaskAsync(started)).Status;
    }

    public async Task<string> PrivilegesAsync(string user, string hostName = "%")
    {
        JsonElement held = await CallAsync("DescribeAccountPrivileges", new { InstanceId, User = user, Host = hostName });
        return held.TryGetProperty("Error", out _) ? CodeOf(held) : string.Join(
            " ", held.GetProperty("GlobalPrivileges"), held.GetProperty("DatabasePrivileges"), held.GetProperty("TablePrivileges"),
            held.GetProperty("ColumnPrivileges")).Replace("\"", "");
    }

    private async Task<JsonElement> SendAsync(HttpRequestMessage request, string action, string query, string body, string type)
    {
        DateTimeOffset time = host.Clock.Now.AddSeconds(Skew);
        string timestamp = time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string date = time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string canonical = string.Join(
            "\n", request.Method.Method, "/", query, "content-type:" + type, "host:" + host.Authority, "", "content-type;host",
            SimulatorHost.Sha256(body));
        string scope = $"{date}/{Service}/tc3_request";
        string toSign = string.Join("\n", "TC3-HMAC-SHA256", timestamp, scope, SimulatorHost.Sha256(canonical));
        byte[] key = Encoding.UTF8.GetBytes("TC3" + Secret);
        foreach (string part in scope.Split('/'))
        {
            key = SimulatorHost.Hmac(key, part);
        }

        string signature = SimulatorHost.Hex(SimulatorHost.Hmac(key, toSign));
        request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"TC3-HMAC-SHA256{Separator}Credential={KeyId}/{scope}, SignedHeaders=content-type;host, Signature={signature}");
        request.Headers.Add("X-TC-Action", action);
        request.Headers.Add("X-TC-Version", "2017-03-20");
        request.Headers.Add("X-TC-Timestamp", timestamp);
        if (Region is not null)
        {
            request.Headers.Add("X-TC-Region", Region);
        }

        (int status, JsonElement json, _) = await host.SendAsync(request);
        Assert.Equal(200, status);
        return json.GetProperty("Response");
    }
}
