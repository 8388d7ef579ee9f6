using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using DbAccounts.Engines.Cloud.QingCloud.Requests;
using DbAccounts.Simulator.Clouds.HuaweiCloud;
using DbAccounts.Simulator.Clouds.QingCloud;
using DbAccounts.Simulator.Clouds.TencentCloud;
using DbAccounts.Simulator.Http;
using Xunit;

namespace DbAccounts.Tests.Simulator;

/// <summary>The simulator's own verification, against the vectors that the vendors have published.</summary>
public class SignatureVectorTests
{
    private const string RunInstances = "access_key_id=QYACCESSKEYIDEXAMPLE&action=RunInstances&count=1&image_id=centos64x86a"
        + "&instance_name=demo&instance_type=small_b&login_mode=passwd&login_passwd=QingCloud20130712&signature_method=HmacSHA256"
        + "&signature_version=1&time_stamp=2013-08-27T14%3A30%3A10Z&version=1&vxnets.1=vxnet-0&zone=";

    private const string AddUser = "access_key_id=QYACCESSKEYIDEXAMPLE&action=RunClusterCustomService&cluster=cl-ouhutv70&role=maininstance"
        + "&service=add_user&service_params=%7B%22database%22%3A%22%2A%22%2C%22passwd%22%3A%22Passwd%40123%22%2C%22ssl%22%3A%22NO%22%2C"
        + "%22host%22%3A%22%25%22%2C%22user%22%3A%22u1%22%2C%22priv%22%3A%22StandardAccount%22%7D&signature_version=1"
        + "&time_stamp=2022-01-04T08%3A57%3A03Z&version=1&zone=sh1a&signature_method=";

    private const string Odd = "access_key_id=QYACCESSKEYIDEXAMPLE&action=X&signature_method=HmacSHA256&signature_version=1"
        + "&time_stamp=2022-01-04T08:57:03Z&version=1&zone=pek3&v=a+b%2Bc*d~e!f'g(h)i/j%3Dk%26l%25m:n;o@p%23q$r%5Es,%E4%B8%AD";

    [Theory]
    [InlineData("GET", "/iaas/", RunInstances + "pek3a", "byjccvWIvAftaq+oublemagH3bYAlDWxxLFAzAsyslw=")]
    [InlineData("GET", "/iaas/", RunInstances + "pek1", "32bseYy39DOlatuewpeuW5vpmW51sD1A/JdGynqSpP8=")]
    [InlineData("GET", "/iaas", RunInstances + "pek1", "MQ6mgjLWuCOj09FGPT0YrZbxq13f/r0OxEzn6hmv3hM=")]
    [InlineData("GET", "/iaas/", AddUser + "HmacSHA256", "BYmsCEi28O7Rg2Cy0UrrmthkOOq5UEICx6+QFxeuq24=")]
    [InlineData("POST", "/iaas/", AddUser + "HmacSHA256", "he0c9G6uRq3FhzgqN4IaSfN81LJlMikiuB7igb5I0CQ=")]
    [InlineData("GET", "/iaas/", AddUser + "HmacSHA1", "redwtlrtqdFtVnRUT09Kb4dRVGM=")]
    [InlineData("GET", "/iaas/", Odd, "lZVpesGwJETkynfURrT8uKYZZy8OvdRlGj4dzxBaZlE=")]
    public void QingCloud(string method, string path, string query, string expected)
    {
        IReadOnlyList<KeyValuePair<string, string>> parameters = UrlText.ParseQuery(query);
        string signatureMethod = parameters.Single(p => p.Key == "signature_method").Value;
        Assert.Equal(expected, QingCloudSignature.Compute(method, path, parameters, signatureMethod, "SECRETACCESSKEY"));
    }

