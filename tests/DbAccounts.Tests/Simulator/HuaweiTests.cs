using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Simulator;
using DbAccounts.Simulator.Settings;
using Xunit;
using static DbAccounts.Tests.Simulator.HuaweiCaller;

namespace DbAccounts.Tests.Simulator;

public class HuaweiTests
{
    private const string V1Users = "/v1/" + Project + "/instances/" + InstanceId + "/users";

    [Fact]
    public async Task Creates_lists_updates_and_deletes()
    {
        using var host = new SimulatorHost();
        (int status, JsonElement body) = await host.Huawei.CallAsync("POST", Users, new
        {
            name = "testuser",
            password = "Passw0rd-1",
            base_authority = new[] { "SELECT", "INSERT", "CREATE" },
            description = "a \"b\" & c+d % 中文",
            password_lifetime = 60,
            databases = new[] { new { name = "db_7350" } },
        });
        Assert.Equal((200, "{}"), (status, body.GetRawText()));
        JsonElement user = await host.Huawei.UserAsync("testuser");
        Assert.Equal("RUNNING", user.GetProperty("status").GetString());
        Assert.Equal("a \"b\" & c+d % 中文", user.GetProperty("description").GetString());
        Assert.Equal("[\"CREATE\",\"INSERT\",\"SELECT\"]", user.GetProperty("base_authority").GetRawText());
        Assert.Equal("[{\"name\":\"db_7350\"}]", user.GetProperty("databases").GetRawText());
        Assert.Equal(60, user.GetProperty("password_lifetime").GetInt32());
        Assert.Equal("2026-06-01T08:30:00+0000", user.GetProperty("created").GetString());
        Assert.Equal("2026-07-31T08:30:00+0000", user.GetProperty("expiration_time").GetString());

        host.Clock.Pass(60);
        Assert.Equal("", await host.Huawei.CodeAsync("PUT", Users + "/testuser", new { base_authority = new[] { "DROP" }, description = "" }));
        Assert.Equal("", await host.Huawei.CodeAsync("PUT", Users + "/testuser", "{\"password_lifetime\":null}"));
        Assert.Equal("", await host.Huawei.CodeAsync("PUT", Users + "/testuser", new { databases = Array.Empty<object>() }));
        Assert.Equal("", await host.Huawei.CodeAsync("POST", Users + "/testuser/password", new { password = "Other-Passw0rd" }));
        user = await host.Huawei.UserAsync("testuser");
        Assert.Equal("[\"DROP\"]", user.GetProperty("base_authority").GetRawText());
        Assert.Equal("[]", user.GetProperty("databases").GetRawText());
        Assert.Equal("", user.GetProperty("description").GetString());
        Assert.Equal(JsonValueKind.Null, user.GetProperty("expiration_time").ValueKind);
        Assert.Equal("2026-06-01T08:31:00+0000", user.GetProperty("password_last_changed").GetString());
        Assert.Equal("", await host.Huawei.CodeAsync("DELETE", Users + "/testuser"));
        Assert.Equal("DBS.300327", await host.Huawei.CodeAsync("DELETE", Users + "/testuser"));
    }

    [Theory]
    [InlineData("DBS.300305", "{\"name\":\"1a\",\"password\":\"Passw0rd-1\",\"base_authority\":[\"SELECT\"]}")]
    [InlineData("DBS.300306", "{\"name\":\"a\",\"password\":\"short\",\"base_authority\":[\"SELECT\"]}")]
    [InlineData("DBS.300306", "{\"name\":\"Passw0rd_1\",\"password\":\"1_dr0wssaP\",\"base_authority\":[\"SELECT\"]}")]
    [InlineData("DBS.300309", "{\"name\":\"a\",\"password\":\"Passw0rd-1\",\"base_authority\":[\"GRANT\"]}")]
    [InlineData("DBS.300309", "{\"name\":\"a\",\"password\":\"Passw0rd-1\"}")]
    [InlineData("DBS.280001", "{\"name\":\"a\",\"password\":\"Passw0rd-1\",\"base_authority\":[\"SELECT\"],\"password_lifetime\":65536}")]
    [InlineData("DBS.280001", "{\"name\":\"a\",\"password\":\"Passw0rd-1\",\"base_authority\":[null]}")]
    [InlineData("DBS.280001", "{\"name\":7}")]
    [InlineData("DBS.280001", "[]")]
    [InlineData("DBS.280001", "nonsense")]
    public async Task Refuses_what_breaks_a_rule(string code, string body)
    {
        using var host = new SimulatorHost();
        (int status, JsonElement json) = await host.Huawei.CallAsync("POST", Users, body);
        Assert.Equal((400, code), (status, json.GetProperty("error_code").GetString()));
    }

