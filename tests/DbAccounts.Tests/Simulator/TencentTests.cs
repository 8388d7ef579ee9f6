using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Simulator;
using DbAccounts.Simulator.Settings;
using Xunit;
using static DbAccounts.Tests.Simulator.TencentCaller;

namespace DbAccounts.Tests.Simulator;

public class TencentTests
{
    [Fact]
    public async Task Tasks_go_through_their_states_and_apply_the_change_at_the_end()
    {
        using var host = new SimulatorHost();
        JsonElement started = await host.Tencent.CreateAsync("app", "10.0.%", description: "a \"b\" & c+d % 中文");
        Assert.Matches("^[0-9a-f]{8}(-[0-9a-f]{8}){3}$", started.GetProperty("AsyncRequestId").GetString());
        Assert.Matches("^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$", started.GetProperty("RequestId").GetString());
        Assert.Equal("INITIAL", (await host.Tencent.TaskAsync(started)).Status);
        host.Clock.Pass(0.2);
        Assert.Equal("RUNNING", (await host.Tencent.TaskAsync(started)).Status);
        Assert.Equal("InvalidParameterValue.UserNotExistError", await host.Tencent.PrivilegesAsync("app", "10.0.%"));
        Assert.Equal("SUCCESS", await host.Tencent.EndAsync(started));
        JsonElement list = await host.Tencent.CallAsync("DescribeAccounts", new { InstanceId });
        Assert.Equal(2, list.GetProperty("TotalCount").GetInt32());
        Assert.Equal(10240, list.GetProperty("MaxUserConnections").GetInt32());
        JsonElement account = list.GetProperty("Items")[1];
        Assert.Equal("a \"b\" & c+d % 中文", account.GetProperty("Notes").GetString());
        Assert.Equal(0, account.GetProperty("MaxUserConnections").GetInt32());
        Assert.Equal("2026-06-01 16:30:00", account.GetProperty("ModifyPasswordTime").GetString());
    }

    [Fact]
    public async Task Accounts_are_names_with_hosts()
    {
        using var host = new SimulatorHost();
        await host.Tencent.EndAsync(await host.Tencent.CreateAsync("app"));
        await host.Tencent.EndAsync(await host.Tencent.CreateAsync("app", "127.0.0.1"));
        Assert.Equal("FailedOperation.CreateAccountError", CodeOf(await host.Tencent.CreateAsync("app")));
        JsonElement moved = await host.Tencent.CallAsync("ModifyAccountHost", new { InstanceId, User = "app", Host = "%", NewHost = "10.%" });
        Assert.Equal("SUCCESS", await host.Tencent.EndAsync(moved));
        Assert.Equal("[] [] [] []", await host.Tencent.PrivilegesAsync("app", "10.%"));
        string missing = await host.Tencent.CodeAsync("ModifyAccountHost", new { InstanceId, User = "app", Host = "%", NewHost = "10.%" });
        Assert.Equal("InvalidParameterValue.UserNotExistError", missing);
        string root = await host.Tencent.CodeAsync("ModifyAccountHost", new { InstanceId, User = "root", Host = "%", NewHost = "10.%" });
        Assert.Equal("OperationDenied.NotSupportModifyLocalRootHostError", root);
        string taken = await host.Tencent.CodeAsync("ModifyAccountHost", new { InstanceId, User = "app", Host = "10.%", NewHost = "127.0.0.1" });
        Assert.Equal("FailedOperation.CreateAccountError", taken);
        JsonElement deleted = await host.Tencent.CallAsync("DeleteAccounts", new { InstanceId, Accounts = Accounts("app", "10.%") });
        Assert.Equal("SUCCESS", await host.Tencent.EndAsync(deleted));
        Assert.Equal("OperationDenied.DeleteRootAccountError", await host.Tencent.CodeAsync("DeleteAccounts", new { InstanceId, Accounts = Accounts("root") }));
    }

