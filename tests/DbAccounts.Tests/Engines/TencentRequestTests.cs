using System;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Engines;

/// <summary>What seed 004 and the other account actions of TencentDB show of requests and answers.</summary>
public sealed class TencentRequestTests
{
    private static readonly DbAccountIdentity _account = new("ajnnw@127.0.0.1");
    private static readonly DbPrivilegeSet _select = DbPrivilegeSet.Of([DbPrivilegeTarget.Global], ["SELECT"]);

    [Fact]
    public async Task The_documents_request_arrives_with_its_headers_and_its_answer_is_read()
    {
        using var stub = new Stub(Answers.TencentTask());

        DbJob job = (await Connected.To("TencentMySql", stub, token: "sts").ChangeAsync(
            new ChangePrivilege(OperationKind.GrantPrivilege, _account, _select) { Global = true })).Single();

        StubRequest request = stub.Request;
        Assert.Equal(("POST", "/"), (request.Method, request.Target));
        Assert.Equal(Signing.Tc3SignerTests.SeedBody[..^1] + ""","ModifyAction":"grant"}""", request.Text);
        Assert.Equal("ModifyAccountPrivileges", request.Headers["X-TC-Action"]);
        Assert.Equal("2017-03-20", request.Headers["X-TC-Version"]);
        Assert.Equal("ap-guangzhou", request.Headers["X-TC-Region"]);
        Assert.Equal("sts", request.Headers["X-TC-Token"]);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Matches(@"^\d{10}$", request.Headers["X-TC-Timestamp"]);
        Assert.Matches(
            @"^TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/\d{4}-\d\d-\d\d/cdb/tc3_request, SignedHeaders=content-type;host, Signature=[0-9a-f]{64}$",
            request.Headers["Authorization"]);
        Assert.Equal("256117ed-efa08b54-61784d44-91781bbd", job.Id);
        Assert.Equal("6EF60BEC-0242-43AF-BB20-270359FB54A7", job.RequestId);
        Assert.Equal(("TencentMySql", "cdb-f35wr6wj", "ap-guangzhou"), (job.Service, job.InstanceId, job.Region));
        Assert.Equal(("GrantPrivilege", "ModifyAccountPrivileges", DbJobState.Pending), (job.Operation, job.Action, job.State));
        Assert.Equal(["ajnnw@127.0.0.1"], job.Account);
    }

