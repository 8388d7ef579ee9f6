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

/// <summary>What seed 002 and the other V3 account pages of DDM show of requests and answers.</summary>
public sealed class DdmRequestTests
{
    private const string Users = $"/v3/{Connected.Project}/instances/{Connected.DdmInstance}/users";
    private static readonly DbAccountIdentity _user = new("testuser");

    [Theory]
    [InlineData("""{"base_authority":["CREATE","DROP","ALTER","INDEX","INSERT","DELETE","UPDATE","SELECT"]}""", "privilege")]
    [InlineData("""{"description":"new description"}""", "description")]
    [InlineData("""{"password_lifetime":60}""", "lifetime")]
    public async Task The_documents_three_changes_arrive_as_documented(string body, string example)
    {
        using var stub = new Stub("{ }");

        DbJob job = (await Connected.To("Ddm", stub).ChangeAsync(example switch
        {
            "privilege" => new ModifyAccount(_user) { Privilege = ["CREATE", "DROP", "ALTER", "INDEX", "INSERT", "DELETE", "UPDATE", "SELECT"] },
            "description" => new ModifyAccount(_user) { Description = "new description" },
            _ => new ModifyAccount(_user) { PasswordLifetime = 60 },
        })).Single();

        Assert.Equal(("PUT", Users + "/testuser", body), (stub.Request.Method, stub.Request.Target, stub.Request.Text));
        Assert.Equal("application/json", stub.Request.Headers["Content-Type"]);
        Assert.Matches(
            "^SDK-HMAC-SHA256 Access=QTWAOYTTINDUT2QVKYUC, SignedHeaders=host;x-project-id;x-sdk-date, Signature=[0-9a-f]{64}$",
            stub.Request.Headers["Authorization"]);
        Assert.Matches(@"^\d{8}T\d{6}Z$", stub.Request.Headers["X-Sdk-Date"]);
        Assert.Equal((null, DbJobState.Succeeded, "ModifyAccount", "UpdateDdmUser"), (job.Id, job.State, job.Operation, job.Action));
        Assert.Equal(["testuser"], job.Account);
        Assert.NotNull(job.CompletedAt);
    }

    [Fact]
    public async Task Creating_resetting_and_removing_arrive_as_documented()
    {
        using var stub = new Stub("{ }", "{ }", new StubAnswer("", 202));
        DbInstance instance = Connected.To("Ddm", stub);

        await instance.ChangeAsync(new CreateAccount("testuser")
        {
            Password = Secret.From("Abcd-1234"),
            Privilege = ["select", "INSERT"],
            Description = "app",
            PasswordLifetime = 60,
            Database = ["db_7350"],
        });
        await instance.ChangeAsync(new ResetPassword(_user, Secret.From("Abcd-1234")));
        DbJob removed = (await instance.ChangeAsync(new RemoveAccount(_user))).Single();

        Assert.Equal(
            [("POST", Users), ("POST", Users + "/testuser/password"), ("DELETE", Users + "/testuser")],
            stub.Requests.Select(request => (request.Method, request.Target)));
        Assert.Equal(
            """{"name":"testuser","password":"Abcd-1234","base_authority":["SELECT","INSERT"],"description":"app","password_lifetime":60,"databases":[{"name":"db_7350"}]}""",
            stub.Requests[0].Text);
        Assert.Equal("""{"password":"Abcd-1234"}""", stub.Requests[1].Text);
        Assert.Equal("", stub.Requests[2].Text);
        Assert.Equal(DbJobState.Succeeded, removed.State);
    }

    [Fact]
    public async Task A_token_stands_in_place_of_a_signature()
    {
        using var stub = new Stub("{ }");
        DbInstance instance = DbInstance.Connect(
            Connected.Options("Ddm") with { Endpoint = stub.Endpoint, Credential = new(null, null, Secret.From("MIIF token")) });

        await instance.ChangeAsync(new RemoveAccount(_user));

        Assert.Equal("MIIF token", stub.Request.Headers["X-Auth-Token"]);
        Assert.DoesNotContain("Authorization", stub.Request.Headers.Keys);
    }

    [Fact]
    public async Task A_token_of_temporary_keys_is_sent_and_signed()
    {
        using var stub = new Stub("{ }");

        await Connected.To("Ddm", stub, token: "security").ChangeAsync(new RemoveAccount(_user));

        Assert.Equal("security", stub.Request.Headers["X-Security-Token"]);
        Assert.Contains("SignedHeaders=host;x-project-id;x-sdk-date;x-security-token,", stub.Request.Headers["Authorization"], StringComparison.Ordinal);
        Assert.DoesNotContain("X-Auth-Token", stub.Request.Headers.Keys);
    }

    [Theory]
    [InlineData("a b+c%2Fd/e?f#g&中", "a%20b%2Bc%252Fd%2Fe%3Ff%23g%26%E4%B8%AD")]
    [InlineData("...", "...")]
    [InlineData("a\\..\\b", "a%5C..%5Cb")]
    public async Task A_name_with_special_characters_stays_one_segment_of_the_path(string name, string encoded)
    {
        using var stub = new Stub("{ }");

        await Connected.To("Ddm", stub).ChangeAsync(new RemoveAccount(new DbAccountIdentity(name)), new CallContext { SkipRuleCheck = true });

        Assert.Equal($"{Users}/{encoded}", stub.Request.Target);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_name_that_would_lead_to_another_path_is_never_sent(string name)
    {
        using var stub = new Stub("{ }");
        DbInstance instance = Connected.To("Ddm", stub);

        var error = await Assert.ThrowsAsync<DbAccountsException>(
            () => instance.ChangeAsync(new RemoveAccount(new DbAccountIdentity(name)), new CallContext { SkipRuleCheck = true }));

        Assert.Equal(DbErrorId.InvalidInput, error.ErrorId);
        Assert.Empty(stub.Requests);
    }

    [Theory]
    [InlineData(".", DbErrorId.InvalidInput)]
    [InlineData("..", DbErrorId.InvalidInput)]
    [InlineData("...", null)]
    [InlineData(".a", null)]
    public async Task No_account_is_created_that_no_path_could_name(string name, string? errorId)
    {
        using var stub = new Stub("{ }");
        DbInstance instance = Connected.To("Ddm", stub);
        var create = new CreateAccount(name) { Password = Secret.From("Canary-7k_Q@"), Privilege = ["SELECT"] };

        Exception? error = await Record.ExceptionAsync(() => instance.ChangeAsync(create, new CallContext { SkipRuleCheck = true }));

        Assert.Equal(errorId, (error as DbAccountsException)?.ErrorId);
        Assert.Equal(errorId is null ? 1 : 0, stub.Requests.Count);
        // With the rules it stays a violation of theirs, told with all others.
        Assert.Equal(DbErrorId.RuleViolation, (await Probe.ErrorAsync(() => instance.ChangeAsync(create))).ErrorId);
    }

    [Theory]
    [InlineData("cn-north-4", "https://ddm.cn-north-4.myhuaweicloud.com/")]
    [InlineData("eu-west-101", "https://ddm.eu-west-101.myhuaweicloud.eu/")]
    public void Each_region_has_its_address(string region, string endpoint) =>
        Assert.Equal(endpoint, DbInstance.Connect(Connected.Options("Ddm") with { Region = region }).Endpoint.AbsoluteUri);
}
