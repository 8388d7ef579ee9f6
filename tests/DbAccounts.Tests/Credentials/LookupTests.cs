using System;
using System.Threading.Tasks;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using Xunit;

namespace DbAccounts.Tests.Credentials;

/// <summary>Where credentials and settings come from when nobody gave them, and in which order.</summary>
public class LookupTests
{
    private const string TencentIni = "[default]\nsecret_id = id-of-file\nsecret_key = key-of-file\n";
    private const string Tccli = """{"secretId":"id-of-tccli","secretKey":"key-of-tccli","token":"token-of-tccli"}""";
    private const string QingCloudYaml = "qy_access_key_id: 'id-of-file'\nqy_secret_access_key: 'key-of-file'\nzone: 'pek3'\n";
    private const string HuaweiIni = "[global]\nak=no\nsk=no\n[basic]\nak = id-of-file\nsk = key-of-file\nproject_id = project-of-file\nsecurity_token = token-of-file\n";

    [Fact]
    public async Task Tencent_takes_variables_before_the_sdk_file_before_tcclis()
    {
        using var around = new Around();
        around.WithFile(".tccli/default.credential", Tccli).WithFile(".tccli/default.configure", """{"_sys_param":{"region":"ap-beijing"},"cdb":{"endpoint":"cdb.tencentcloudapi.com"}}""");
        DbInstance instance = around.Connect("TencentMySql");
        await AssertCredentialAsync(instance, "id-of-tccli", "key-of-tccli", "token-of-tccli");
        Assert.Equal("ap-beijing", instance.Region);
        Assert.Equal("cdb.tencentcloudapi.com", instance.Endpoint.Host);
        Assert.EndsWith("default.credential", instance.CredentialSource, StringComparison.Ordinal);

        around.WithFile(".tencentcloud/credentials", TencentIni);
        instance = around.Connect("TencentMySql");
        await AssertCredentialAsync(instance, "id-of-file", "key-of-file", null);
        Assert.Equal("ap-beijing", instance.Region);

        around.With("TENCENTCLOUD_SECRET_ID", "id-of-variable").With("TENCENTCLOUD_SECRET_KEY", "key-of-variable").With("TENCENTCLOUD_TOKEN", "t").With("TENCENTCLOUD_REGION", "ap-tokyo");
        instance = around.Connect("TencentMySql");
        await AssertCredentialAsync(instance, "id-of-variable", "key-of-variable", "t");
        Assert.Equal("ap-tokyo", instance.Region);

        // What is given wins, half of it too.
        instance = around.Connect("TencentMySql", o => o with { Region = "ap-seoul", Credential = new("id", Secret.From("key")) });
        await AssertCredentialAsync(instance, "id", "key", null);
        Assert.Equal("ap-seoul", instance.Region);
        Assert.Equal(DbErrorId.ConnectionIncomplete, Error(() => around.Connect("TencentMySql", o => o with { Credential = new("id", null) })).ErrorId);
        Assert.Equal("the secret 'k'", around.Connect("TencentMySql", o => o with { SecretName = "k" }).CredentialSource);
    }

    [Fact]
    public async Task Tencents_files_can_stand_elsewhere()
    {
        using var around = new Around();
        around.WithFile("elsewhere.ini", TencentIni).With("TENCENTCLOUD_CREDENTIALS_FILE", "~/elsewhere.ini");
        await AssertCredentialAsync(around.Connect("TencentMySql", o => o with { Region = "r" }), "id-of-file", "key-of-file", null);
        around.Variables.Clear();
        around.WithFile(".tccli/work.credential", Tccli).WithFile(".tccli/work.configure", """{"_sys_param":{"region":"r"},"cdb":{"endpoint":"cdb.intl.tencentcloudapi.com"}}""").With("TCCLI_PROFILE", "work");
        DbInstance instance = around.Connect("TencentMySql");
        await AssertCredentialAsync(instance, "id-of-tccli", "key-of-tccli", "token-of-tccli");
        Assert.Equal("https://cdb.intl.tencentcloudapi.com/", instance.Endpoint.ToString());
    }

