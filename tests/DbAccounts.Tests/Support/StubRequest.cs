using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using DbAccounts.Simulator.Http;

namespace DbAccounts.Tests.Support;

/// <summary>A request exactly as it arrived.</summary>
internal sealed record StubRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Path => Target.Split('?')[0];

    public string Query => Target.Contains('?', StringComparison.Ordinal) ? Target[(Target.IndexOf('?', StringComparison.Ordinal) + 1)..] : "";

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The parameters of the query, decoded once.</summary>
    public Dictionary<string, string> Parameters => Query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1]));

    /// <summary>The JSON in QingCloud's parameter service_params.</summary>
    public JsonElement ServiceParams => JsonDocument.Parse(Parameters["service_params"]).RootElement;

    /// <summary>QingCloud's action parameter, or Tencent Cloud's action header.</summary>
    public string Action => Headers.TryGetValue("X-TC-Action", out string? action) ? action : Parameters.GetValueOrDefault("action", "");

    public override string ToString() => $"{Method} {Target} {Text}";
}
