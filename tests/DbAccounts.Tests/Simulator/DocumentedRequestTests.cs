using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Threading.Tasks;
using DbAccounts.Engines.Cloud.HuaweiCloud;
using DbAccounts.Engines.Cloud.QingCloud;
using DbAccounts.Engines.Cloud.TencentCloud;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Simulator.Security;
using DbAccounts.Simulator.State;
using Xunit;

namespace DbAccounts.Tests.Simulator;

/// <summary>
/// The documents' own requests, in the raw: each is accepted, and with one field of it under another name it is refused as documented,
/// or, where the field is optional and the cloud passes over what it doesn't know, does not do what it did. So a mistake in one of the
/// client's request types is seen.
/// </summary>
public sealed class DocumentedRequestTests
{
    private const string Ignored = "";
    private const string Unknown = "UnknownParameter";
    private const string InstanceId = TencentCaller.InstanceId;
    private const string Password = "Passw0rd-1@";

    // Each request, and for each of its fields the code that a request without it gets.
    private static readonly Case[] _cases =
    [
        new("MySqlPlus", "add_user", "{\"database\":\"*\",\"passwd\":\"Passw0rd-1@\",\"ssl\":\"NO\",\"host\":\"%\",\"user\":\"u1\",\"priv\":\"StandardAccount\"}")
        {
            Fields = { ["database"] = "1100", ["passwd"] = "1100", ["ssl"] = Ignored, ["host"] = "1100", ["user"] = "1100", ["priv"] = Ignored },
        },
        new("MySqlPlus", "del_user", "{\"host\":\"%\",\"user\":\"app\"}") { Fields = { ["host"] = "1100", ["user"] = "1100" } },
        new("MySqlPlusAnalysis", "add_ck_user", "{\"passwd\":\"Passw0rd-1@\",\"host\":\"::/0\",\"user\":\"test\"}")
        {
            Fields = { ["passwd"] = "1100", ["host"] = "1100", ["user"] = "1100" },
        },
        new("MySqlPlusAnalysis", "del_ck_user", "{\"user\":\"app\"}") { Fields = { ["user"] = "1100" } },
        new("ChronusDB", "add_users", "{\"user_networks\":\"::/0\",\"user_password\":\"Passw0rd-1@\",\"user_name\":\"testuser\"}")
        {
            Fields = { ["user_networks"] = "1100", ["user_password"] = "1100", ["user_name"] = "1100" },
        },
        new("ChronusDB", "modify_users", "{\"user_networks\":\"10.0.0.1;10.0.0.2\",\"user_password\":\"Passw0rd-1@\",\"user_name\":\"app\"}")
        {
            Fields = { ["user_networks"] = "1100", ["user_password"] = "1100", ["user_name"] = "1100" },
        },
        new("ChronusDB", "remove_users", "{\"user_name\":\"app\"}") { Fields = { ["user_name"] = "1100" } },
        new("Ddm", "POST ", "{\"name\":\"testuser\",\"password\":\"Passw0rd-1@\",\"base_authority\":[\"SELECT\",\"CREATE\"],"
            + "\"description\":\"app\",\"password_lifetime\":60,\"databases\":[{\"name\":\"db_7350\"}]}")
        {
            Fields =
            {
                ["name"] = "DBS.300305", ["password"] = "DBS.300306", ["base_authority"] = "DBS.300309", ["description"] = Ignored,
                ["password_lifetime"] = Ignored, ["databases"] = Ignored, ["databases.name"] = "DBS.280001",
            },
        },
        new("Ddm", "PUT /app", "{\"base_authority\":[\"CREATE\",\"DROP\",\"ALTER\",\"INDEX\",\"INSERT\",\"DELETE\",\"UPDATE\",\"SELECT\"]}")
        {
            Fields = { ["base_authority"] = "DBS.280001" },
        },
        new("Ddm", "PUT /app", "{\"description\":\"new description\"}") { Fields = { ["description"] = "DBS.280001" } },
        new("Ddm", "PUT /app", "{\"password_lifetime\":60}") { Fields = { ["password_lifetime"] = "DBS.280001" } },
        new("Ddm", "PUT /app", "{\"databases\":[{\"name\":\"db_7350\"}]}")
        {
            Fields = { ["databases"] = "DBS.280001", ["databases.name"] = "DBS.280001" },
        },
        new("Ddm", "POST /app/password", "{\"password\":\"Passw0rd-1@\"}") { Fields = { ["password"] = "DBS.300306" } },
        new("Ddm", "DELETE /app", ""),
        new("TencentMySql", "CreateAccounts", "{\"InstanceId\":\"cdb-f35wr6wj\",\"Password\":\"Passw0rd-1@\","
            + "\"Accounts\":[{\"Host\":\"127.0.0.1\",\"User\":\"ajnnw\"}],\"Description\":\"description\",\"MaxUserConnections\":10}")
        {
            Fields =
            {
                ["InstanceId"] = "MissingParameter", ["Password"] = "MissingParameter", ["Accounts"] = "MissingParameter",
                ["Accounts.Host"] = "MissingParameter.AccountMissingParameterError",
                ["Accounts.User"] = "MissingParameter.AccountMissingParameterError",
                ["Description"] = Ignored, ["MaxUserConnections"] = Ignored,
            },
        },
        Accounts("DeleteAccounts", ""),
        Accounts("ModifyAccountPassword", ",\"NewPassword\":\"Passw0rd-1@\"", ("NewPassword", "MissingParameter")),
        Accounts("ModifyAccountDescription", ",\"Description\":\"new\"", ("Description", Ignored)),
        Accounts("ModifyAccountMaxUserConnections", ",\"MaxUserConnections\":7", ("MaxUserConnections", "MissingParameter")),
        new("TencentMySql", "ModifyAccountHost", "{\"InstanceId\":\"cdb-f35wr6wj\",\"User\":\"app\",\"Host\":\"%\",\"NewHost\":\"127.0.0.1\"}")
        {
            Fields =
            {
                ["InstanceId"] = "MissingParameter", ["User"] = "MissingParameter.AccountMissingParameterError",
                ["Host"] = "MissingParameter.AccountMissingParameterError", ["NewHost"] = "MissingParameter.AccountMissingParameterError",
            },
        },
        Accounts(
            "ModifyAccountPrivileges",
            ",\"GlobalPrivileges\":[\"SELECT\"],\"DatabasePrivileges\":[{\"Privileges\":[\"SELECT\",\"INSERT\"],\"Database\":\"performance_schema\"}],"
            + "\"TablePrivileges\":[{\"Privileges\":[\"SELECT\"],\"Database\":\"mysql\",\"Table\":\"user\"}],"
            + "\"ColumnPrivileges\":[{\"Privileges\":[\"UPDATE\"],\"Database\":\"mysql\",\"Table\":\"user\",\"Column\":\"host\"}],\"ModifyAction\":\"grant\"",
            [
                ("GlobalPrivileges", Ignored), ("DatabasePrivileges", Ignored), ("TablePrivileges", Ignored), ("ColumnPrivileges", Ignored),
                ("DatabasePrivileges.Privileges", "MissingParameter"), ("DatabasePrivileges.Database", "MissingParameter"),
                ("TablePrivileges.Privileges", "MissingParameter"), ("TablePrivileges.Database", "MissingParameter"),
                ("TablePrivileges.Table", "MissingParameter"), ("ColumnPrivileges.Privileges", "MissingParameter"),
                ("ColumnPrivileges.Database", "MissingParameter"), ("ColumnPrivileges.Table", "MissingParameter"),
                ("ColumnPrivileges.Column", "MissingParameter"), ("ModifyAction", Ignored),
            ]),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, _cases.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task A_documented_request_is_accepted_and_with_one_field_renamed_it_is_not_the_same(int number)
    {
        Case one = _cases[number];
        JsonNode? body = one.Body.Length == 0 ? null : JsonNode.Parse(one.Body);
        string[] fields = body is null ? [] : [.. Fields(body, "").Distinct()];
        // Every field is in the table: none is forgotten.
        Assert.Equal(one.Fields.Keys.Order(), fields.Order());
        (string code, string before, string after) = await RunAsync(one, one.Body);
        Assert.Equal(("", true), (code, before != after));
        foreach (string field in fields)
        {
            await DiffersAsync(one, Renamed(one.Body, field, name => name + "s"), field, one.Service == "TencentMySql" ? Unknown : one.Fields[field], after);
            await DiffersAsync(one, Renamed(one.Body, field, char.IsUpper(field[0]) ? name => name.ToLowerInvariant() : Capital), field, one.Service == "TencentMySql" ? Unknown : one.Fields[field], after);
            await DiffersAsync(one, Renamed(one.Body, field, _ => null), field, one.Fields[field], after);
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_client_writes_what_the_document_shows(int number)
    {
        Case one = _cases[number];
        (Type type, JsonSerializerContext json) = one.Service switch
        {
            "Ddm" => (Client("HuaweiCloud", one.Action.Split(' ', '/') switch
            {
                ["POST", ""] => "CreateDdmUser",
                ["PUT", ..] => "UpdateDdmUser",
                ["DELETE", ..] => "DeleteDdmUser",
                _ => "ResetDdmUserPassword",
            }), (JsonSerializerContext)DdmJson.Wire),
            "TencentMySql" => (Client("TencentCloud", one.Action), TencentJson.Wire),
            _ => (Client("QingCloud", string.Concat(one.Action.Split('_').Select(Capital))), QingCloudJson.Wire),
        };

        // What the client makes of all that is in it: a field that it doesn't have, or calls otherwise, is not there afterwards.
        object request = JsonSerializer.Deserialize(one.Body.Length == 0 ? "{}" : one.Body, type, json)!;
        string written = JsonSerializer.Serialize(request, type, json);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(one.Body.Length == 0 ? "{}" : one.Body), JsonNode.Parse(written)), written);
        Assert.DoesNotContain(RuleCheck.Check(request), violation => violation.Parameter != "Account");
    }

    [Fact]
    public void Each_request_of_the_simulator_is_among_them()
    {
        string[] bodies =
        [
            .. OwnRequestsTests.RequestTypes().Select(type => type.Name)
                .Where(name => !name.StartsWith("Describe", StringComparison.Ordinal) && !name.EndsWith("Item", StringComparison.Ordinal)),
        ];
        // InstanceRequest is what reading requests and ResetRootAccount have in common.
        Assert.Equal(bodies.Length - 1, _cases.Select(one => one.Service + one.Action).Distinct().Count());
    }

    private static Case Accounts(string action, string more, params (string Field, string Code)[] fields)
    {
        var one = new Case(
            "TencentMySql", action, "{\"InstanceId\":\"cdb-f35wr6wj\",\"Accounts\":[{\"User\":\"app\",\"Host\":\"%\"}]" + more + "}")
        {
            Fields =
            {
                ["InstanceId"] = "MissingParameter", ["Accounts"] = "MissingParameter",
                ["Accounts.User"] = "MissingParameter.AccountMissingParameterError",
                ["Accounts.Host"] = "MissingParameter.AccountMissingParameterError",
            },
        };
        foreach ((string field, string code) in fields)
        {
            one.Fields[field] = code;
        }

        return one;
    }

    private static async Task DiffersAsync(Case one, string body, string field, string expected, string good)
    {
        (string code, string before, string after) = await RunAsync(one, body);
        Assert.Equal((field, expected), (field, code));
        Assert.True(expected == Ignored ? after != good : before == after, $"{one.Action} {field}: {after}");
    }

    // What the service answers, and its accounts before and after.
    private static async Task<(string Code, string Before, string After)> RunAsync(Case one, string body)
    {
        using var host = new SimulatorHost();
        await PrepareAsync(host, one.Service);
        string before = State(host, one.Service);
        string code = await SendAsync(host, one, body);
        host.Clock.Pass(2);
        return (code, before, State(host, one.Service));
    }

    private static async Task<string> SendAsync(SimulatorHost host, Case one, string body)
    {
        switch (one.Service)
        {
            case "Ddm":
                string[] target = one.Action.Split(' ');
                return await host.Huawei.CodeAsync(target[0], HuaweiCaller.Users + target[1], body.Length == 0 ? null : body);
            case "TencentMySql":
                return await host.Tencent.CodeAsync(one.Action, body);
            default:
                string? role = one.Service switch { "MySqlPlus" => "maininstance", "MySqlPlusAnalysis" => "analysis", _ => null };
                int code = QingCloudCaller.RetCode(await host.QingCloud.RunAsync(one.Action, role, body));
                return code == 0 ? "" : code.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    // An account named app, for what changes one.
    private static async Task PrepareAsync(SimulatorHost host, string service)
    {
        Case create = service switch
        {
            "MySqlPlus" => new(service, "add_user", "{\"database\":\"*\",\"passwd\":\"Passwd@123\",\"host\":\"%\",\"user\":\"app\"}"),
            "MySqlPlusAnalysis" => new(service, "add_ck_user", "{\"passwd\":\"Passwd@123\",\"host\":\"::/0\",\"user\":\"app\"}"),
            "ChronusDB" => new(service, "add_users", "{\"user_networks\":\"::/0\",\"user_password\":\"QQ11123\",\"user_name\":\"app\"}"),
            "Ddm" => new(service, "POST ", "{\"name\":\"app\",\"password\":\"Passwd@123\",\"base_authority\":[\"SELECT\"]}"),
            _ => new(service, "CreateAccounts", "{\"InstanceId\":\"" + InstanceId + "\",\"Password\":\"Passwd@123\",\"Accounts\":[{\"User\":\"app\",\"Host\":\"%\"}]}"),
        };
        Assert.Equal("", await SendAsync(host, create, create.Body));
        host.Clock.Pass(2);
        if (service == "TencentMySql")
        {
            // So that a replacement, which a grant without its ModifyAction is, takes something away.
            var grant = new Case(service, "ModifyAccountPrivileges", "{\"InstanceId\":\"" + InstanceId
                + "\",\"Accounts\":[{\"User\":\"app\",\"Host\":\"%\"}],\"GlobalPrivileges\":[\"PROCESS\"],\"ModifyAction\":\"grant\"}");
            Assert.Equal("", await SendAsync(host, grant, grant.Body));
            host.Clock.Pass(2);
        }
    }

    private static string State(SimulatorHost host, string service)
    {
        SimulatorStore store = host.Simulator.Store;
        lock (store.Gate)
        {
            store.Settle();
            return string.Join("\n", store.Accounts(service).All.Select(account =>
            {
                bool isSet = account.Values.PasswordHash is { } hash && PasswordHash.Matches(hash, Secret.From(Password));
                JsonNode values = JsonSerializer.SerializeToNode(account.Values)!;
                values["PasswordHash"] = isSet;
                return $"{account.Name} {values.ToJsonString()} {JsonSerializer.Serialize(account.Privileges)}";
            }));
        }
    }

    private static Type Client(string cloud, string name) =>
        typeof(DdmJson).Assembly.GetType($"DbAccounts.Engines.Cloud.{cloud}.Requests.{name}", throwOnError: true)!;

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static IEnumerable<string> Fields(JsonNode node, string path) => node switch
    {
        JsonObject one => one.SelectMany(field => Fields(field.Value!, path + field.Key + ".").Prepend(path + field.Key)),
        JsonArray list => list.SelectMany(item => Fields(item!, path)),
        _ => [],
    };

    // The body, the field under another name, or left out.
    private static string Renamed(string body, string field, Func<string, string?> rename)
    {
        JsonNode root = JsonNode.Parse(body)!;
        Rename(root, field.Split('.'), rename);
        return root.ToJsonString();
    }

    private static void Rename(JsonNode node, ReadOnlySpan<string> path, Func<string, string?> rename)
    {
        if (node is JsonArray list)
        {
            foreach (JsonNode? item in list)
            {
                Rename(item!, path, rename);
            }

            return;
        }

        var one = (JsonObject)node;
        if (path.Length > 1)
        {
            Rename(one[path[0]]!, path[1..], rename);
            return;
        }

        JsonNode? value = one[path[0]];
        one.Remove(path[0]);
        if (rename(path[0]) is { } name)
        {
            one[name] = value;
        }
    }

    private sealed record Case(string Service, string Action, string Body)
    {
        public Dictionary<string, string> Fields { get; init; } = [];
    }
}