    [Fact]
    public async Task Refuses_with_the_documented_codes()
    {
        using var host = new SimulatorHost();
        Assert.Equal("", await host.Huawei.CreateAsync("u1"));
        Assert.Equal("DBS.300311", await host.Huawei.CreateAsync("u1"));
        Assert.Equal("DBS.300307", await host.Huawei.CodeAsync("PUT", Users + "/u1", new { description = new string('x', 257) }));
        Assert.Equal("DBS.280001", await host.Huawei.CodeAsync("PUT", Users + "/u1", new { }));
        Assert.Equal("DBS.300309", await host.Huawei.CodeAsync("PUT", Users + "/u1", new { base_authority = Array.Empty<string>() }));
        Assert.Equal("DBS.300327", await host.Huawei.CodeAsync("PUT", Users + "/u9", new { description = "x" }));
        Assert.Equal("DBS.300327", await host.Huawei.CodeAsync("POST", Users + "/u9/password", new { password = "Passw0rd-1" }));
        Assert.Equal("DBS.300306", await host.Huawei.CodeAsync("POST", Users + "/u1/password", new { password = "x" }));
        Assert.Equal("DBS.280404", await host.Huawei.CodeAsync("GET", Users.Replace("61a4", "0000")));
        Assert.Equal("DBS.280404", await host.Huawei.CodeAsync("GET", Users.Replace("619d", "0000")));
        Assert.Equal("APIGW.0101", await host.Huawei.CodeAsync("PATCH", Users));
        Assert.Equal("APIGW.0101", await host.Huawei.CodeAsync("GET", "/v3/" + Project + "/volumes"));
    }

    [Fact]
    public async Task Holds_a_hundred_accounts_and_pages_through_them()
    {
        using var host = new SimulatorHost();
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal("", await host.Huawei.CreateAsync("user" + i));
        }

