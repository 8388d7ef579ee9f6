using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Formats;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Engines;

/// <summary>What the seeds 000, 001 and 003 show of requests and answers.</summary>
public sealed class QingCloudRequestTests
{
    [Fact]
    public async Task The_document_of_modify_users_is_sent_and_its_answer_read()
    {
        using var stub = new Stub(Answers.QingCloudJob());
        DbInstance instance = Connected.To("ChronusDB", stub);

        DbJob job = (await instance.ChangeAsync(
            new ModifyAccount(new DbAccountIdentity("testuser")) { AllowedHost = ["::/0"], Password = Secret.From("QQ11123") })).Single();

        AssertSent(
            stub.Request, "modify_users", "cl-yxgxofd3", null, "pek3",
            "%7B%22user_networks%22%3A%22%3A%3A%2F0%22%2C%22user_password%22%3A%22QQ11123%22%2C%22user_name%22%3A%22testuser%22%7D");
        AssertJob(job, "j-cn78umknykq", "ChronusDB", "ModifyAccount", "modify_users", "testuser");
    }

    [Fact]
    public async Task The_document_of_add_user_is_sent_and_its_answer_read()
    {
        using var stub = new Stub(
            """{"job_id": "j-ltjtx2rsn84", "service": "add_user", "ret_code": 0, "role": "maininstance", "action": "RunClusterCustomServiceResponse", "cluster_id": "cl-ouhutv70"}""");

        DbJob job = (await Connected.To("MySqlPlus", stub).ChangeAsync(new CreateAccount("u1") { Password = Secret.From("Passwd@123") })).Single();

        // The document leaves the asterisk as it is; what is signed, and what the console sends, is %2A.
        AssertSent(
            stub.Request, "add_user", "cl-ouhutv70", "maininstance", "sh1a",
            "%7B%22database%22%3A%22%2A%22%2C%22passwd%22%3A%22Passwd%40123%22%2C%22ssl%22%3A%22NO%22%2C%22host%22%3A%22%25%22%2C%22user%22%3A%22u1%22"
            + "%2C%22priv%22%3A%22StandardAccount%22%7D");
        AssertJob(job, "j-ltjtx2rsn84", "MySqlPlus", "CreateAccount", "add_user", "u1@%");
    }

    [Fact]
    public async Task The_document_of_add_ck_user_is_sent_with_the_key_passwd_and_its_answer_read()
    {
        using var stub = new Stub(
            """{"job_id": "j-i0oox8b5t90", "service": "add_ck_user", "ret_code": 0, "role": "analysis", "action": "RunClusterCustomServiceResponse", "cluster_id": "cl-ouhutv70"}""");

        DbJob job = (await Connected.To("MySqlPlusAnalysis", stub).ChangeAsync(new CreateAccount("test") { Password = Secret.From("Passwd@123") })).Single();

        AssertSent(
            stub.Request, "add_ck_user", "cl-ouhutv70", "analysis", "sh1a",
            "%7B%22passwd%22%3A%22Passwd%40123%22%2C%22host%22%3A%22%3A%3A%2F0%22%2C%22user%22%3A%22test%22%7D");
        AssertJob(job, "j-i0oox8b5t90", "MySqlPlusAnalysis", "CreateAccount", "add_ck_user", "test");
    }

    [Theory]
    [InlineData("MySqlPlus", "del_user", "maininstance", """{"host":"%","user":"u1"}""")]
    [InlineData("MySqlPlusAnalysis", "del_ck_user", "analysis", """{"user":"u1"}""")]
    [InlineData("ChronusDB", "remove_users", null, """{"user_name":"u1"}""")]
    public async Task Removing_sends_what_each_service_documents(string service, string action, string? role, string json)
    {
        using var stub = new Stub(Answers.QingCloudJob());

        await Connected.To(service, stub).ChangeAsync(new RemoveAccount(new DbAccountIdentity("u1")));

        Assert.Equal(action, stub.Request.Parameters["service"]);
        Assert.Equal(role, stub.Request.Parameters.GetValueOrDefault("role"));
        Assert.Equal(json, stub.Request.Parameters["service_params"]);
    }