    [Fact]
    public async Task Privileges_are_granted_revoked_and_replaced_at_four_levels()
    {
        using var host = new SimulatorHost();
        await host.Tencent.EndAsync(await host.Tencent.CreateAsync("app"));
        await host.Tencent.EndAsync(await host.Tencent.CreateAsync("app", "10.%"));
        object[] both = [.. Accounts("app"), .. Accounts("app", "10.%")];
        await ModifyAsync(host, new
        {
            InstanceId,
            Accounts = both,
            GlobalPrivileges = new[] { "SELECT" },
            DatabasePrivileges = new[] { new { Database = "shop", Privileges = new[] { "SELECT", "INSERT" } } },
            TablePrivileges = new[] { new { Database = "shop", Table = "orders", Privileges = new[] { "SELECT", "DROP" } } },
            ColumnPrivileges = new[] { new { Database = "shop", Table = "orders", Column = "id", Privileges = new[] { "SELECT" } } },
            ModifyAction = "grant",
        });
        const string All = "[SELECT] [{Database:shop,Privileges:[INSERT,SELECT]}] [{Database:shop,Table:orders,Privileges:[DROP,SELECT]}] "
            + "[{Database:shop,Table:orders,Column:id,Privileges:[SELECT]}]";
        Assert.Equal(All, await host.Tencent.PrivilegesAsync("app"));
        Assert.Equal(All, await host.Tencent.PrivilegesAsync("app", "10.%"));
        await ModifyAsync(host, new
        {
            InstanceId,
            Accounts = Accounts("app"),
            DatabasePrivileges = new[] { new { Database = "shop", Privileges = new[] { "SELECT" } } },
            ModifyAction = "revoke",
        });
        Assert.Equal(All.Replace("INSERT,SELECT", "INSERT"), await host.Tencent.PrivilegesAsync("app"));
        await ModifyAsync(host, new { InstanceId, Accounts = Accounts("app"), GlobalPrivileges = new[] { "PROCESS" } });
        Assert.Equal("[PROCESS] [] [] []", await host.Tencent.PrivilegesAsync("app"));
        await ModifyAsync(host, new { InstanceId, Accounts = Accounts("app") });
        Assert.Equal("[] [] [] []", await host.Tencent.PrivilegesAsync("app"));
        Assert.Equal(All, await host.Tencent.PrivilegesAsync("app", "10.%"));
    }

    [Fact]
    public async Task Root_can_be_stripped_and_reset()
    {
        using var host = new SimulatorHost();
        string all = await host.Tencent.PrivilegesAsync("root");
        Assert.Contains("REPLICATION SLAVE", all, StringComparison.Ordinal);
        await ModifyAsync(host, new { InstanceId, Accounts = Accounts("root") });
        Assert.Equal("[] [] [] []", await host.Tencent.PrivilegesAsync("root"));
        JsonElement reset = await host.Tencent.CallAsync("ResetRootAccount", new { InstanceId });
        Assert.False(reset.TryGetProperty("AsyncRequestId", out _));
        Assert.Equal(all, await host.Tencent.PrivilegesAsync("root"));
        JsonElement supported = await host.Tencent.CallAsync("DescribeSupportedPrivileges", new { InstanceId });
        int[] counts = [.. new[] { "Global", "Database", "Table", "Column" }.Select(l => supported.GetProperty(l + "SupportedPrivileges").GetArrayLength())];
        Assert.Equal([24, 18, 12, 4], counts);
    }

    [Fact]
    public async Task Modifies_password_description_and_connections()
    {
        using var host = new SimulatorHost();
        await host.Tencent.EndAsync(await host.Tencent.CreateAsync("app", description: "first"));
        host.Clock.Pass(60);
        await host.Tencent.EndAsync(await host.Tencent.CallAsync("ModifyAccountDescription", new { InstanceId, Accounts = Accounts("app") }));
        await host.Tencent.EndAsync(await host.Tencent.CallAsync(
            "ModifyAccountMaxUserConnections", new { InstanceId, Accounts = Accounts("app"), MaxUserConnections = 7 }));
        JsonElement before = await AccountAsync(host, "app");
        Assert.Equal(("", 7), (before.GetProperty("Notes").GetString(), before.GetProperty("MaxUserConnections").GetInt32()));
        Assert.Equal("2026-06-01 16:30:00", before.GetProperty("ModifyPasswordTime").GetString());
        await host.Tencent.EndAsync(await host.Tencent.CallAsync(
            "ModifyAccountPassword", new { InstanceId, Accounts = Accounts("app"), NewPassword = "Passw0rd?", SkipValidatePassword = false }));
        Assert.NotEqual("2026-06-01 16:30:00", (await AccountAsync(host, "app")).GetProperty("ModifyPasswordTime").GetString());
    }

