using System;
using System.Collections.Generic;
using System.Text.Json;
using DbAccounts.Credentials;
using DbAccounts.Engines.Cloud.Http;
using DbAccounts.Formats;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.TencentCloud;

/// <summary>Where Tencent Cloud's SDKs and tccli keep credentials. Roles that they name are not assumed.</summary>
/// <param name="product">The product, of which tccli keeps an address.</param>
internal sealed class TencentCredentials(TencentProduct product) : CredentialGuide
{
    private const string Id = "TENCENTCLOUD_SECRET_ID";
    private const string Key = "TENCENTCLOUD_SECRET_KEY";

    /// <inheritdoc/>
    public override string Needs => Messages.NeedsTencentKey;

    /// <inheritdoc/>
    public override IReadOnlyList<CredentialPlace> Places(HostEnvironment environment, DbInstanceOptions options)
    {
        string file = environment.PathIn("TENCENTCLOUD_CREDENTIALS_FILE") ?? environment.InHome(".tencentcloud", "credentials");
        string profile = environment.Variable("TCCLI_PROFILE") ?? "default";
        string credential = environment.InHome(".tccli", profile + ".credential");
        return
        [
            new(Messages.PlaceVariables.With(Id, Key), () => CredentialReading.Pair(
                environment.Variable(Id), Id, environment.Variable(Key), Key, environment.Variable("TENCENTCLOUD_TOKEN")) with
            {
                Region = environment.Variable("TENCENTCLOUD_REGION"),
            }),
            new(Messages.PlaceFile.With(file), () => CredentialReading.File(file, ParseIni)),
            new(Messages.PlaceFile.With(credential), () =>
            {
                FoundSettings configured = CredentialReading.File(environment.InHome(".tccli", profile + ".configure"), ParseConfigure);
                return CredentialReading.File(credential, ParseCredential) with
                {
                    Region = configured.Region,
                    Endpoint = configured.Endpoint,
                };
            }),
        ];
    }

    private static FoundSettings ParseIni(string text)
    {
        if (!IniFile.Parse(text).TryGetValue("default", out IReadOnlyDictionary<string, string>? section))
        {
            throw new FormatException(Messages.FileWithoutDefault);
        }

        return CredentialReading.Pair(
            section.Text("secret_id"),
            Messages.LacksSecretId,
            section.Text("secret_key"),
            Messages.LacksSecretKey,
            section.Text("token"));
    }

    private static FoundSettings ParseCredential(string text)
    {
        JsonElement json = Object(text);
        return CredentialReading.Pair(Text(json, "secretId"), "secretId", Text(json, "secretKey"), "secretKey", Text(json, "token"));
    }

    private FoundSettings ParseConfigure(string text)
    {
        JsonElement json = Object(text);
        // tccli writes the public address for every product, so only another one says anything.
        string? endpoint = json.Property(product.Name) is { ValueKind: JsonValueKind.Object } own ? Text(own, "endpoint") : null;
        return new FoundSettings
        {
            Region = json.Property("_sys_param") is { ValueKind: JsonValueKind.Object } system ? Text(system, "region") : null,
            Endpoint = endpoint == product.PublicEndpoint ? null : endpoint,
        };
    }

    private static JsonElement Object(string text) =>
        ApiResponse.ParseObject(text) ?? throw new FormatException(Messages.FileNotOfTccli);

    private static string? Text(JsonElement json, string name) => json.Text(name)?.Trim() is { Length: > 0 } text ? text : null;
}
