using System.Collections.Generic;
using DbAccounts.Credentials;
using DbAccounts.Formats;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.QingCloud;

/// <summary>Where QingCloud's tools keep credentials: its Terraform provider in variables, its SDKs and its CLI in config.yaml.</summary>
internal sealed class QingCloudCredentials : CredentialGuide
{
    private const string Id = "QINGCLOUD_ACCESS_KEY";
    private const string Key = "QINGCLOUD_SECRET_KEY";
    private const string FileId = "qy_access_key_id";
    private const string FileKey = "qy_secret_access_key";

    /// <inheritdoc/>
    public override string Needs => Messages.NeedsQingCloudKey;

    /// <inheritdoc/>
    public override IReadOnlyList<CredentialPlace> Places(HostEnvironment environment, DbInstanceOptions options)
    {
        string file = environment.InHome(".qingcloud", "config.yaml");
        return
        [
            new(Messages.PlaceVariables.With(Id, Key), () => CredentialReading.Pair(
                environment.Variable(Id), Id, environment.Variable(Key), Key, null) with
            {
                Region = environment.Variable("QINGCLOUD_ZONE"),
                Endpoint = environment.Variable("QINGCLOUD_ENDPOINT"),
            }),
            new(Messages.PlaceFile.With(file), () => CredentialReading.File(file, Parse)),
        ];
    }

    private static FoundSettings Parse(string text)
    {
        IReadOnlyDictionary<string, string> config = FlatYaml.Parse(text);
        // A private cloud is reached at a host of its own, with keys of its own.
        string? endpoint = config.Text("host") is { } host
            ? $"{config.Text("protocol") ?? "https"}://{host}{(config.Text("port") is { } port ? ":" + port : "")}{config.Text("uri")}"
            : null;
        return CredentialReading.Pair(config.Text(FileId), FileId, config.Text(FileKey), FileKey, null) with
        {
            Region = config.Text("zone"),
            Endpoint = endpoint,
        };
    }
}
