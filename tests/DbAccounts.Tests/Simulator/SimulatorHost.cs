using System;
using System.Linq;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Execution;
using DbAccounts.Simulator;
using DbAccounts.Simulator.Faults;
using DbAccounts.Simulator.Http;
using DbAccounts.Simulator.Settings;

namespace DbAccounts.Tests.Simulator;

/// <summary>A running simulator with callers that sign by hand, so that nothing of the engine is needed to test it.</summary>
internal sealed class SimulatorHost : IDisposable
{
    /// <summary>Longer than a job takes.</summary>
    public const double JobSeconds = 0.6;

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    public SimulatorHost(DbSimulatorBehavior? behavior = null, string? path = null, TestClock? clock = null, DbSimulatorFault? fault = null, int seed = 1)
    {
        Clock = clock ?? new TestClock();
        Simulator = DbSimulator.Start(new DbSimulatorOptions { Behavior = behavior ?? new(), Path = path, Fault = fault, Seed = seed }, () => Clock.Now);
        QingCloud = new QingCloudCaller(this);
        Huawei = new HuaweiCaller(this);
        Tencent = new TencentCaller(this);
    }

    public DbSimulator Simulator { get; }

    public TestClock Clock { get; }

    public QingCloudCaller QingCloud { get; }

    public HuaweiCaller Huawei { get; }

    public TencentCaller Tencent { get; }

    public string Authority => Simulator.Endpoint.Authority;

    public void Dispose()
    {
        _http.Dispose();
        Simulator.Dispose();
    }

    public async Task<(int Status, JsonElement Json, HttpResponseMessage Message)> SendAsync(HttpRequestMessage request)
    {
        HttpResponseMessage answer = await _http.SendAsync(request);
        string text = await answer.Content.ReadAsStringAsync();
        using var document = JsonDocument.Parse(text);
        return ((int)answer.StatusCode, document.RootElement.Clone(), answer);
    }

    public Uri UriOf(string target) => new(Simulator.Endpoint + target.TrimStart('/'));

    /// <summary>Percent-encoding by the platform, which on .NET is RFC 3986.</summary>
    public static string Encode(string text) => Uri.EscapeDataString(text);

    public static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    public static string Sha256(string text) => Hex(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    public static string Query(params (string Name, string Value)[] parameters) =>
        string.Join("&", parameters.Select(p => Encode(p.Name) + "=" + Encode(p.Value)));
}