    [Fact]
    public async Task A_replacement_sends_all_four_lists_and_says_what_it_removes()
    {
        using var stub = new Stub(request => request.Action == "DescribeAccountPrivileges"
            ? Answers.Tencent(new
            {
                GlobalPrivileges = new[] { "SELECT", "PROCESS" },
                DatabasePrivileges = new[] { new { Database = "shop", Privileges = new[] { "INSERT" } } },
                TablePrivileges = Array.Empty<object>(),
                ColumnPrivileges = Array.Empty<object>(),
                RequestId = "r",
            })
            : Answers.TencentTask());
        DbInstance instance = Connected.To("TencentMySql", stub);

        ChangePlan plan = await instance.PlanAsync(new ChangePrivilege(OperationKind.SetPrivilege, _account, _select) { Global = true });
        await instance.ApplyAsync(plan.Steps.Single());

        Assert.Equal(
            Signing.Tc3SignerTests.SeedBody[..^1] + ""","DatabasePrivileges":[],"TablePrivileges":[],"ColumnPrivileges":[]}""",
            stub.Requests[1].Text);
        Assert.Contains("PROCESS ON *.*", plan.Description, StringComparison.Ordinal);
        Assert.Contains("INSERT ON shop.*", plan.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replacing_by_nothing_clears_all_four_lists()
    {
        using var stub = new Stub(request => request.Action == "DescribeAccountPrivileges" ? Answers.Tencent(new { GlobalPrivileges = Array.Empty<string>(), RequestId = "r" }) : Answers.TencentTask());

        await Connected.To("TencentMySql", stub).ChangeAsync(new ChangePrivilege(OperationKind.SetPrivilege, _account, DbPrivilegeSet.Empty));

        Assert.EndsWith(
            "\"GlobalPrivileges\":[],\"DatabasePrivileges\":[],\"TablePrivileges\":[],\"ColumnPrivileges\":[]}", stub.Requests[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoke_omits_the_lists_that_it_says_nothing_about()
    {
        using var stub = new Stub(request => request.IsChange()
            ? Answers.TencentTask() : Answers.TencentPrivileges(shop: "SELECT", orders: "SELECT, INSERT", total: "SELECT, UPDATE"));
        DbPrivilegeSet set = DbPrivilegeSet.From(
        [
            (new DbPrivilegeTarget("shop", "orders"), ["select"]),
            (new DbPrivilegeTarget("shop", "orders", "total"), ["UPDATE", "SELECT"]),
        ]);

        await Connected.To("TencentMySql", stub).ChangeAsync(new ChangePrivilege(OperationKind.RevokePrivilege, _account, set));

        Assert.Equal(
            """{"InstanceId":"cdb-f35wr6wj","Accounts":[{"User":"ajnnw","Host":"127.0.0.1"}]"""
            + ""","TablePrivileges":[{"Database":"shop","Table":"orders","Privileges":["SELECT"]}]"""
            + ""","ColumnPrivileges":[{"Database":"shop","Table":"orders","Column":"total","Privileges":["SELECT","UPDATE"]}],"ModifyAction":"revoke"}""",
            Assert.Single(stub.Changes()).Text);
    }

    [Fact]
    public async Task Creating_sends_one_account_per_host()
    {
        using var stub = new Stub(Answers.TencentTask());

        DbJob job = (await Connected.To("TencentMySql", stub).ChangeAsync(new CreateAccount("app")
        {
            Password = Secret.From("fsdgfdgfd1"),
            AllowedHost = ["10.0.0.1", "10.5.10.%"],
            Description = "description",
            MaxUserConnections = 20,
        })).Single();

        Assert.Equal(
            """{"InstanceId":"cdb-f35wr6wj","Accounts":[{"User":"app","Host":"10.0.0.1"},{"User":"app","Host":"10.5.10.%"}]"""
            + ""","Password":"fsdgfdgfd1","Description":"description","MaxUserConnections":20}""",
            stub.Request.Text);
        Assert.Equal(["app@10.0.0.1", "app@10.5.10.%"], job.Account);
    }

    [Fact]
    public async Task An_account_without_a_host_is_the_one_from_anywhere()
    {
        using var stub = new Stub(Answers.TencentTask());
        DbInstance instance = Connected.To("TencentMySql", stub);

        await instance.ChangeAsync(new RemoveAccount(new DbAccountIdentity("app")));
        await instance.ChangeAsync(new ResetPassword(new DbAccountIdentity("app"), Secret.From("fsdgfdgfd1")));

        Assert.Equal(["DeleteAccounts", "ModifyAccountPassword"], stub.Requests.Select(request => request.Action));
        Assert.Equal("""{"InstanceId":"cdb-f35wr6wj","Accounts":[{"User":"app","Host":"%"}]}""", stub.Requests[0].Text);
        Assert.Equal(
            """{"InstanceId":"cdb-f35wr6wj","NewPassword":"fsdgfdgfd1","Accounts":[{"User":"app","Host":"%"}]}""", stub.Requests[1].Text);
    }

    [Fact]
    public async Task Several_properties_are_changed_in_order_and_the_host_last()
    {
        using var stub = new Stub(Answers.TencentTask());

        await Connected.To("TencentMySql", stub).ChangeAsync(
            new ModifyAccount(_account) { AllowedHost = ["192.168.1.%"], MaxUserConnections = 0, Description = "" });

        Assert.Equal(["ModifyAccountDescription", "ModifyAccountMaxUserConnections", "ModifyAccountHost"], stub.Requests.Select(request => request.Action));
        Assert.Equal(
            """{"InstanceId":"cdb-f35wr6wj","Accounts":[{"User":"ajnnw","Host":"127.0.0.1"}],"Description":""}""", stub.Requests[0].Text);
        Assert.Equal(
            """{"InstanceId":"cdb-f35wr6wj","Accounts":[{"User":"ajnnw","Host":"127.0.0.1"}],"MaxUserConnections":0}""", stub.Requests[1].Text);
        Assert.Equal(
            """{"InstanceId":"cdb-f35wr6wj","User":"ajnnw","Host":"127.0.0.1","NewHost":"192.168.1.%"}""", stub.Requests[2].Text);
    }

    [Fact]
    public async Task Privileges_at_four_levels_are_read()
    {
        using var stub = new Stub(Answers.Tencent(new
        {
            GlobalPrivileges = new[] { "SHOW VIEW", "USAGE" },
            DatabasePrivileges = new[] { new { Database = "shop", Privileges = new[] { "UPDATE", "SELECT" } } },
            TablePrivileges = new[] { new { Database = "shop", Table = "orders", Privileges = new[] { "INSERT" } } },
            ColumnPrivileges = new[] { new { Database = "shop", Table = "orders", Column = "total", Privileges = new[] { "REFERENCES" } } },
            RequestId = "r",
        }));
        DbInstance instance = Connected.To("TencentMySql", stub);

        DbPrivilegeSet held = await Connected.Client("TencentMySql").GetPrivilegesAsync(instance, _account, new CallContext());

        Assert.Equal(
            "SHOW VIEW, USAGE ON *.*; SELECT, UPDATE ON shop.*; INSERT, REFERENCES (total) ON shop.orders", held.ToString());
        Assert.Equal("""{"InstanceId":"cdb-f35wr6wj","User":"ajnnw","Host":"127.0.0.1"}""", stub.Request.Text);
    }

    [Theory]
    [InlineData("ap-guangzhou", "https://cdb.tencentcloudapi.com/")]
    [InlineData("ap-shanghai-fsi", "https://cdb.ap-shanghai-fsi.tencentcloudapi.com/")]
    public void A_financial_region_has_an_address_of_its_own(string region, string endpoint) =>
        Assert.Equal(endpoint, DbInstance.Connect(Connected.Options("TencentMySql") with { Region = region }).Endpoint.AbsoluteUri);

    [Fact]
    public async Task A_change_that_is_answered_without_a_task_may_have_been_applied()
    {
        using var stub = new Stub(Answers.Tencent(new { RequestId = "r-7" }));

        var error = await Assert.ThrowsAsync<DbAccountsException>(
            () => Probe.CreateAsync(Connected.To("TencentMySql", stub), Probe.Fast));

        Assert.Equal((DbErrorId.OutcomeUnknown, DbErrorCategory.ConnectionError, "r-7"), (error.ErrorId, error.Category, error.RequestId));
        Assert.Single(stub.Changes());
    }
}