    [Theory]
    [InlineData("CreateAccounts", "{\"Accounts\":[{\"User\":\"a\",\"Host\":\"%\"}],\"Password\":\"Passw0rd!\"}", "MissingParameter")]
    [InlineData("CreateAccounts", "{\"InstanceId\":\"cdb-f35wr6wj\",\"Password\":\"Passw0rd!\"}", "MissingParameter")]
    [InlineData("CreateAccounts", Create + "\"Accounts\":[{\"User\":\"a\"}],\"Password\":\"Passw0rd!\"}", "MissingParameter.AccountMissingParameterError")]
    [InlineData("CreateAccounts", Create + "\"Accounts\":[{\"User\":\"1a\",\"Host\":\"%\"}],\"Password\":\"Passw0rd!\"}", "InvalidParameterValue.UserNameRuleError")]
    [InlineData("CreateAccounts", Create + App + "\"Password\":\"Pw0!\"}", "InvalidParameterValue.AccountPasswordLengthError")]
    [InlineData("CreateAccounts", Create + App + "\"Password\":\"passwordpassword\"}", "InvalidParameterValue.AccountPasswordRuleError")]
    [InlineData("CreateAccounts", Create + App + "\"Password\":\"Passw0rd!\",\"MaxUserConnections\":10241}", "InvalidParameter")]
    [InlineData("CreateAccounts", Create + App + "\"Password\":\"Passw0rd!\",\"MaxUserConnections\":\"many\"}", "InvalidParameter")]
    [InlineData("CreateAccounts", Create + App + "\"Password\":\"Passw0rd!\",\"Privileges\":[]}", "UnknownParameter")]
    [InlineData("CreateAccounts", Create + "\"Accounts\":[{\"User\":\"a\",\"Host\":\"%\",\"Port\":1}],\"Password\":\"Passw0rd!\"}", "UnknownParameter")]
    [InlineData("CreateAccounts", Create + "\"Accounts\":[null],\"Password\":\"Passw0rd!\"}", "InvalidParameter")]
    [InlineData("CreateAccounts", "nonsense", "InvalidParameter")]
    [InlineData("CreateAccounts", "{\"InstanceId\":\"cdb-other\"}", "ResourceNotFound.CdbInstanceNotFoundError")]
    [InlineData("DescribeAccountPrivileges", "{\"InstanceId\":\"cdb-other\"}", "ResourceNotFound.InstanceNotFoundError")]
    [InlineData("ModifyAccountPrivileges", Create + App + "\"GlobalPrivileges\":[\"SUPER\"]}", "UnsupportedOperation.PrivilegesUnsupportedError")]
    [InlineData("ModifyAccountPrivileges", Create + App + "\"ModifyAction\":\"replace\"}", "InvalidParameter")]
    [InlineData("ModifyAccountPrivileges", Create + App + "\"GlobalPrivileges\":[\"SELECT\"]}", "InvalidParameterValue.UserNotExistError")]
    [InlineData("DescribeAsyncRequestInfo", "{}", "MissingParameter")]
    [InlineData("DescribeAsyncRequestInfo", "{\"AsyncRequestId\":\"x\"}", "InvalidParameter.InvalidAsyncRequestId")]
    [InlineData("DescribeAccounts", Create + "\"Limit\":101}", "InvalidParameterValue.InvalidParameterValueError")]
    [InlineData("DescribeAccounts", Create + "\"SortBy\":\"CreateTime\"}", "InvalidParameterValue.InvalidParameterValueError")]
    [InlineData("DescribeAccounts", Create + "\"AccountRegexp\":\"(\"}", "InternalError.RegexpCompileError")]
    [InlineData("DropInstance", "{}", "InvalidAction")]
    public async Task Refuses_with_the_documented_codes(string action, string parameters, string code)
    {
        using var host = new SimulatorHost();
        Assert.Equal(code, await host.Tencent.CodeAsync(action, parameters));
    }

    private const string Create = "{\"InstanceId\":\"cdb-f35wr6wj\",";
    private const string App = "\"Accounts\":[{\"User\":\"app\",\"Host\":\"%\"}],";

    [Fact]
    public async Task Refuses_a_description_that_is_too_long()
    {
        using var host = new SimulatorHost();
        JsonElement answer = await host.Tencent.CreateAsync("app", description: new string('x', 256));
        Assert.Equal("InvalidParameterValue.AccountDescriptionLengthError", CodeOf(answer));
    }