    [Fact]
    public async Task QingCloud_takes_variables_before_its_configuration()
    {
        using var around = new Around();
        around.WithFile(".qingcloud/config.yaml", QingCloudYaml);
        DbInstance instance = around.Connect("ChronusDB");
        await AssertCredentialAsync(instance, "id-of-file", "key-of-file", null);
        Assert.Equal("pek3", instance.Region);
        Assert.Equal("https://api.qingcloud.com/", instance.Endpoint.ToString());

        around.WithFile(".qingcloud/config.yaml", QingCloudYaml + "host: 'api.private.example'\nport: 8443\nprotocol: 'https'\nuri: '/iaas'\n");
        Assert.Equal("https://api.private.example:8443/iaas", around.Connect("ChronusDB").Endpoint.ToString());
        // The private cloud's address goes with its key, and not with one that was given.
        Assert.Equal("https://api.qingcloud.com/", around.Connect("ChronusDB", o => o with { Credential = new("id", Secret.From("key")) }).Endpoint.ToString());

        around.With("QINGCLOUD_ACCESS_KEY", "id-of-variable").With("QINGCLOUD_SECRET_KEY", "key-of-variable").With("QINGCLOUD_ZONE", "sh1a");
        instance = around.Connect("ChronusDB");
        await AssertCredentialAsync(instance, "id-of-variable", "key-of-variable", null);
        Assert.Equal("sh1a", instance.Region);
        Assert.Equal("https://api.qingcloud.com/", instance.Endpoint.ToString());
    }

    [Fact]
    public void An_address_in_a_file_must_be_safe_too()
    {
        using var around = new Around();
        around.WithFile(".qingcloud/config.yaml", QingCloudYaml + "host: api.private.example\nprotocol: http\n");
        Assert.Equal(DbErrorId.EndpointNotAllowed, Error(() => around.Connect("MySqlPlus")).ErrorId);
    }

    [Fact]
    public async Task Huawei_takes_keys_then_tokens_then_passwords_of_variables_then_its_file()
    {
        using var around = new Around();
        around.WithFile(".huaweicloud/credentials", HuaweiIni);
        DbInstance Connect() => around.Connect("Ddm", o => o with { Region = "cn-north-4" });
        await AssertCredentialAsync(Connect(), "id-of-file", "key-of-file", "token-of-file");
        Assert.Equal("project-of-file", Connect().ProjectId);

        around.With("OS_USERNAME", "user").With("OS_PASSWORD", "password").With("OS_DOMAIN_NAME", "acme");
        Assert.Equal("acme", Connect().IamDomain);
        Assert.Contains("OS_PASSWORD", Connect().CredentialSource, StringComparison.Ordinal);

        around.With("OS_AUTH_TOKEN", "a-token").With("OS_PROJECT_ID", "project-of-token");
        await AssertCredentialAsync(Connect(), null, null, "a-token");
        Assert.Equal("project-of-token", Connect().ProjectId);
        Assert.Null(Connect().IamDomain);

        around.With("HUAWEICLOUD_SDK_AK", "id-of-variable").With("HUAWEICLOUD_SDK_SK", "key-of-variable").With("HUAWEICLOUD_SDK_SECURITY_TOKEN", "t")
            .With("HUAWEICLOUD_SDK_REGION_DDM_CN_NORTH_4", "https://ddm.private.example,https://two.example");
        await AssertCredentialAsync(Connect(), "id-of-variable", "key-of-variable", "t");
        Assert.Equal("https://ddm.private.example/", Connect().Endpoint.ToString());
        Assert.Equal("project-of-token", Connect().ProjectId);
    }

