using System;
using System.Collections.Generic;
using System.Text;
using DbAccounts.Engines.Cloud.TencentCloud;
using DbAccounts.Model;
using DbAccounts.Simulator.Http;
using Xunit;

namespace DbAccounts.Tests.Signing;

/// <summary>The vectors of spec/tencent.md §1.2.</summary>
public sealed class Tc3SignerTests
{
    private const string Json = "application/json; charset=utf-8";
    private const string Instances = """{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}""";
    private static readonly DbCredential _example = new("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", Secret.From("Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"));

    [Fact]
    public void Vector_A_the_official_POST() => Assert.Equal(
        "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, "
        + "Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168",
        Sign(_example, "cvm", "POST", "", Json, Instances, 1551113065));

    [Fact]
    public void Vector_B_with_a_third_header_and_a_key_that_holds_asterisks()
    {
        var masked = new DbCredential("AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******", Secret.From("Gu5t9xGARNpq86cd98joQYCN3*******"));

        string header = Sign(masked, "cvm", "POST", "", Json, Instances, 1551113065, ("x-tc-action", "DescribeInstances"));

        Assert.EndsWith(
            "SignedHeaders=content-type;host;x-tc-action, Signature=be4f67d323c78ab9acb7395e43c0dbcf822a9cfac32fea2449a7bc7726b770a3",
            header,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Vector_C_the_official_GET() => Assert.EndsWith(
        "/2018-10-09/cvm/tc3_request, SignedHeaders=content-type;host, Signature=5da7a33f6993f0614b047e5df4582db9e9bf4672ba50567dba16c6ccf174c474",
        Sign(_example, "cvm", "GET", "Limit=10&Offset=0", "application/x-www-form-urlencoded", "", 1539084154),
        StringComparison.Ordinal);

    [Fact]
    public void Vector_D_the_seeds_request() => Assert.EndsWith(
        "/2019-02-25/cdb/tc3_request, SignedHeaders=content-type;host, Signature=4bd22ca4baf0c7e705ea5d9ebba9ca0069fbec3715260ef259120c4316b5fd13",
        Sign(_example, "cdb", "POST", "", Json, SeedBody, 1551113065),
        StringComparison.Ordinal);

    [Fact]
    public void The_date_is_that_of_the_timestamp_in_UTC()
    {
        // 23:59:59 and 00:00:00 of 24 and 25 February 2019, UTC.
        Assert.Contains("/2019-02-24/cdb/", Sign(_example, "cdb", "POST", "", Json, "{}", 1551052799), StringComparison.Ordinal);
        Assert.Contains("/2019-02-25/cdb/", Sign(_example, "cdb", "POST", "", Json, "{}", 1551052800), StringComparison.Ordinal);
    }

    /// <summary>The body of vector D.</summary>
    internal const string SeedBody = """{"InstanceId":"cdb-f35wr6wj","Accounts":[{"User":"ajnnw","Host":"127.0.0.1"}],"GlobalPrivileges":["SELECT"]}""";

    private static string Sign(
        DbCredential credential, string service, string method, string query, string contentType, string body, long timestamp, params (string Name, string Value)[] more)
    {
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["content-type"] = contentType,
            ["host"] = service + ".tencentcloudapi.com",
        };
        foreach ((string name, string value) in more)
        {
            headers[name] = value;
        }

        return Tc3Signer.Authorization(credential, service, method, query, headers, Encoding.UTF8.GetBytes(body), timestamp);
    }
}
