using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Running;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Engines;

/// <summary>A change that takes several requests names the parts that it did not make, with the command that makes them.</summary>
public sealed class UnsentPartTests
{
    private const string Where = "-Instance 'TencentMySql/cdb-f35wr6wj'";

    private static readonly CreateAccount _create = new(new DbAccountIdentity("app", "10.%"))
    {
        Password = Secret.From(Probe.Password), AllowedHost = ["10.%"], Privilege = ["SELECT", "SHOW VIEW"], Database = ["shop", "bill's"],
    };

    [Theory]
    [InlineData("RUNNING", DbErrorId.JobTimeout)]
    [InlineData("FAILED", DbErrorId.JobFailed)]
    [InlineData("KILLED", DbErrorId.JobFailed)]
    public async Task A_grant_that_was_not_sent_is_named(string status, string errorId)
    {
        using var stub = new Stub(request => request.IsChange() ? Answers.TencentTask() : Answers.TencentStatus(status));

        DbAccountsException error = await EndAsync(stub, _create, seconds: status == "RUNNING" ? 5 : 600);

        Assert.Equal(errorId, error.ErrorId);
        Assert.EndsWith("Not made: the grant of SELECT, SHOW VIEW ON `bill's`.*; SELECT, SHOW VIEW ON shop.* to 'app@10.%'.", error.Message, StringComparison.Ordinal);
        Assert.EndsWith($"Grant-DbPrivilege 'app@10.%' SELECT, 'SHOW VIEW' -Database 'bill''s', shop {Where}.", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["CreateAccounts"], stub.Changes().Select(change => change.Action));
    }

    [Fact]
    public async Task A_grant_that_is_refused_is_named_and_the_account_is_told()
    {
        using var stub = new Stub(request => request.Action == "CreateAccounts" ? Answers.TencentTask()
            : request.IsChange() ? Answers.TencentError("UnauthorizedOperation", "no") : Answers.TencentStatus("SUCCESS"));

        DbAccountsException error = await Probe.ErrorAsync(() => EndAsync(stub, _create with { Database = null, Global = true }));

        Assert.Equal(DbErrorId.AccessDenied, error.ErrorId);
        Assert.EndsWith("Not made: the grant of SELECT, SHOW VIEW ON *.* to 'app@10.%'.", error.Message, StringComparison.Ordinal);
        Assert.EndsWith($"Grant-DbPrivilege 'app@10.%' SELECT, 'SHOW VIEW' -Global {Where}.", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(("CreateAccount", DbJobState.Succeeded), (error.Job!.Operation, error.Job.State));
    }

    [Fact]
    public async Task A_grant_is_named_where_it_is_unknown_whether_its_account_was_created()
    {
        using var stub = new Stub(StubAnswer.Dropped);

        DbAccountsException error = await Probe.ErrorAsync(() => EndAsync(stub, _create));

        Assert.Equal((DbErrorId.OutcomeUnknown, DbJobState.Unknown), (error.ErrorId, error.Job!.State));
        Assert.Contains("Not made: the grant of", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_creation_that_is_refused_names_no_grant()
    {
        using var stub = new Stub(Answers.TencentError("FailedOperation.CreateAccountError"));

        DbAccountsException error = await Probe.ErrorAsync(() => EndAsync(stub, _create));

        Assert.Equal((DbErrorId.AccountExists, null), (error.ErrorId, error.Job));
        Assert.DoesNotContain("Not made", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ModifyAccountDescription", "MaxUserConnections of 'app@%'; AllowedHost of 'app@%'", "Set-DbAccount 'app@%' -MaxUserConnections 5 {0}; Set-DbAccount 'app@%' -AllowedHost '10.%' {0}")]
    [InlineData("ModifyAccountMaxUserConnections", "AllowedHost of 'app@%'", "Set-DbAccount 'app@%' -AllowedHost '10.%' {0}")]
    [InlineData("ModifyAccountHost", null, null)]
    public async Task Settings_that_were_not_made_are_named(string failing, string? words, string? commands)
    {
        string last = "";
        using var stub = new Stub(request =>
        {
            last = request.IsChange() ? request.Action : last;
            return request.IsChange() ? Answers.TencentTask() : Answers.TencentStatus(last == failing ? "FAILED" : "SUCCESS");
        });

        DbAccountsException error = await EndAsync(
            stub, new ModifyAccount(new DbAccountIdentity("app")) { Description = "it's", MaxUserConnections = 5, AllowedHost = ["10.%"] });

        Assert.Equal(DbErrorId.JobFailed, error.ErrorId);
        Assert.Equal(words is not null, error.Message.EndsWith($"Not made: {words}.", StringComparison.Ordinal));
        Assert.Equal(commands is not null, error.RecommendedAction.EndsWith(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, commands ?? "-", Where) + ".", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("shop", "shop")]
    [InlineData("SHOW VIEW", "'SHOW VIEW'")]
    [InlineData("it's", "'it''s'")]
    [InlineData("it\u2019s", "'it\u2019\u2019s'")]
    [InlineData("$a`n", "'$a`n'")]
    [InlineData("-Force", "'-Force'")]
    [InlineData("1e3", "'1e3'")]
    [InlineData("app@10.%", "'app@10.%'")]
    [InlineData("", "''")]
    public void Values_are_written_as_a_prompt_takes_them(string value, string written) => Assert.Equal(written, CommandText.Value(value));

    private static async Task<DbAccountsException> EndAsync(Stub stub, AccountChange operation, double seconds = 600)
    {
        DbInstance instance = Connected.To("TencentMySql", stub);
        CallContext context = Probe.Fast;
        var errors = new List<DbAccountsException?>();
        await ChangeRunner.RunAsync(
            instance,
            await instance.PlanAsync(operation, context),
            wait: true,
            new JobWaitOptions { Timeout = TimeSpan.FromSeconds(seconds) },
            context,
            (_, error) =>
            {
                errors.Add(error);
                return Task.CompletedTask;
            });
        return errors[^1]!;
    }
}