    [Theory]
    [InlineData("TencentMySql", "TENCENTCLOUD_SECRET_KEY", ".tccli")]
    [InlineData("MySqlPlus", "QINGCLOUD_SECRET_KEY", "config.yaml")]
    [InlineData("Ddm", "OS_AUTH_TOKEN", ".huaweicloud")]
    public void Where_nothing_is_found_the_error_says_where_was_looked_and_what_to_give(string service, string variable, string file)
    {
        using var around = new Around();
        DbAccountsException error = Error(() => around.Connect(service, o => o with { Region = "r" }));
        Assert.Equal(DbErrorId.ConnectionIncomplete, error.ErrorId);
        Assert.Contains(variable, error.Message, StringComparison.Ordinal);
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Contains("-Credential", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("-SecretName", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_key_is_none_and_the_error_says_which_half_is_missing()
    {
        using var around = new Around();
        around.With("TENCENTCLOUD_SECRET_ID", "id-of-variable").With("TENCENTCLOUD_SECRET_KEY", "  ");
        DbAccountsException error = Error(() => around.Connect("TencentMySql"));
        Assert.Contains("TENCENTCLOUD_SECRET_KEY is not set", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("id-of-variable", error.ToString(), StringComparison.Ordinal);
        around.WithFile(".tencentcloud/credentials", TencentIni);
        Assert.Equal("id-of-file", around.Connect("TencentMySql", o => o with { Region = "r" }).KeyId);
    }

    [Theory]
    [InlineData("TencentMySql", ".tencentcloud/credentials", "Canary-Secret")]
    [InlineData("TencentMySql", ".tencentcloud/credentials", "[other]\nsecret_key=Canary-Secret")]
    [InlineData("TencentMySql", ".tencentcloud/credentials", "[default]\nsecret_key=Canary-Secret")]
    [InlineData("TencentMySql", ".tccli/default.credential", "{\"secretKey\":\"Canary-Secret\"}")]
    [InlineData("TencentMySql", ".tccli/default.credential", "[\"Canary-Secret\"]")]
    [InlineData("TencentMySql", ".tccli/default.configure", "Canary-Secret")]
    [InlineData("ChronusDB", ".qingcloud/config.yaml", "qy_secret_access_key: Canary-Secret")]
    [InlineData("ChronusDB", ".qingcloud/config.yaml", "qy_secret_access_key: 'Canary-Secret")]
    [InlineData("Ddm", ".huaweicloud/credentials", "[basic]\nsk=Canary-Secret")]
    public void A_broken_file_is_an_error_that_names_it_and_not_its_content(string service, string file, string text)
    {
        using var around = new Around();
        around.WithFile(file, text);
        DbAccountsException error = Error(() => around.Connect(service, o => o with { Region = "r" }));
        Assert.Equal(DbErrorId.CredentialFileInvalid, error.ErrorId);
        Assert.Contains(System.IO.Path.GetFileName(file), error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", error.ToString(), StringComparison.Ordinal);

        // Who gives everything is not bothered by it.
        around.Connect(service, o => o with { Region = "r", ProjectId = "p", Credential = new("id", Secret.From("key")) });
    }

    [Fact]
    public void What_can_not_be_meant_is_refused()
    {
        using var around = new Around();
        DbCredential key = new("id", Secret.From("key")), token = new(null, null, Secret.From("token"));
        Assert.Equal(DbErrorId.InvalidInput, Error(() => around.Connect("TencentMySql", o => o with { Region = "r", SecretName = "s", Credential = key })).ErrorId);
        Assert.Equal(DbErrorId.InvalidInput, Error(() => around.Connect("TencentMySql", o => o with { Region = "r", Vault = "v", Credential = key })).ErrorId);
        Assert.Equal(DbErrorId.InvalidInput, Error(() => around.Connect("TencentMySql", o => o with { Region = "r", IamDomain = "d", Credential = key })).ErrorId);
        Assert.Equal(DbErrorId.InvalidInput, Error(() => around.Connect("Ddm", o => o with { Region = "r", ProjectId = "p", IamDomain = "d", Credential = token })).ErrorId);
        Assert.Equal(DbErrorId.InvalidInput, Error(() => around.Connect("TencentMySql", o => o with { Region = "r", Credential = new("i\nd", Secret.From("key")) })).ErrorId);
        around.With("OS_AUTH_TOKEN", "to\u00e9ken");
        Assert.Equal(DbErrorId.InvalidInput, Error(() => around.Connect("Ddm", o => o with { Region = "r", ProjectId = "p" })).ErrorId);
    }

    internal static DbAccountsException Error(Action action) => Assert.Throws<DbAccountsException>(action);

    private static async Task AssertCredentialAsync(DbInstance instance, string? id, string? key, string? token)
    {
        DbCredential credential = await instance.Source.GetAsync(instance.Address, new CallContext());
        Assert.Equal(id, credential.KeyId);
        Assert.Equal(key, credential.SecretKey?.Reveal(text => text));
        Assert.Equal(token, credential.Token?.Reveal(text => text));
    }
}
