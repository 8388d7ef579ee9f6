using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Services;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Services;

/// <summary>Accounts on QingCloud are found on a display tab whose name and labels no document tells.</summary>
public sealed class AccountTabTests
{
    [Theory]
    [InlineData("""{"labels":["user","host","database","priv"],"data":[["u1","%;10.0.0.1","*","StandardAccount"],["u2","%","shop","SuperuserAccount"]]}""")]
    [InlineData("""{"label":["user_name","hosts","database","privilege"],"data":[["u1","%;10.0.0.1","*","StandardAccount"],["u2","%","shop","SuperuserAccount"]]}""")]
    [InlineData("""{"labels":["权限类型","授权数据库","授权主机","账号"],"data":[["StandardAccount","*","%;10.0.0.1","u1"],["SuperuserAccount","shop","%","u2"]]}""")]
    public async Task Accounts_are_read_by_the_labels_of_their_columns(string tab)
    {
        using var stub = new Stub(request => Cluster(request, """{"账号":{}}""", tab));

        var accounts = await Connected.To("MySqlPlus", stub).AccountsAsync();

        Assert.Equal(["u1", "u2"], accounts.Select(account => account.Name));
        Assert.Equal(["%", "10.0.0.1"], accounts[0].AllowedHost!);
        Assert.Equal(["*"], accounts[0].Database!);
        Assert.Equal(["Standard", "Superuser"], accounts.Select(account => account.AccountType));
        Assert.Equal(("DescribeClusters", "cl-ouhutv70", "1"), (stub.Requests[0].Action, stub.Requests[0].Parameters["clusters.1"], stub.Requests[0].Parameters["verbose"]));
        Assert.Equal(("账号", "maininstance"), (stub.Requests[1].Parameters["display_tabs"], stub.Requests[1].Parameters["role"]));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task A_tab_without_data_is_a_cluster_without_accounts(string data)
    {
        using var stub = new Stub(request => Cluster(request, """{"users":{}}""", $$"""{"labels":["user","networks"],"data":{{data}}}"""));

        Assert.Empty(await Connected.To("ChronusDB", stub).AccountsAsync());
        Assert.DoesNotContain("role", stub.Requests[1].Parameters.Keys);
    }

    [Theory]
    [InlineData("MySqlPlus", "main_users")]
    [InlineData("MySqlPlusAnalysis", "ck_users")]
    public async Task The_tab_of_the_services_own_role_is_chosen(string service, string chosen)
    {
        const string tabs = """
            {"node_details":{"roles_to_execute_on":["maininstance","analysis"]},
             "main_users":{"roles_to_execute_on":["maininstance"]},"ck_users":{"roles_to_execute_on":["analysis"]}}
            """;
        using var stub = new Stub(request => Cluster(request, tabs, """{"labels":["user"],"data":[["u"]]}"""));

        Assert.Single(await Connected.To(service, stub).AccountsAsync());
        Assert.Equal(chosen, stub.Requests[1].Parameters["display_tabs"]);
    }

    [Theory]
    [InlineData("MySqlPlus", "users")]
    [InlineData("MySqlPlusAnalysis", "ck_users")]
    public async Task Without_roles_the_names_of_the_tabs_tell_them_apart(string service, string chosen)
    {
        using var stub = new Stub(request => Cluster(request, """{"ck_users":{},"users":{}}""", """{"labels":["user"],"data":[["u"]]}"""));

        Assert.Single(await Connected.To(service, stub).AccountsAsync());
        Assert.Equal(chosen, stub.Requests[1].Parameters["display_tabs"]);
    }

    [Fact]
    public async Task A_tab_that_shows_something_else_is_passed_over()
    {
        using var stub = new Stub(request => Cluster(
            request, """{"user_log":{},"people":{}}""", request.Parameters.GetValueOrDefault("display_tabs") == "people" ? """{"labels":["name"],"data":[["u"]]}""" : """{"labels":["time"],"data":[["1"]]}"""));

        Assert.Equal("u", Assert.Single(await Connected.To("MySqlPlus", stub).AccountsAsync()).Name);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"replication":{}}""")]
    public async Task A_cluster_that_shows_no_accounts_is_an_error(string tabs)
    {
        using var stub = new Stub(request => Cluster(request, tabs, """{"labels":["lag"],"data":[["1"]]}"""));

        DbAccountsException error = await Probe.ErrorAsync(() => Connected.To("MySqlPlus", stub).AccountsAsync());

        Assert.Equal((DbErrorId.AccountListNotShown, DbErrorCategory.ObjectNotFound), (error.ErrorId, error.Category));
    }

    [Fact]
    public async Task A_cluster_that_is_not_there_is_an_error()
    {
        using var stub = new Stub("""{"ret_code":0,"cluster_set":[]}""");

        Assert.Equal(DbErrorId.InstanceNotFound, (await Probe.ErrorAsync(() => Connected.To("MySqlPlus", stub).AccountsAsync())).ErrorId);
    }

    [Theory]
    [InlineData("""{"ret_code":0}""", "")]
    [InlineData("""{"ret_code":0,"total_count":1,"cluster_set":null}""", "")]
    [InlineData(null, """{"labels":["user"]}""")]
    [InlineData(null, """{"labels":["user"],"data":"none"}""")]
    [InlineData(null, """{"labels":["user"],"data":["app"]}""")]
    [InlineData(null, """{"labels":["host","user"],"data":[["%"]]}""")]
    [InlineData(null, """{"labels":["user"],"data":[[null]]}""")]
    public async Task What_is_missing_is_not_taken_for_no_accounts(string? clusters, string tab)
    {
        using var stub = new Stub(request => request.Action == "DescribeClusters" && clusters is not null ? clusters : Cluster(request, """{"users":{}}""", tab));

        DbAccountsException error = await Probe.ErrorAsync(() => Connected.To("MySqlPlus", stub).AccountsAsync());

        Assert.Equal((DbErrorId.ProtocolError, DbErrorCategory.ProtocolError), (error.ErrorId, error.Category));
    }

    [Fact]
    public async Task A_password_reset_on_ChronusDB_keeps_the_networks_of_the_account()
    {
        using var stub = new Stub(request => request.Action == "RunClusterCustomService" ? Answers.QingCloudJob() : Cluster(
            request, """{"用户列表":{}}""", """{"labels":["用户名","允许访问网络"],"data":[["testuser","10.0.0.0/8;::1"]]}"""));
        DbInstance instance = Connected.To("ChronusDB", stub);

        await instance.ChangeAsync(new ResetPassword(new DbAccountIdentity("testuser"), Secret.From("QQ11124")));

        Assert.Equal("""{"user_networks":"10.0.0.0/8;::1","user_password":"QQ11124","user_name":"testuser"}""", stub.Requests[^1].Parameters["service_params"]);
        DbAccountsException error = await Probe.ErrorAsync(() => instance.ChangeAsync(new ResetPassword(new DbAccountIdentity("other"), Secret.From("Q"))));
        Assert.Equal(DbErrorId.AccountNotFound, error.ErrorId);
    }

    private static StubAnswer Cluster(StubRequest request, string tabs, string tab) => request.Action == "DescribeClusters"
        ? $$"""{"ret_code":0,"cluster_set":[{"cluster_id":"cl","display_tabs":{{tabs}}}]}"""
        : $$"""{"ret_code":0,"display_tabs":{{tab}}}""";
}
