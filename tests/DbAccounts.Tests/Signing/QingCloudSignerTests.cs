using System.Collections.Generic;
using DbAccounts.Engines.Cloud.QingCloud;
using DbAccounts.Formats;
using DbAccounts.Model;
using Xunit;

namespace DbAccounts.Tests.Signing;

/// <summary>The vectors of spec/qingcloud.md §1.6.</summary>
public sealed class QingCloudSignerTests
{
    private static readonly DbCredential _documented = new("QYACCESSKEYIDEXAMPLE", Secret.From("SECRETACCESSKEY"));

    [Theory]
    // V1, the official example; V3 and V4, those of the Go and Ruby SDKs: the path is signed as it is requested.
    [InlineData("/iaas/", "pek3a", "byjccvWIvAftaq%2BoublemagH3bYAlDWxxLFAzAsyslw%3D")]
    [InlineData("/iaas/", "pek1", "32bseYy39DOlatuewpeuW5vpmW51sD1A%2FJdGynqSpP8%3D")]
    [InlineData("/iaas", "pek1", "MQ6mgjLWuCOj09FGPT0YrZbxq13f%2Fr0OxEzn6hmv3hM%3D")]
    public void The_published_example_gives_the_published_signature(string path, string zone, string signature)
    {
        var parameters = new Dictionary<string, string>
        {
            ["zone"] = zone,
            ["count"] = "1",
            ["vxnets.1"] = "vxnet-0",
            ["signature_version"] = "1",
            ["signature_method"] = "HmacSHA256",
            ["instance_name"] = "demo",
            ["image_id"] = "centos64x86a",
            ["login_mode"] = "passwd",
            ["login_passwd"] = "QingCloud20130712",
            ["version"] = "1",
            ["access_key_id"] = "QYACCESSKEYIDEXAMPLE",
            ["action"] = "RunInstances",
            ["time_stamp"] = "2013-08-27T14:30:10Z",
            ["instance_type"] = "small_b",
        };
        const string query = "access_key_id=QYACCESSKEYIDEXAMPLE&action=RunInstances&count=1&image_id=centos64x86a&instance_name=demo"
            + "&instance_type=small_b&login_mode=passwd&login_passwd=QingCloud20130712&signature_method=HmacSHA256&signature_version=1"
            + "&time_stamp=2013-08-27T14%3A30%3A10Z&version=1&vxnets.1=vxnet-0&zone=";

        Assert.Equal($"{query}{zone}&signature={signature}", QingCloudSigner.SignedQuery(_documented, "GET", path, parameters));
    }

    [Fact]
    public void The_Go_SDKs_other_test_gives_its_signature()
    {
        var parameters = new Dictionary<string, string>
        {
            ["action"] = "DescribeInstance",
            ["instance.0"] = "i-xxxxxxxx",
            ["verbose"] = "1",
            ["signature_method"] = "HmacSHA256",
            ["signature_version"] = "1",
            ["time_stamp"] = "0001-01-01T00:00:00Z",
            ["access_key_id"] = "ENV_ACCESS_KEY_ID",
        };

        string signed = QingCloudSigner.SignedQuery(new DbCredential("ENV_ACCESS_KEY_ID", Secret.From("ENV_SECRET_ACCESS_KEY")), "GET", "/iaas", parameters);

        Assert.EndsWith("&signature=ZHa2iQ8PeyP1ktMF9C%2BDjOQBl537ti9RnYZ1Qqr6KRg%3D", signed, System.StringComparison.Ordinal);
    }

    [Theory]
    // D1, and D5, the same with POST.
    [InlineData("GET", "BYmsCEi28O7Rg2Cy0UrrmthkOOq5UEICx6+QFxeuq24=")]
    [InlineData("POST", "he0c9G6uRq3FhzgqN4IaSfN81LJlMikiuB7igb5I0CQ=")]
    public void An_add_user_call_is_signed_with_its_parameters_encoded_once(string method, string signature)
    {
        Dictionary<string, string> parameters = Common("RunClusterCustomService", "sh1a");
        parameters["cluster"] = "cl-ouhutv70";
        parameters["role"] = "maininstance";
        parameters["service"] = "add_user";
        parameters["service_params"] = """{"database":"*","passwd":"Passwd@123","ssl":"NO","host":"%","user":"u1","priv":"StandardAccount"}""";

        string signed = QingCloudSigner.SignedQuery(_documented, method, "/iaas/", parameters);

        Assert.Contains(
            "&service_params=%7B%22database%22%3A%22%2A%22%2C%22passwd%22%3A%22Passwd%40123%22%2C%22ssl%22%3A%22NO%22%2C%22host%22%3A%22%25%22"
            + "%2C%22user%22%3A%22u1%22%2C%22priv%22%3A%22StandardAccount%22%7D&signature_method=",
            signed,
            System.StringComparison.Ordinal);
        AssertSignature(signature, signed);
    }

    [Fact]
    public void A_modify_users_call_is_signed_without_a_role()
    {
        Dictionary<string, string> parameters = Common("RunClusterCustomService", "pek3");
        parameters["cluster"] = "cl-yxgxofd3";
        parameters["service"] = "modify_users";
        parameters["service_params"] = """{"user_networks":"::/0","user_password":"QQ11123","user_name":"testuser"}""";

        AssertSignature("+MYHPrFkDztqVRfj8ZbFSV7MvVM4BGjNnT87rbv0I6M=", QingCloudSigner.SignedQuery(_documented, "GET", "/iaas/", parameters));
    }

    [Fact]
    public void Every_special_character_is_encoded_as_RFC_3986_says()
    {
        Dictionary<string, string> parameters = Common("X", "pek3");
        parameters["v"] = "a b+c*d~e!f'g(h)i/j=k&l%m:n;o@p#q$r^s,中";

        string signed = QingCloudSigner.SignedQuery(_documented, "GET", "/iaas/", parameters);

        Assert.Contains(
            "&v=a%20b%2Bc%2Ad~e%21f%27g%28h%29i%2Fj%3Dk%26l%25m%3An%3Bo%40p%23q%24r%5Es%2C%E4%B8%AD&", signed, System.StringComparison.Ordinal);
        AssertSignature("lZVpesGwJETkynfURrT8uKYZZy8OvdRlGj4dzxBaZlE=", signed);
    }

    [Fact]
    public void Parameters_are_sorted_by_bytes_and_not_by_a_culture()
    {
        var parameters = new Dictionary<string, string> { ["jobs.2"] = "c", ["zone"] = "d", ["jobs.10"] = "b", ["jobs.1"] = "a", ["Zone"] = "e" };

        string signed = QingCloudSigner.SignedQuery(_documented, "GET", "/iaas/", parameters);

        Assert.StartsWith("Zone=e&jobs.1=a&jobs.10=b&jobs.2=c&zone=d&signature=", signed, System.StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Common(string action, string zone) => new()
    {
        ["action"] = action,
        ["zone"] = zone,
        ["time_stamp"] = "2022-01-04T08:57:03Z",
        ["access_key_id"] = "QYACCESSKEYIDEXAMPLE",
        ["version"] = "1",
        ["signature_method"] = "HmacSHA256",
        ["signature_version"] = "1",
    };

    private static void AssertSignature(string base64, string signed) =>
        Assert.EndsWith("&signature=" + Rfc3986.Encode(base64), signed, System.StringComparison.Ordinal);
}