    [Theory]
    [InlineData(
        "GET", "/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs?limit=2&marker=13551d6b-755d-4757-b956-536f674975c0", "", "20191115T033655Z",
        "content-type;host;x-sdk-date", "service.region.example.com", "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc",
        "7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe")]
    [InlineData(
        "GET", "/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs?limit=2&marker=13551d6b-755d-4757-b956-536f674975c0", "", "20191115T033655Z",
        "host;x-sdk-date", "service.region.example.com", "SecretKey", "fd95e7da6f695cfb4cabbb9d6b0968aec155bc576b064835282473539ae9ea1d")]
    [InlineData(
        "POST", "/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpc/123", "{\"key\":\"value\"}", "20191115T033655Z", "host;x-sdk-date",
        "service.region.example.com", "SecretKey", "b5649aa774f6cac7437631662f08815fc65c70e40e486df6db2436ce68902771")]
    [InlineData(
        "GET", "/resources?size=1", "", "20200608T023900Z", "host;x-sdk-date", "service.endpoint.myhuaweicloud.com", "SecretKey",
        "cfb4171acec81de07d50e53d57eb77edd537414d66ddb1d7d780f128e12cd842")]
    [InlineData(
        "POST", "/resources?size=1", "{\"name\":\"test\",\"id\":1}", "20200608T023900Z", "host;x-sdk-date",
        "service.endpoint.myhuaweicloud.com", "SecretKey", "436b1ac0a1ae03705934bb70ef2f2e09f7bfed2117d731a38235053199323a1f")]
    [InlineData(
        "PUT", HuaweiCaller.Users + "/testuser", "{\"description\":\"new description\"}", "20260601T000000Z", "host;x-sdk-date",
        "ddm.cn-north-4.myhuaweicloud.com", "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc",
        "f0c7b4dc332680f14f9f2a23705c71f86b855a37760c549a62411652a5afe139")]
    [InlineData(
        "GET", HuaweiCaller.Users + "?offset=0&limit=128", "", "20260601T000000Z", "host;x-sdk-date", "ddm.cn-north-4.myhuaweicloud.com",
        "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc", "d969bfafd390a01476d420d8f7d5c10bcadf73d0d588bdd88a6bbf117610104d")]
    [InlineData(
        "DELETE", HuaweiCaller.Users + "/testuser", "", "20260601T000000Z", "host;x-sdk-date", "ddm.cn-north-4.myhuaweicloud.com",
        "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc", "b06a7153e8de81683b733903b36d5bc8f6163056e7de40ef93be826e538b7d30")]
    public void Huawei(
        string method, string target, string body, string date, string signedHeaders, string host, string secret, string expected)
    {
        HttpRequest request = Request(method, target, body, ("Host", host), ("X-Sdk-Date", date), ("Content-Type", "application/json"));
        Assert.Equal(expected, HuaweiSignature.Sign(HuaweiSignature.Canonical(request, signedHeaders), date, secret));
    }

    [Fact]
    public void Huawei_canonicalises_a_query()
    {
        HttpRequest request = Request(
            "GET", "/?test=%E4%B8%80%20(%26%3D%3F!%23%25.*)&path=/tmp/123&limit=1&multi=2&multi=1&multi=3&enable=true", "", ("Host", "h"));
        Assert.Equal(
            "enable=true&limit=1&multi=1&multi=2&multi=3&path=%2Ftmp%2F123&test=%E4%B8%80%20%28%26%3D%3F%21%23%25.%2A%29",
            HuaweiSignature.Canonical(request, "host").Split('\n')[2]);
    }

    [Theory]
    [InlineData(
        "POST", "/", Instances, "application/json; charset=utf-8", "1551113065", "2019-02-25/cvm/tc3_request", "content-type;host",
        "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168")]
    [InlineData(
        "POST", "/", Instances, "application/json; charset=utf-8", "1551113065", "2019-02-25/cvm/tc3_request", "content-type;host;x-tc-action",
        "Gu5t9xGARNpq86cd98joQYCN3*******", "be4f67d323c78ab9acb7395e43c0dbcf822a9cfac32fea2449a7bc7726b770a3")]
    [InlineData(
        "GET", "/?Limit=10&Offset=0", "", "application/x-www-form-urlencoded", "1539084154", "2018-10-09/cvm/tc3_request", "content-type;host",
        "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", "5da7a33f6993f0614b047e5df4582db9e9bf4672ba50567dba16c6ccf174c474")]
    public void Tencent(
        string method, string target, string body, string type, string timestamp, string scope, string headers, string secret, string expected)
    {
        HttpRequest request = Request(
            method, target, body, ("Host", "cvm.tencentcloudapi.com"), ("Content-Type", type), ("X-TC-Action", "DescribeInstances"));
        Assert.Equal(expected, TencentSignature.Sign(TencentSignature.Canonical(request, headers.Split(';')), timestamp, scope, secret));
    }

    private const string Instances =
        "{\"Limit\": 1, \"Filters\": [{\"Values\": [\"\\u672a\\u547d\\u540d\"], \"Name\": \"instance-name\"}]}";

    private static HttpRequest Request(string method, string target, string body, params (string Name, string Value)[] headers) =>
        new(method, target, [.. headers.Select(h => new KeyValuePair<string, string>(h.Name, h.Value))], Encoding.UTF8.GetBytes(body));
}
