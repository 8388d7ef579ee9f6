using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DbAccounts.Benchmarks;

/// <summary>A MySQL Plus cluster, and its RunClusterCustomService add_user by hand.</summary>
/// <param name="Id">The cluster.</param>
/// <param name="Zone">Its zone.</param>
/// <param name="Endpoint">The address of the API.</param>
/// <param name="KeyId">The public half of the key.</param>
/// <param name="SecretKey">The secret half of the key.</param>
public sealed record HandMadeCluster(string Id, string Zone, Uri Endpoint, string KeyId, string SecretKey)
{
    private static readonly HttpClient _http =
        new(new HttpClientHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });
    private static readonly JsonWriterOptions _relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The cluster that is meant where none is named.</summary>
    public static HandMadeCluster? Current { get; set; }

    /// <summary>Creates an account; its job.</summary>
    /// <param name="user">The account.</param>
    /// <param name="account">The account in words.</param>
    public HandMadeJob AddUser(HandMadeUser user, string account)
    {
        DateTime now = DateTime.UtcNow;
        // The empty body is what keeps .NET from sending a lost change again, as in the module.
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(user, now)) { Content = new ByteArrayContent([]) };
        // As Invoke-RestMethod waits.
        using HttpResponseMessage response = _http.SendAsync(request).GetAwaiter().GetResult();
        using Stream body = response.Content.ReadAsStream();
        using JsonDocument answer = JsonDocument.Parse(body);
        return answer.RootElement.GetProperty("ret_code").GetInt32() == 0
            ? new HandMadeJob(answer.RootElement.GetProperty("job_id").GetString()!, Id, Zone, "CreateAccount", account, now)
            : throw new InvalidOperationException(answer.RootElement.GetProperty("message").GetString());
    }

    private Uri Address(HandMadeUser user, DateTime now)
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["access_key_id"] = KeyId,
            ["action"] = "RunClusterCustomService",
            ["cluster"] = Id,
            ["role"] = "maininstance",
            ["service"] = "add_user",
            ["service_params"] = Json(user),
            ["signature_method"] = "HmacSHA256",
            ["signature_version"] = "1",
            ["time_stamp"] = now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["version"] = "1",
            ["zone"] = Zone,
        };
        var query = new StringBuilder();
        foreach (KeyValuePair<string, string> parameter in parameters)
        {
            query.Append(query.Length > 0 ? "&" : "").Append(parameter.Key).Append('=').Append(Uri.EscapeDataString(parameter.Value));
        }

        byte[] signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(SecretKey), Encoding.UTF8.GetBytes($"GET\n/iaas/\n{query}"));
        query.Append("&signature=").Append(Uri.EscapeDataString(Convert.ToBase64String(signature)));
        return new Uri(Endpoint, $"/iaas/?{query}");
    }

    private static string Json(HandMadeUser user)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, _relaxed))
        {
            writer.WriteStartObject();
            writer.WriteString("database", user.Database);
            writer.WriteString("passwd", new NetworkCredential("", user.Password).Password);
            writer.WriteString("ssl", user.Ssl);
            writer.WriteString("host", user.Host);
            writer.WriteString("user", user.Name);
            writer.WriteString("priv", user.Type);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
