using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Engines;

/// <summary>Listing accounts, following tasks, and creating with privileges on TencentDB.</summary>
public sealed class TencentAccountTests
{
    private static readonly CreateAccount _create = new("app") { Password = Secret.From("fsdgfdgfd1"), Database = ["shop"], Privilege = ["select"] };

    [Fact]
    public async Task A_hundred_and_thirty_accounts_come_from_two_pages_without_duplicates()
    {
        using var stub = new Stub(request => Page(request, 130, shift: 0));

        var accounts = await Connected.To("TencentMySql", stub).AccountsAsync();

        Assert.Equal(130, accounts.Select(account => account.ToString()).Distinct().Count());
        Assert.Equal(130, accounts.Count);
        Assert.Equal(
            [
                """{"InstanceId":"cdb-f35wr6wj","Offset":0,"Limit":100,"SortBy":"ASC","OrderBy":"CreateTime"}""",
                // The second begins with the last accounts of the first.
                """{"InstanceId":"cdb-f35wr6wj","Offset":90,"Limit":100,"SortBy":"ASC","OrderBy":"CreateTime"}""",
            ],
            stub.Requests.Select(request => request.Text));
    }

    [Fact]
    public async Task Where_the_service_knows_no_order_the_list_is_read_without_one()
    {
        using var stub = new Stub(request => request.Text.Contains("OrderBy", StringComparison.Ordinal)
            ? Answers.TencentError("UnknownParameter", "The parameter `OrderBy` is not recognized.")
            : Page(request, 230, shift: 0));

        Assert.Equal(230, (await Connected.To("TencentMySql", stub).AccountsAsync()).Count);
        Assert.Single(stub.Requests, request => request.Text.Contains("OrderBy", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("app", "^app$")]
    [InlineData("App_1", "^App_1$")]
    [InlineData("app-1.x", "^app.+1.+x$")]
    [InlineData("a+*b", "^a.+b$")]
    [InlineData("^$", "^.+$")]
    [InlineData("账号1", "^.+1$")]
    public async Task An_account_is_looked_up_by_its_name_alone(string name, string expression)
    {
        using var stub = new Stub(Answers.Tencent(new
        {
            TotalCount = 3,
            Items = new[] { new { User = name, Host = "%" }, new { User = name + "x", Host = "%" }, new { User = name, Host = "10.0.0.1" } },
            RequestId = "r",
        }));

        DbAccountList found = await Connected.Client("TencentMySql").LookUpAsync(Connected.To("TencentMySql", stub), name, new CallContext());

        Assert.Equal([$"{name}@%", $"{name}@10.0.0.1"], found.Select(account => account.ToString()));
        Assert.True(found.IsWhole);
        Assert.Equal(expression, stub.Request.Json.GetProperty("AccountRegexp").GetString());
    }

    [Fact]
    public async Task Where_accounts_slip_onto_the_next_page_the_list_is_read_once_more_and_each_is_in_it_once()
    {
        int requests = 0;
        using var stub = new Stub(request => Page(request, 130, shift: ++requests <= 2 ? 5 : 0));

        var accounts = await Connected.To("TencentMySql", stub).AccountsAsync();

        Assert.Equal((130, 130), (accounts.Count, accounts.Select(account => account.ToString()).Distinct().Count()));
        Assert.Equal(4, stub.Requests.Count);
    }

    [Fact]
    public async Task A_null_list_is_empty_only_where_the_service_counts_no_accounts()
    {
        using var none = new Stub(Answers.Tencent(new { TotalCount = 0, Items = (object?)null, RequestId = "r" }));
        using var stub = new Stub(Answers.Tencent(new { TotalCount = 7, Items = (object?)null, RequestId = "r" }));

        Assert.Empty(await Connected.To("TencentMySql", none).AccountsAsync());
        Assert.Equal(DbErrorId.ProtocolError, (await Probe.ErrorAsync(() => Connected.To("TencentMySql", stub).AccountsAsync())).ErrorId);
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task An_account_is_read_as_documented()
    {
        using var stub = new Stub(Answers.Tencent(new
        {
            TotalCount = 1,
            MaxUserConnections = 10240,
            Items = new[]
            {
                new
                {
                    Notes = "for the shop", Host = "10.0.0.%", User = "app", ModifyTime = "2023-02-01 12:30:45", ModifyPasswordTime = "0000-00-00 00:00:00",
                    CreateTime = "2023-01-01 00:00:00", MaxUserConnections = 0, OpenCam = false,
                },
            },
            RequestId = "r",
        }));

        DbAccount account = Assert.Single(await Connected.To("TencentMySql", stub).AccountsAsync());

        Assert.Equal(("app@10.0.0.%", "for the shop", 0), (account.ToString(), account.Description, account.MaxUserConnections));
        Assert.Equal(
            (new DateTime(2023, 2, 1, 4, 30, 45), DateTimeKind.Utc, null),
            (account.Modified!.Value, account.Modified!.Value.Kind, account.PasswordChanged));
        Assert.Equal((null, null, null, null), (account.Database, account.Privilege, account.AccountType, account.Status));
    }

    [Theory]
    [InlineData(null, DbJobState.Pending)]
    [InlineData("INITIAL", DbJobState.Pending)]
    [InlineData("UNDEFINED", DbJobState.Pending)]
    [InlineData("RUNNING", DbJobState.Running)]
    [InlineData("SUCCESS", DbJobState.Succeeded)]
    [InlineData("FAILED", DbJobState.Failed)]
    [InlineData("KILLED", DbJobState.Canceled)]
    [InlineData("REMOVED", DbJobState.Canceled)]
    [InlineData("PAUSED", DbJobState.Canceled)]
    [InlineData("SUCCEED", DbJobState.Unknown)]
    public async Task Every_word_for_a_tasks_state_has_its_counterpart(string? word, DbJobState state)
    {
        using var stub = new Stub(Answers.TencentStatus(word, "删除库表失败"));
        DbInstance instance = Connected.To("TencentMySql", stub);

        DbJob job = Assert.Single(await Connected.Client("TencentMySql").Jobs!.GetJobsAsync(
            instance, [new DbJob { Id = "a-b", SubmittedAt = System.DateTime.UtcNow }], new CallContext()));

        bool bad = state is DbJobState.Failed or DbJobState.Canceled;
        Assert.Equal((state, word), (job.State, job.ServiceState));
        Assert.Equal(bad ? "删除库表失败" : null, job.ErrorMessage);
        Assert.Equal(bad || state == DbJobState.Succeeded, job.CompletedAt is not null);
        Assert.Equal("""{"AsyncRequestId":"a-b"}""", stub.Request.Text);
    }

    [Fact]
    public async Task Privileges_are_granted_when_the_account_has_been_created()
    {
        int looks = 0;
        using var stub = new Stub(request => request.Action != "DescribeAsyncRequestInfo" ? Answers.TencentTask(request.Action)
            : Answers.TencentStatus(++looks < 3 ? "RUNNING" : "SUCCESS"));

        var ended = await Connected.To("TencentMySql", stub).RunAsync(_create, wait: false);

        Assert.Equal(
            ["CreateAccounts", "DescribeAsyncRequestInfo", "DescribeAsyncRequestInfo", "DescribeAsyncRequestInfo", "ModifyAccountPrivileges"],
            stub.Requests.Select(request => request.Action));
        Assert.Equal(
            """{"InstanceId":"cdb-f35wr6wj","Accounts":[{"User":"app","Host":"%"}],"DatabasePrivileges":[{"Database":"shop","Privileges":["SELECT"]}],"ModifyAction":"grant"}""",
            stub.Requests[^1].Text);
        Assert.Equal([DbJobState.Succeeded, DbJobState.Pending], ended.Select(job => job.Job.State));
    }

    [Fact]
    public async Task Nothing_is_granted_when_the_creation_has_failed()
    {
        using var stub = new Stub(request => request.Action == "CreateAccounts" ? Answers.TencentTask() : Answers.TencentStatus("FAILED", "exists"));

        var ended = await Connected.To("TencentMySql", stub).RunAsync(_create);

        Assert.Equal((DbJobState.Failed, DbErrorId.JobFailed), (Assert.Single(ended).Job.State, ended[0].ErrorId));
        Assert.DoesNotContain(stub.Requests, request => request.Action == "ModifyAccountPrivileges");
    }

    private static StubAnswer Page(StubRequest request, int total, int shift)
    {
        JsonElement asked = request.Json;
        int offset = asked.GetProperty("Offset").GetInt32();
        int first = Math.Max(0, offset - (offset > 0 ? shift : 0));
        return Answers.Tencent(new
        {
            TotalCount = total,
            Items = Enumerable.Range(first, Math.Min(asked.GetProperty("Limit").GetInt32(), total - offset))
                .Select(i => new { User = $"user{i / 2}", Host = i % 2 == 0 ? "%" : "10.0.0.1" }),
            RequestId = "r",
        });
    }
}