    [Fact]
    public async Task Pages_filters_and_sorts()
    {
        using var host = new SimulatorHost();
        for (int i = 0; i < 130; i++)
        {
            Assert.Equal("", CodeOf(await host.Tencent.CreateAsync($"app{i:000}", i % 2 == 0 ? "%" : "10.%")));
            host.Clock.Pass(1);
        }

        Assert.Equal((131, 20, "root"), await ListAsync(host, new { InstanceId }));
        Assert.Equal((131, 31, "app099"), await ListAsync(host, new { InstanceId, Offset = 100, Limit = 100 }));
        Assert.Equal((1, 1, "app007"), await ListAsync(host, new { InstanceId, AccountRegexp = "^app007$" }));
        Assert.Equal((65, 20, "app001"), await ListAsync(host, new { InstanceId, HostRegexp = "^10\\." }));
        Assert.Equal((131, 20, "app129"), await ListAsync(host, new { InstanceId, OrderBy = "CreateTime", SortBy = "desc" }));
        Assert.Equal((131, 20, "root"), await ListAsync(host, new { InstanceId, OrderBy = "CreateTime", SortBy = "ASC" }));
    }

    [Fact]
    public async Task Takes_GET_with_flattened_lists()
    {
        using var host = new SimulatorHost();
        JsonElement started = await host.Tencent.GetAsync("CreateAccounts", SimulatorHost.Query(
            ("InstanceId", InstanceId), ("Accounts.0.User", "a"), ("Accounts.0.Host", "%"), ("Accounts.1.User", "b"), ("Accounts.1.Host", "%"),
            ("Password", "Pass w0rd+&%"), ("MaxUserConnections", "5"), ("Description", "x y+z %")));
        Assert.Equal("SUCCESS", await host.Tencent.EndAsync(started));
        JsonElement list = await host.Tencent.GetAsync("DescribeAccounts", $"InstanceId={InstanceId}&Offset=1&Limit=2");
        Assert.Equal("x y+z %", list.GetProperty("Items")[1].GetProperty("Notes").GetString());
        Assert.Equal(5, list.GetProperty("Items")[1].GetProperty("MaxUserConnections").GetInt32());
        Assert.Equal("UnknownParameter", CodeOf(await host.Tencent.GetAsync("DescribeAccounts", $"InstanceId={InstanceId}&X=1")));
        string deep = $"InstanceId={InstanceId}&A" + string.Concat(Enumerable.Repeat(".0", 5000)) + "=1";
        Assert.Equal("InvalidParameter", CodeOf(await host.Tencent.GetAsync("DescribeAccounts", deep)));
    }

    [Fact]
    public async Task Verifies_signatures_and_the_clock()
    {
        using var host = new SimulatorHost();
        TencentCaller caller = host.Tencent;
        caller.Separator = "  ";
        caller.Service = "127";
        Assert.Equal("", await caller.CodeAsync("DescribeAccounts", new { InstanceId }));
        caller.Skew = 299;
        Assert.Equal("", await caller.CodeAsync("DescribeAccounts", new { InstanceId }));
        caller.Skew = -301;
        Assert.Equal("AuthFailure.SignatureExpire", await caller.CodeAsync("DescribeAccounts", new { InstanceId }));
        caller.Skew = 0;
        caller.Secret = "wrong";
        Assert.Equal("AuthFailure.SignatureFailure", await caller.CodeAsync("DescribeAccounts", new { InstanceId }));
        caller.KeyId = "OTHER";
        Assert.Equal("AuthFailure.SecretIdNotFound", await caller.CodeAsync("DescribeAccounts", new { InstanceId }));
        caller.Separator = "-";
        Assert.Equal("AuthFailure.InvalidAuthorization", await caller.CodeAsync("DescribeAccounts", new { InstanceId }));
    }

    [Fact]
    public async Task Wants_the_region_of_the_instance()
    {
        using var host = new SimulatorHost();
        host.Tencent.Region = "ap-beijing";
        Assert.Equal("UnsupportedRegion", await host.Tencent.CodeAsync("DescribeAccounts", new { InstanceId }));
        host.Tencent.Region = null;
        Assert.Equal("MissingParameter", await host.Tencent.CodeAsync("DescribeAccounts", new { InstanceId }));
    }

    [Fact]
    public async Task Limits_each_action_by_the_second()
    {
        using var host = new SimulatorHost();
        for (int i = 0; i < 10; i++)
        {
            Assert.NotEqual("RequestLimitExceeded", await host.Tencent.PrivilegesAsync("root"));
        }

        host.Clock.Pass(0.9);
        Assert.Equal("RequestLimitExceeded", await host.Tencent.PrivilegesAsync("root"));
        Assert.Equal("", await host.Tencent.CodeAsync("DescribeAccounts", new { InstanceId }));
        host.Clock.Pass(0.1);
        Assert.NotEqual("RequestLimitExceeded", await host.Tencent.PrivilegesAsync("root"));
    }

