using System;
using System.Collections.Generic;
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

    [Theory]
    // What accounts are created with, in the documents' words: whatever the tab is called.
    [InlineData("tab", "user, host, database, priv, ssl")]
    [InlineData("tab", "User, Host, Database, Privilege")]
    [InlineData("tab", "user_name, user_networks")]
    [InlineData("tab", "USER NAME, Allowed Hosts")]
    [InlineData("tab", "user, ssl")]
    [InlineData("tab", "数据库用户名, 授权主机, 授权数据库, 用户权限, 加密认证")]
    [InlineData("tab", "用户名, 允许访问网络列表")]
    [InlineData("tab", "账号, 账号类型, 描述")]
    [InlineData("login_users", "user, allowed_host")]
    // What others have too: only where the tab is called so.
    [InlineData("users", "user")]
    [InlineData("account_list", "user, host")]
    [InlineData("mysql_users", "user, host, database")]
    [InlineData("账号", "账号, 主机, 数据库, 创建时间")]
    [InlineData("用户列表", "用户, 备注")]
    public async Task A_tab_whose_labels_are_those_of_accounts_is_their_list(string tab, string labels)
    {
        using Stub stub = Showing((tab, labels, """["app","%"]"""));

        Assert.Equal("app", Assert.Single(await Connected.To("MySqlPlus", stub).AccountsAsync()).Name);
    }

    [Theory]
    // Sessions, queries, statistics, logs.
    [InlineData("processlist", "Id, User, Host, db, Command, Time, State, Info")]
    [InlineData("users", "Id, User, Host, db, Command, Time, State, Info")]
    [InlineData("account", "User, Host, db")]
    [InlineData("users", "user, host, state")]
    [InlineData("user_sessions", "user, host, database")]
    [InlineData("user_connections", "user, host")]
    [InlineData("online_users", "user, host")]
    [InlineData("current_users", "user")]
    [InlineData("user_log", "user, host, created")]
    [InlineData("top_users", "user")]
    [InlineData("users", "user, queries")]
    [InlineData("slow_queries", "user, host, database")]
    [InlineData("在线用户", "用户, 主机")]
    [InlineData("用户会话", "用户, 主机, 数据库")]
    [InlineData("账号", "用户, 主机, 耗时")]
    [InlineData("账号", "用户, 命令")]
    // Grants and roles.
    [InlineData("user_grants", "user, host, database")]
    [InlineData("users", "user, host, table, privilege")]
    [InlineData("users", "grantee, privilege")]
    [InlineData("users", "user, role")]
    [InlineData("用户权限", "用户, 数据库")]
    // Something else altogether, or nothing that says so.
    [InlineData("people", "name")]
    [InlineData("users", "name, host")]
    [InlineData("roles", "ip, role")]
    [InlineData("nodes", "host")]
    [InlineData("tab", "user, host")]
    [InlineData("tab", "user")]
    [InlineData("accounts", "user, account")]
    [InlineData("accounts", "user, host, allowed host")]
    [InlineData("accounts", "")]
    public async Task A_tab_that_may_show_something_else_is_not_taken(string tab, string labels)
    {
        using Stub stub = Showing((tab, labels, """["app","%"]"""));

        DbAccountsException error = await Probe.ErrorAsync(() => Connected.To("MySqlPlus", stub).AccountsAsync());

        Assert.Equal((DbErrorId.AccountListNotShown, DbErrorCategory.ObjectNotFound), (error.ErrorId, error.Category));
        // Who reads it can tell what is there.
        Assert.Contains($"{tab} ({labels})", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    // Rows of grants: an account in several, or privileges in place of a type.
    [InlineData("user, host, database, priv", """["app","%","shop","StandardAccount"],["app","%","crm","StandardAccount"]""")]
    [InlineData("user, host, database, priv", """["app","LOCALHOST","shop",""],["app","localhost","crm",""]""")]
    [InlineData("user, priv", """["app","StandardAccount"],["app","StandardAccount"]""")]
    [InlineData("user, host, database, priv", """["app","%","shop","SELECT"]""")]
    [InlineData("user, host, priv", """["app","%","select, insert"]""")]
    [InlineData("user, host, priv", """["app","%","GRANT ALL"]""")]
    public async Task A_list_of_grants_is_no_list_of_accounts(string labels, string rows)
    {
        using Stub stub = Showing(("users", labels, rows));

        Assert.Equal(DbErrorId.AccountListNotShown, (await Probe.ErrorAsync(() => Connected.To("MySqlPlus", stub).AccountsAsync())).ErrorId);
    }

    [Fact]
    public async Task Names_in_another_case_are_other_accounts()
    {
        using Stub stub = Showing(("users", "user, host", """["app","%"],["App","%"]"""));

        Assert.Equal(["app@%", "App@%"], (await Connected.To("MySqlPlus", stub).AccountsAsync()).Select(account => account.ToString()));
    }

    [Fact]
    public async Task One_name_on_two_hosts_is_two_accounts()
    {
        using Stub stub = Showing(("users", "user, host", """["app","%"],["app","10.0.0.1"]"""));

        Assert.Equal(["app@%", "app@10.0.0.1"], (await Connected.To("MySqlPlus", stub).AccountsAsync()).Select(account => account.ToString()));
    }

    [Fact]
    public async Task Among_other_tabs_the_list_of_accounts_is_found()
    {
        using Stub stub = Showing(
            ("processlist", "Id, User, Host, db", """["1","session","10.0.0.9","shop"]"""),
            ("user_sessions", "user, host", """["session","10.0.0.9"]"""),
            ("grants", "user, host, database, priv", """["app","%","shop","SELECT"]"""),
            ("table", "user, host, database, priv, ssl", """["app","%","shop","StandardAccount","NO"]"""));

        Assert.Equal("app", Assert.Single(await Connected.To("MySqlPlus", stub).AccountsAsync()).Name);
    }

    [Theory]
    [InlineData("users", "accounts", "user, host")]
    [InlineData("a", "b", "user, host, database, priv, ssl")]
    public async Task Of_two_tabs_that_look_alike_none_is_taken(string one, string other, string labels)
    {
        using Stub stub = Showing((one, labels, """["app","%","","","NO"]"""), (other, labels, """["old","%","","","NO"]"""));

        DbAccountsException error = await Probe.ErrorAsync(() => Connected.To("MySqlPlus", stub).AccountsAsync());

        Assert.Equal(DbErrorId.AccountListNotShown, error.ErrorId);
        Assert.Contains($"several tabs that may be the list of its accounts: {one}, {other}.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_accounts_of_the_analysis_instance_are_not_those_of_the_main_instance()
    {
        using Stub stub = Showing(("ck_users", "user, host", """["app","::/0"]"""));

        Assert.Equal(DbErrorId.AccountListNotShown, (await Probe.ErrorAsync(() => Connected.To("MySqlPlus", stub).AccountsAsync())).ErrorId);
        Assert.Single(await Connected.To("MySqlPlusAnalysis", stub).AccountsAsync());
    }

    [Fact]
    public async Task An_account_that_is_listed_without_its_host_is_not_removed_on_a_host_that_nobody_named()
    {
        using Stub stub = Showing(("users", "user, priv", """["app","StandardAccount"]"""));
        DbInstance instance = Connected.To("MySqlPlus", stub);

        DbAccount account = Assert.Single(await instance.AccountsAsync());
        DbAccountsException error = await Probe.ErrorAsync(() => instance.ChangeAsync(new RemoveAccount(DbAccountIdentity.Of(account))));

        Assert.Null(account.AllowedHost);
        Assert.Equal(DbErrorId.InvalidInput, error.ErrorId);
        Assert.Contains("'app' without its host", error.Message, StringComparison.Ordinal);
        Assert.Empty(stub.Changes());
    }

    [Theory]
    [InlineData(224, true)]
    [InlineData(225, false)]
    public async Task A_list_that_a_tab_may_have_cut_is_not_whole_and_proves_no_absence(int rows, bool isWhole)
    {
        using Stub stub = Showing(("users", "user, networks", string.Join(",", Enumerable.Range(0, rows).Select(i => $"""["u{i}","::/0"]"""))));
        DbInstance instance = Connected.To("ChronusDB", stub);
        var warnings = new List<string>();

        DbAccountList list = await instance.AccountsAsync(new CallContext { Warning = warnings.Add });
        DbAccountsException error = await Probe.ErrorAsync(
            () => instance.ChangeAsync(new ResetPassword(new DbAccountIdentity("other"), Secret.From("QQ11124"))));

        Assert.Equal((rows, isWhole, isWhole ? 0 : 1), (list.Count, list.IsWhole, warnings.Count));
        Assert.Equal(
            isWhole ? (DbErrorId.AccountNotFound, DbErrorCategory.ObjectNotFound) : (DbErrorId.AccountNotShown, DbErrorCategory.LimitsExceeded),
            (error.ErrorId, error.Category));
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

    private static Stub Showing(params (string Tab, string Labels, string Rows)[] tabs) => new(request =>
    {
        (string _, string labels, string rows) = tabs.FirstOrDefault(tab => tab.Tab == request.Parameters.GetValueOrDefault("display_tabs"));
        return Cluster(
            request,
            JsonSerializer.Serialize(tabs.ToDictionary(tab => tab.Tab, _ => new { })),
            JsonSerializer.Serialize(new { labels = labels?.Split(", ", StringSplitOptions.RemoveEmptyEntries) }).TrimEnd('}') + $$""","data":[{{rows}}]}""");
    });

    private static StubAnswer Cluster(StubRequest request, string tabs, string tab) => request.Action == "DescribeClusters"
        ? $$"""{"ret_code":0,"cluster_set":[{"cluster_id":"cl","display_tabs":{{tabs}}}]}"""
        : $$"""{"ret_code":0,"display_tabs":{{tab}}}""";
}
