using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Model;
using DbAccounts.Simulator.Clouds.QingCloud;
using Xunit;

namespace DbAccounts.Tests.Simulator;

/// <summary>Calls QingCloud's API.</summary>
internal sealed class QingCloudCaller(SimulatorHost host)
{
    public const string MySql = "cl-ouhutv70";
    public const string Chronus = "cl-yxgxofd3";

    public string KeyId { get; set; } = "QYACCESSKEYIDEXAMPLE";

    public string Secret { get; set; } = "SECRETACCESSKEY";

    public string Path { get; set; } = "/iaas/";

    public bool Post { get; set; }

    /// <summary>Like Python's urlencode: spaces of the body become plus signs, those of the signed text don't.</summary>
    public bool PlusForSpace { get; set; }

    public bool Sha1 { get; set; }

    public async Task<JsonElement> CallAsync(string action, string zone, params (string Name, string Value)[] parameters)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["action"] = action,
            ["zone"] = zone,
            ["access_key_id"] = KeyId,
            ["signature_method"] = Sha1 ? "HmacSHA1" : "HmacSHA256",
            ["signature_version"] = "1",
            ["time_stamp"] = host.Clock.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
        foreach ((string name, string value) in parameters)
        {
            all[name] = value;
        }

        string query = SimulatorHost.Query([.. all.Select(p => (p.Key, p.Value))]);
        byte[] text = Encoding.UTF8.GetBytes((Post ? "POST" : "GET") + "\n" + Path + "\n" + query);
        byte[] key = Encoding.UTF8.GetBytes(Secret);
#pragma warning disable CA5350 // One of the two methods that the service documents.
        byte[] signature = Sha1 ? HMACSHA1.HashData(key, text) : HMACSHA256.HashData(key, text);
#pragma warning restore CA5350
        query += "&signature=" + SimulatorHost.Encode(Convert.ToBase64String(signature));
        using var request = Post
            ? new HttpRequestMessage(HttpMethod.Post, host.UriOf(Path))
            {
                Content = new StringContent(
                    PlusForSpace ? query.Replace("%20", "+") : query, Encoding.ASCII, "application/x-www-form-urlencoded"),
            }
            : new HttpRequestMessage(HttpMethod.Get, host.UriOf(Path + "?" + query));
        (int status, JsonElement json, _) = await host.SendAsync(request);
        Assert.Equal(200, status);
        return json;
    }

    public Task<JsonElement> RunAsync(string service, string? role, object serviceParams) => CallAsync(
        "RunClusterCustomService",
        role is null ? "pek3" : "sh1a",
        [
            ("cluster", role is null ? Chronus : MySql),
            ("service", service),
            .. role is null ? Array.Empty<(string, string)>() : [("role", role)],
            ("service_params", serviceParams as string ?? JsonSerializer.Serialize(serviceParams)),
        ]);

    public Task<JsonElement> AddUserAsync(string user, string host = "%", string password = "Passwd@123") =>
        RunAsync("add_user", "maininstance", new { database = "*", passwd = password, ssl = "NO", host, user, priv = "StandardAccount" });

    public async Task<JsonElement> JobAsync(JsonElement started, string zone = "sh1a")
    {
        Assert.Equal(0, RetCode(started));
        JsonElement answer = await CallAsync("DescribeJobs", zone, ("jobs.1", started.GetProperty("job_id").GetString()!));
        return answer.GetProperty("job_set")[0];
    }

    /// <summary>The state of the job once its time is over.</summary>
    public async Task<string> EndAsync(JsonElement started, string zone = "sh1a")
    {
        host.Clock.Pass(SimulatorHost.JobSeconds);
        return (await JobAsync(started, zone)).GetProperty("status").GetString()!;
    }

    public async Task<string[]> TabAsync(string cluster, string zone, string tab)
    {
        JsonElement answer = await CallAsync("DescribeClusterDisplayTabs", zone, ("cluster", cluster), ("display_tabs", tab));
        JsonElement data = answer.GetProperty("display_tabs").GetProperty("data");
        return data.ValueKind == JsonValueKind.Null
            ? []
            : [.. data.EnumerateArray().Select(row => string.Join("|", row.EnumerateArray().Select(cell => cell.GetString())))];
    }

    public static int RetCode(JsonElement answer) => answer.GetProperty("ret_code").GetInt32();
}