    [Fact]
    public async Task All_that_add_user_takes_is_sent()
    {
        using var stub = new Stub(Answers.QingCloudJob());

        await Connected.To("MySqlPlus", stub).ChangeAsync(new CreateAccount("u1")
        {
            Password = Secret.From("Passwd@123"),
            AllowedHost = ["10.0.0.1", "192.168.0.%"],
            Database = ["shop"],
            AccountType = "Superuser",
            RequireSsl = true,
        });

        Assert.Equal(
            """{"database":"shop","passwd":"Passwd@123","ssl":"YES","host":"10.0.0.1;192.168.0.%","user":"u1","priv":"SuperuserAccount"}""",
            stub.Request.Parameters["service_params"]);
    }

    [Fact]
    public async Task ChronusDB_creates_with_the_documented_keys()
    {
        using var stub = new Stub(Answers.QingCloudJob());

        await Connected.To("ChronusDB", stub).ChangeAsync(new CreateAccount("testuser") { Password = Secret.From("QQ11123") });

        Assert.Equal("add_users", stub.Request.Parameters["service"]);
        Assert.Equal("""{"user_networks":"::/0","user_password":"QQ11123","user_name":"testuser"}""", stub.Request.Parameters["service_params"]);
    }

    [Fact]
    public async Task A_zone_is_sent_in_lower_case_and_an_IAM_token_goes_to_its_own_path()
    {
        using var stub = new Stub(Answers.QingCloudJob());
        DbInstance instance = DbInstance.Connect(Connected.Options("MySqlPlus") with
        {
            Region = "PEK3",
            Endpoint = stub.Endpoint,
            Credential = Connected.Options("MySqlPlus").Credential with { Token = Secret.From("id token") },
        });

        await instance.ChangeAsync(new CreateAccount("u1") { Password = Secret.From("Passwd@123") });

        Assert.Equal("/iam/", stub.Request.Path);
        Assert.Equal("pek3", stub.Request.Parameters["zone"]);
        Assert.Equal("id token", stub.Request.Parameters["token"]);
    }

    private static void AssertSent(StubRequest request, string service, string cluster, string? role, string zone, string encodedParams)
    {
        Assert.Equal("GET", request.Method);
        Assert.Equal("/iaas/", request.Path);
        Assert.Contains($"&service_params={encodedParams}&", request.Query, StringComparison.Ordinal);
        Dictionary<string, string> parameters = request.Parameters;
        Assert.Equal("RunClusterCustomService", parameters["action"]);
        Assert.Equal(service, parameters["service"]);
        Assert.Equal(cluster, parameters["cluster"]);
        Assert.Equal(role, parameters.GetValueOrDefault("role"));
        Assert.Equal(zone, parameters["zone"]);
        Assert.Equal("QYACCESSKEYIDEXAMPLE", parameters["access_key_id"]);
        Assert.Equal(("1", "1", "HmacSHA256"), (parameters["version"], parameters["signature_version"], parameters["signature_method"]));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", parameters["time_stamp"]);
        Assert.Equal(request.Query.Split('&').Last(), "signature=" + Rfc3986.Encode(parameters["signature"]));
    }

    private static void AssertJob(DbJob job, string id, string service, string operation, string action, string account)
    {
        Assert.Equal((id, service, operation, action), (job.Id, job.Service, job.Operation, job.Action));
        Assert.Equal([account], job.Account);
        Assert.Equal(DbJobState.Pending, job.State);
        Assert.Equal((null, null, null), (job.ErrorCode, job.ErrorMessage, job.CompletedAt));
        Assert.NotNull(job.SubmittedAt);
    }
}