    [Fact]
    public async Task Two_tasks_that_create_the_same_account_do_not_both_succeed()
    {
        using var host = new SimulatorHost();
        JsonElement first = await host.Tencent.CreateAsync("app");
        JsonElement second = await host.Tencent.CreateAsync("app");
        Assert.Equal("SUCCESS", await host.Tencent.EndAsync(first));
        Assert.Equal("FAILED", (await host.Tencent.TaskAsync(second)).Status);
        Assert.Equal("The account already exists", (await host.Tencent.TaskAsync(second)).Info);
    }

    [Fact]
    public async Task Switches_change_what_the_documents_leave_open()
    {
        using var host = new SimulatorHost(new DbSimulatorBehavior
        {
            TencentExistingAccountFailsAsync = true,
            TencentRevokeReachesOnlyNamedLevel = true,
            TencentEmptyListClears = false,
            TencentConcurrentTaskConflicts = true,
            TencentDefaultIsInstanceMaximum = true,
            TencentRegionRequired = false,
            TencentEnforcesRateLimits = false,
        });
        host.Tencent.Region = null;
        JsonElement first = await host.Tencent.CreateAsync("app");
        Assert.Equal("FailedOperation.StatusConflict", CodeOf(await host.Tencent.CreateAsync("app2")));
        Assert.Equal("SUCCESS", await host.Tencent.EndAsync(first));
        Assert.Equal("FAILED", await host.Tencent.EndAsync(await host.Tencent.CreateAsync("app")));
        Assert.Equal(10240, (await AccountAsync(host, "app")).GetProperty("MaxUserConnections").GetInt32());
        object[] database = [new { Database = "shop", Privileges = new[] { "INSERT" } }];
        await ModifyAsync(host, new { InstanceId, Accounts = Accounts("app"), DatabasePrivileges = database });
        Assert.Equal("[{Database:shop,Table:t,Column:id,Privileges:[SELECT]}]", await ColumnsAfterRevokeOfTableAsync(host));
        await ModifyAsync(host, new { InstanceId, Accounts = Accounts("app"), DatabasePrivileges = database });
        Assert.Equal("[] [{Database:shop,Privileges:[INSERT]}] [] []", await host.Tencent.PrivilegesAsync("app"));
        await ModifyAsync(host, new { InstanceId, Accounts = Accounts("app"), DatabasePrivileges = Array.Empty<object>() });
        Assert.Equal("[] [{Database:shop,Privileges:[INSERT]}] [] []", await host.Tencent.PrivilegesAsync("app"));
        for (int i = 0; i < 30; i++)
        {
            Assert.NotEqual("RequestLimitExceeded", await host.Tencent.PrivilegesAsync("root"));
        }
    }

    [Fact]
    public async Task A_revoke_on_a_table_takes_its_columns_as_on_a_server()
    {
        using var host = new SimulatorHost();
        await host.Tencent.EndAsync(await host.Tencent.CreateAsync("app"));
        Assert.Equal("[]", await ColumnsAfterRevokeOfTableAsync(host));
    }

    private static async Task<string> ColumnsAfterRevokeOfTableAsync(SimulatorHost host)
    {
        object[] table = [new { Database = "shop", Table = "t", Privileges = new[] { "SELECT" } }];
        object[] column = [new { Database = "shop", Table = "t", Column = "id", Privileges = new[] { "SELECT" } }];
        await ModifyAsync(
            host, new { InstanceId, Accounts = Accounts("app"), TablePrivileges = table, ColumnPrivileges = column, ModifyAction = "grant" });
        await ModifyAsync(host, new { InstanceId, Accounts = Accounts("app"), TablePrivileges = table, ModifyAction = "revoke" });
        return (await host.Tencent.PrivilegesAsync("app")).Split("] ")[^1];
    }

    private static async Task ModifyAsync(SimulatorHost host, object parameters) =>
        Assert.Equal("SUCCESS", await host.Tencent.EndAsync(await host.Tencent.CallAsync("ModifyAccountPrivileges", parameters)));

    private static async Task<JsonElement> AccountAsync(SimulatorHost host, string user)
    {
        JsonElement list = await host.Tencent.CallAsync("DescribeAccounts", new { InstanceId });
        return list.GetProperty("Items").EnumerateArray().Single(a => a.GetProperty("User").GetString() == user);
    }

    private static async Task<(int Total, int Rows, string? First)> ListAsync(SimulatorHost host, object parameters)
    {
        JsonElement list = await host.Tencent.CallAsync("DescribeAccounts", parameters);
        JsonElement items = list.GetProperty("Items");
        return (list.GetProperty("TotalCount").GetInt32(), items.GetArrayLength(), items[0].GetProperty("User").GetString());
    }
}
