using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using DbAccounts.Engines.Cloud.HuaweiCloud;
using DbAccounts.Model;
using Xunit;

namespace DbAccounts.Tests.Signing;

/// <summary>The vectors of spec/huawei.md §2.3.</summary>
public sealed class SdkHmacSignerTests
{
    private static readonly DbCredential _guide = new("QTWAOYTTINDUT2QVKYUC", Secret.From("MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc"));
    private static readonly DbCredential _sdk = new("AccessKey", Secret.From("SecretKey"));

    [Fact]
    public void The_guides_example_signs_the_content_type_too()
    {
        string header = Sign(
            _guide, "GET", "service.region.example.com", "v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs", "marker=13551d6b-755d-4757-b956-536f674975c0&limit=2",
            "20191115T033655Z", "", ("content-type", "application/json"));

        Assert.Equal(
            "SDK-HMAC-SHA256 Access=QTWAOYTTINDUT2QVKYUC, SignedHeaders=content-type;host;x-sdk-date, "
            + "Signature=7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe",
            header);
    }

    [Theory]
    // P2 and P3 of the .NET SDK (the signer takes the headers to sign, so skipping TEST_UNDERSCORE has no counterpart), P4 and P5 of the Python SDK.
    [InlineData("GET", "service.region.example.com", "v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs", "limit=2&marker=13551d6b-755d-4757-b956-536f674975c0", "20191115T033655Z", "", "fd95e7da6f695cfb4cabbb9d6b0968aec155bc576b064835282473539ae9ea1d")]
    [InlineData("POST", "service.region.example.com", "v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpc/123", "", "20191115T033655Z", """{"key":"value"}""", "b5649aa774f6cac7437631662f08815fc65c70e40e486df6db2436ce68902771")]
    [InlineData("GET", "service.endpoint.myhuaweicloud.com", "resources", "size=1", "20200608T023900Z", "", "cfb4171acec81de07d50e53d57eb77edd537414d66ddb1d7d780f128e12cd842")]
    [InlineData("POST", "service.endpoint.myhuaweicloud.com", "resources", "size=1", "20200608T023900Z", """{"name":"test","id":1}""", "436b1ac0a1ae03705934bb70ef2f2e09f7bfed2117d731a38235053199323a1f")]
    public void The_SDKs_test_vectors_give_their_signatures(string method, string host, string path, string query, string date, string body, string signature) =>
        Assert.Equal(
            $"SDK-HMAC-SHA256 Access=AccessKey, SignedHeaders=host;x-sdk-date, Signature={signature}",
            Sign(_sdk, method, host, path, query, date, body));

    [Theory]
    // D1, D3, D5.
    [InlineData("PUT", "/testuser", "", """{"description":"new description"}""", "f0c7b4dc332680f14f9f2a23705c71f86b855a37760c549a62411652a5afe139")]
    [InlineData("GET", "", "offset=0&limit=128", "", "d969bfafd390a01476d420d8f7d5c10bcadf73d0d588bdd88a6bbf117610104d")]
    [InlineData("DELETE", "/testuser", "", "", "b06a7153e8de81683b733903b36d5bc8f6163056e7de40ef93be826e538b7d30")]
    public void Account_requests_give_the_derived_signatures(string method, string suffix, string query, string body, string signature)
    {
        const string users = "v3/619d3e78f61b4be68bc5aa0b59edcf7b/instances/61a4ea66210545909d74a05c27a7179ein09/users";

        string header = Sign(_guide, method, "ddm.cn-north-4.myhuaweicloud.com", users + suffix, query, "20260601T000000Z", body);

        Assert.EndsWith("SignedHeaders=host;x-sdk-date, Signature=" + signature, header, StringComparison.Ordinal);
    }

    [Fact]
    public void The_query_is_sorted_by_name_and_value_and_encoded()
    {
        KeyValuePair<string, string>[] query =
        [
            new("limit", "1"), new("enable", "True"), new("test", "一 (&=?!#%.*)"), new("path", "/tmp/123"), new("multi", "3"), new("multi", "1"), new("multi", "2"),
        ];

        Assert.Equal(
            "enable=True&limit=1&multi=1&multi=2&multi=3&path=%2Ftmp%2F123&test=%E4%B8%80%20%28%26%3D%3F%21%23%25.%2A%29",
            SdkHmacSigner.Query(query));
    }

    [Fact]
    public void Each_segment_of_the_path_is_encoded() =>
        Assert.Equal("/v3/a%2Fb%20c/%E4%B8%AD%25", SdkHmacSigner.Path(["v3", "a/b c", "中%"]));

    private static string Sign(
        DbCredential credential, string method, string host, string path, string query, string date, string body, params (string Name, string Value)[] more)
    {
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = host, ["x-sdk-date"] = date };
        foreach ((string name, string value) in more)
        {
            headers[name] = value;
        }

        IEnumerable<KeyValuePair<string, string>> parameters = query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => KeyValuePair.Create(pair.Split('=')[0], pair.Split('=')[1]));
        return SdkHmacSigner.Authorization(credential, method, path.Split('/'), parameters, headers, Encoding.UTF8.GetBytes(body));
    }
}