        Assert.Equal("DBS.300300", await host.Huawei.CreateAsync("user100"));
        Assert.Equal((100, 10, "user0"), await PageAsync(host, ""));
        Assert.Equal((100, 100, "user0"), await PageAsync(host, "?offset=0&limit=128"));
        Assert.Equal((100, 3, "user97"), await PageAsync(host, "?offset=97&limit=20"));
        Assert.Equal((100, 0, null), await PageAsync(host, "?offset=2147483647&limit=128"));
        foreach (string query in new[] { "?limit=0", "?limit=129", "?limit=x", "?offset=-1" })
        {
            Assert.Equal("DBS.280001", await host.Huawei.CodeAsync("GET", Users + query));
        }
    }

    [Fact]
    public async Task Switches_change_what_the_documents_leave_open()
    {
        using var host = new SimulatorHost(new DbSimulatorBehavior
        {
            DdmOffsetIsPage = true, DdmEmptyDatabasesDetaches = false, DdmNamesIgnoreCase = true,
        });
        foreach (string name in new[] { "a", "b", "c" })
        {
            Assert.Equal("", await host.Huawei.CreateAsync(name, databases: "shop"));
        }

        Assert.Equal((3, 1, "c"), await PageAsync(host, "?offset=1&limit=2"));
        Assert.Equal("DBS.300311", await host.Huawei.CreateAsync("A"));
        Assert.Equal("", await host.Huawei.CodeAsync("PUT", Users + "/A", new { databases = Array.Empty<object>() }));
        Assert.Equal("[{\"name\":\"shop\"}]", (await host.Huawei.UserAsync("a")).GetProperty("databases").GetRawText());
    }

    [Fact]
    public async Task Serves_the_older_versions_in_their_shapes()
    {
        using var host = new SimulatorHost();
        object user = new { name = "old", password = "Passw0rd-1", base_authority = new[] { "SELECT" } };
        (int status, JsonElement json) = await host.Huawei.CallAsync("POST", V1Users, new { users = new[] { user } });
        Assert.Equal((200, "{\"users\":[{\"name\":\"old\"}]}"), (status, json.GetRawText()));
        (status, json) = await host.Huawei.CallAsync("POST", V1Users, new { users = new[] { user } });
        Assert.Equal((400, "DBS.300311"), (status, json.GetProperty("errCode").GetString()));
        Assert.NotEqual("", json.GetProperty("externalMessage").GetString());
        Assert.Equal("DBS.300107", await host.Huawei.CodeAsync("POST", V1Users, new { users = new[] { user, user } }));
        (_, json) = await host.Huawei.CallAsync("PUT", V1Users + "/old", new { user = new { description = "d" } });
        Assert.Equal("{\"name\":\"old\"}", json.GetRawText());
        (_, json) = await host.Huawei.CallAsync("GET", V1Users + "?offset=0&limit=10");
        Assert.Equal(1, json.GetProperty("total_record").GetInt32());
        Assert.Equal(1780302600000, json.GetProperty("users")[0].GetProperty("created").GetInt64());
        (_, json) = await host.Huawei.CallAsync("POST", V1Users.Replace("v1", "v2") + "/old/password", new { password = "Passw0rd-2" });
        Assert.True(json.GetProperty("success").GetBoolean());
        (_, json) = await host.Huawei.CallAsync("GET", V1Users.Replace("/users", ""));
        Assert.Equal("RUNNING", json.GetProperty("status").GetString());
        (_, json) = await host.Huawei.CallAsync("GET", Users.Replace("/users", ""));
        Assert.Equal("RUNNING", json.GetProperty("instances")[0].GetProperty("status").GetString());
        (_, json) = await host.Huawei.CallAsync("DELETE", V1Users + "/old");
        Assert.Equal("{\"name\":\"old\"}", json.GetRawText());
    }

    [Fact]
    public async Task Verifies_signatures_and_the_clock()
    {
        using var host = new SimulatorHost();
        host.Huawei.UnsignedPayload = true;
        Assert.Equal("", await host.Huawei.CreateAsync("u1"));
        host.Huawei.UnsignedPayload = false;
        host.Huawei.Secret = "wrong";
        (int status, JsonElement json) = await host.Huawei.CallAsync("GET", Users + "?offset=0");
        Assert.Equal((401, "APIGW.0301"), (status, json.GetProperty("error_code").GetString()));
        Assert.Contains("canonicalRequest:GET|" + Users + "/|offset=0|host:", json.GetProperty("error_msg").GetString(), StringComparison.Ordinal);
        Assert.NotEqual("", json.GetProperty("request_id").GetString());
        host.Huawei.Secret = "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc";
        host.Huawei.Skew = 901;
        (status, json) = await host.Huawei.CallAsync("GET", Users);
        Assert.Contains("signature expired", json.GetProperty("error_msg").GetString(), StringComparison.Ordinal);
        host.Huawei.Skew = -899;
        Assert.Equal("", await host.Huawei.CodeAsync("GET", Users));
        host.Huawei.KeyId = "OTHER";
        Assert.Equal("APIGW.0301", await host.Huawei.CodeAsync("GET", Users));
    }

    [Fact]
    public async Task Names_in_the_path_arrive_decoded()
    {
        using var host = new SimulatorHost();
        // No name like this can be created; that it isn't found shows that the signature of the encoded path was accepted.
        Assert.Equal("DBS.300327", await host.Huawei.CodeAsync("DELETE", Users + "/a%20b%2Bc%25%2F%E4%B8%AD"));
    }

    [Fact]
    public async Task Issues_tokens_and_accepts_them_for_a_day()
    {
        using var host = new SimulatorHost();
        host.Huawei.Token = "unknown";
        Assert.Equal("APIGW.0307", await host.Huawei.CodeAsync("GET", Users));
        host.Huawei.Token = "MIIExampleTokenOfTheSimulator";
        Assert.Equal("", await host.Huawei.CodeAsync("GET", Users));
        Assert.Equal(401, (await host.Huawei.CallAsync("POST", "/v3/auth/tokens", TokenRequest("wrong"))).Status);
        Assert.Equal(400, (await host.Huawei.CallAsync("POST", "/v3/auth/tokens", "{}")).Status);
        (int status, JsonElement json) = await host.Huawei.CallAsync("POST", "/v3/auth/tokens?nocatalog=true", TokenRequest("Example-Password-1"));
        Assert.Equal((201, Project), (status, json.GetProperty("token").GetProperty("project").GetProperty("id").GetString()));
        Assert.Equal("", await host.Huawei.CodeAsync("GET", Users));
        host.Clock.Pass(24 * 3600);
        Assert.Equal("APIGW.0307", await host.Huawei.CodeAsync("GET", Users));
    }

    private static object TokenRequest(string password) => new
    {
        auth = new
        {
            identity = new
            {
                methods = new[] { "password" },
                password = new { user = new { name = "simulator", password, domain = new { name = "simulator" } } },
            },
            scope = new { project = new { name = "cn-north-4" } },
        },
    };

    private static async Task<(int Total, int Rows, string? First)> PageAsync(SimulatorHost host, string query)
    {
        (_, JsonElement json) = await host.Huawei.CallAsync("GET", Users + query);
        JsonElement[] users = [.. json.GetProperty("users").EnumerateArray()];
        return (json.GetProperty("total").GetInt32(), users.Length, users.FirstOrDefault() is { ValueKind: JsonValueKind.Object } user
            ? user.GetProperty("name").GetString()
            : null);
    }
}
