using System.Collections.Generic;
using DbAccounts.Credentials;
using DbAccounts.Errors;
using DbAccounts.Formats;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.HuaweiCloud;

/// <summary>Where Huawei Cloud's SDKs keep credentials, and the variables of OpenStack that its tools take as well.</summary>
internal sealed class HuaweiCredentials : CredentialGuide
{
    private const string Sdk = "HUAWEICLOUD_SDK_";
    private const string Section = "basic";

    /// <inheritdoc/>
    public override string Needs =>
        Messages.NeedsHuaweiKey;

    /// <inheritdoc/>
    public override bool HasProjects => true;

    /// <inheritdoc/>
    public override IReadOnlyList<CredentialPlace> Places(HostEnvironment environment, DbInstanceOptions options)
    {
        string? Variable(string name) => environment.Variable(name);
        string file = environment.PathIn(Sdk + "CREDENTIALS_FILE") ?? environment.InHome(".huaweicloud", "credentials");
        string? iamEndpoint = Variable(Sdk + "IAM_ENDPOINT");
        return
        [
            new(Messages.PlaceHuaweiSdkVariables.With(Sdk), () => CredentialReading.Pair(
                Variable(Sdk + "AK"), Sdk + "AK", Variable(Sdk + "SK"), Sdk + "SK", Variable(Sdk + "SECURITY_TOKEN")) with
            {
                ProjectId = Variable(Sdk + "PROJECT_ID"),
                Endpoint = Endpoint(environment, options.Region),
                IamEndpoint = iamEndpoint,
            }),
            new(Messages.PlaceHuaweiTokenVariable, () => new FoundSettings
            {
                Credential = Variable("OS_AUTH_TOKEN") is { } token ? new DbCredential(null, null, Secret.From(token)) : null,
                Region = Variable("OS_REGION_NAME"),
                ProjectId = Variable("OS_PROJECT_ID"),
            }),
            new(Messages.PlaceHuaweiUserVariables, () => User(
                Variable("OS_USERNAME"), Variable("OS_PASSWORD"), Variable("OS_DOMAIN_NAME")) with { IamEndpoint = iamEndpoint }),
            new(Messages.PlaceFile.With(file), () => CredentialReading.File(file, Parse)),
        ];
    }

    /// <summary>A pair signs; a token alone goes along as it is.</summary>
    public override bool IsComplete(DbCredential credential) => credential.IsPair || credential is { SecretKey: null, Token: not null };

    /// <inheritdoc/>
    public override CredentialSource Signing(CredentialSource source, DbInstanceOptions options) =>
        options.IamDomain is not { } domain ? source
        : source.Known is not { IsPair: false } ? new IamPassword(source, domain, options.IamEndpoint)
        : throw DbError.InvalidInput(Messages.IamDomainWithToken, Messages.IamDomainWithTokenAdvice);

    private static FoundSettings User(string? name, string? password, string? domain) =>
        (name, password, domain) switch
        {
            (not null, not null, not null) => new FoundSettings
            {
                Credential = CredentialReading.Credential(name, password, null),
                IamDomain = domain,
            },
            (null, null, _) => new FoundSettings(),
            _ => new FoundSettings { Lacks = name is null ? "OS_USERNAME" : password is null ? "OS_PASSWORD" : "OS_DOMAIN_NAME" },
        };

    private static FoundSettings Parse(string text)
    {
        // [global] is for services without regions, which DDM is not.
        if (!IniFile.Parse(text).TryGetValue(Section, out IReadOnlyDictionary<string, string>? basic))
        {
            return new FoundSettings();
        }

        return CredentialReading.Pair(
            basic.Text("ak"), Messages.LacksAk, basic.Text("sk"), Messages.LacksSk, basic.Text("security_token")) with
        {
            ProjectId = basic.Text("project_id"),
            IamEndpoint = basic.Text("iam_endpoint"),
        };
    }

    // The SDKs take several addresses for a region, separated by commas, and try one after the other.
    private static string? Endpoint(HostEnvironment environment, string? region) => region is null
        ? null
        : environment.Variable($"{Sdk}REGION_DDM_{region.ToUpperInvariant().Replace('-', '_')}")?.Split(',')[0].Trim();
}
