using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Simulator;
using DbAccounts.Simulator.Clouds.QingCloud;
using DbAccounts.Simulator.Settings;
using Xunit;
using static DbAccounts.Tests.Simulator.QingCloudCaller;

namespace DbAccounts.Tests.Simulator;

public class QingCloudTests
{
    [Theory]
    [InlineData("/iaas/", false, false, false)]
    [InlineData("/iaas", false, true, false)]
    [InlineData("/iaas/", true, false, false)]
    [InlineData("/iaas/", true, false, true)]
    public async Task Accepts_what_the_vendors_clients_send(string path, bool post, bool sha1, bool plusForSpace)
    {
        using var host = new SimulatorHost();
        host.QingCloud.Path = path;
        host.QingCloud.Post = post;
        host.QingCloud.Sha1 = sha1;
        host.QingCloud.PlusForSpace = plusForSpace;
        JsonElement answer = await host.QingCloud.AddUserAsync("u1", host: "10.0.0.1; 10.0.0.2+%", password: "Pass word+&%\"中文1@");
        Assert.Equal(0, RetCode(answer));
        JsonElement job = await host.QingCloud.JobAsync(answer);
        using var directive = JsonDocument.Parse(job.GetProperty("directive").GetString()!);
        Assert.Contains("Pass word+&%\\\"中文1@", Unescaped(directive.RootElement.GetProperty("service_params").GetString()!), System.StringComparison.Ordinal);
        Assert.Equal("successful", await host.QingCloud.EndAsync(answer));
        Assert.Equal(["u1|10.0.0.1; 10.0.0.2+%|*|StandardAccount|NO"], await host.QingCloud.TabAsync(MySql, "sh1a", "account"));
    }

    [Fact]
    public async Task Answers_a_custom_service_as_the_document_shows()
    {
        using var host = new SimulatorHost();
        JsonElement answer = await host.QingCloud.AddUserAsync("u1");
        Assert.Equal("RunClusterCustomServiceResponse", answer.GetProperty("action").GetString());
        Assert.Equal(MySql, answer.GetProperty("cluster_id").GetString());
        Assert.Equal("add_user", answer.GetProperty("service").GetString());
        Assert.Equal("maininstance", answer.GetProperty("role").GetString());
        Assert.Matches("^j-[a-z0-9]{11}$", answer.GetProperty("job_id").GetString());
        JsonElement chronus = await AddChronusAsync(host, "testuser");
        Assert.False(chronus.TryGetProperty("role", out _));
    }

    [Fact]
    public async Task Refuses_keys_signatures_and_times_that_are_wrong()
    {
        using var host = new SimulatorHost();
        host.QingCloud.KeyId = "OTHER";
        Assert.Equal(1200, RetCode(await host.QingCloud.AddUserAsync("u1")));
        host.QingCloud.KeyId = "QYACCESSKEYIDEXAMPLE";
        host.QingCloud.Secret = "WRONG";
        Assert.Equal(1200, RetCode(await host.QingCloud.AddUserAsync("u1")));
        host.QingCloud.Secret = "SECRETACCESSKEY";
        foreach ((string time, int expected) in new[]
        {
            ("2026-06-01T08:29:00Z", 0), ("2026-06-01T08:28:59Z", 1300), ("2026-06-01T08:31:01Z", 1300), ("yesterday", 1100),
        })
        {
            Assert.Equal(expected, RetCode(await host.QingCloud.CallAsync("DescribeClusters", "sh1a", ("time_stamp", time))));
        }

        Assert.Equal(1300, RetCode(await host.QingCloud.CallAsync("DescribeClusters", "sh1a", ("expires", "2026-06-01T08:29:59Z"))));
        Assert.Equal(0, RetCode(await host.QingCloud.CallAsync("DescribeClusters", "sh1a", ("expires", "2026-06-01T08:50:00Z"))));
        Assert.Equal(1100, RetCode(await host.QingCloud.CallAsync("DescribeClusters", "sh1a", ("signature_method", "HmacMD5"))));
        Assert.Equal(1100, RetCode(await host.QingCloud.CallAsync("DescribeClusters", "sh1a", ("version", "2"))));
        Assert.Equal(3300, RetCode(await host.QingCloud.CallAsync("RunInstances", "sh1a")));
        host.QingCloud.Path = "/iam/";
        Assert.Equal(1100, RetCode(await host.QingCloud.CallAsync("DescribeClusters", "sh1a")));
        Assert.Equal(0, RetCode(await host.QingCloud.CallAsync("DescribeClusters", "sh1a", ("token", "t"), ("signature_version", "2"))));
    }

    [Theory]
    [InlineData("add_user", "maininstance", "{\"database\":\"*\",\"passwd\":\"Passwd@123\",\"ssl\":\"NO\",\"host\":\"%\",\"user\":\"root\",\"priv\":\"StandardAccount\"}", 1100)]
    [InlineData("add_user", "maininstance", "{\"database\":\"a;b\",\"passwd\":\"Passwd@123\",\"ssl\":\"NO\",\"host\":\"%\",\"user\":\"u1\",\"priv\":\"StandardAccount\"}", 1100)]
    [InlineData("add_user", "maininstance", "{\"database\":\"*\",\"passwd\":\"short\",\"ssl\":\"NO\",\"host\":\"%\",\"user\":\"u1\",\"priv\":\"Other\"}", 1100)]
    [InlineData("add_user", "maininstance", "{\"database\":\"*\",\"passwd\":\"Passwd@123\",\"ssl\":\"NO\",\"host\":\"%\",\"user\":\"u1\",\"priv\":\"Standard\"}", 1100)]
    [InlineData("add_user", "analysis", "{}", 1100)]
    [InlineData("add_user", "maininstance", "[]", 1100)]
    [InlineData("add_user", "maininstance", "{\"user\":1}", 1100)]
    [InlineData("add_user", "maininstance", "{\"user\":\"\\ud800\"}", 1100)]
    [InlineData("add_user", "maininstance", "nonsense", 1100)]
    [InlineData("add_users", "maininstance", "{}", 1100)]
    [InlineData("add_users", null, "{\"user_networks\":\"::/0\",\"user_password\":\"1x\",\"user_name\":\"u\"}", 1100)]
    [InlineData("remove_users", null, "{}", 1100)]
    [InlineData("del_ck_user", "analysis", "{}", 1100)]
    public async Task Refuses_what_breaks_a_rule(string service, string? role, string serviceParams, int expected)
    {
        using var host = new SimulatorHost();
        Assert.Equal(expected, RetCode(await host.QingCloud.RunAsync(service, role, serviceParams)));
    }

    [Fact]
    public async Task Finds_a_cluster_only_in_its_zone()
    {
        using var host = new SimulatorHost();
        JsonElement answer = await host.QingCloud.CallAsync(
            "RunClusterCustomService", "pek3", ("cluster", MySql), ("service", "del_ck_user"), ("role", "analysis"), ("service_params", "{}"));
        Assert.Equal(2100, RetCode(answer));
        answer = await host.QingCloud.CallAsync("DescribeClusters", "pek3", ("clusters.1", MySql));
        Assert.Equal(0, answer.GetProperty("total_count").GetInt32());
    }

    [Fact]
    public async Task Jobs_go_through_their_states_and_apply_the_change_at_the_end()
    {
        using var host = new SimulatorHost();
        JsonElement started = await host.QingCloud.RunAsync("add_ck_user", "analysis", new { passwd = "Passwd@123", host = "::/0", user = "ck" });
        Assert.Equal("pending", (await host.QingCloud.JobAsync(started)).GetProperty("status").GetString());
        host.Clock.Pass(0.2);
        JsonElement job = await host.QingCloud.JobAsync(started);
        Assert.Equal("working", job.GetProperty("status").GetString());
        Assert.Equal("RunClusterCustomService", job.GetProperty("job_action").GetString());
        Assert.Equal(MySql, job.GetProperty("resource_ids").GetString());
        Assert.Empty(await host.QingCloud.TabAsync(MySql, "sh1a", "ck_account"));
        host.Clock.Pass(0.4);
        job = await host.QingCloud.JobAsync(started);
        Assert.Equal("successful", job.GetProperty("status").GetString());
        Assert.Equal("", job.GetProperty("error_codes").GetString());
        Assert.Equal("2026-06-01T08:30:00Z", job.GetProperty("create_time").GetString());
        Assert.Equal(["ck|::/0"], await host.QingCloud.TabAsync(MySql, "sh1a", "ck_account"));
    }

    [Fact]
    public async Task Accounts_of_MySQL_Plus_are_names_with_hosts()
    {
        using var host = new SimulatorHost();
        Assert.Equal("successful", await host.QingCloud.EndAsync(await host.QingCloud.AddUserAsync("u1")));
        Assert.Equal("successful", await host.QingCloud.EndAsync(await host.QingCloud.AddUserAsync("u1", "10.0.0.1;10.0.0.2")));
        JsonElement again = await host.QingCloud.AddUserAsync("u1", "10.0.0.2;10.0.0.3");
        Assert.Equal("failed", await host.QingCloud.EndAsync(again));
        Assert.Equal("AccountExists", (await host.QingCloud.JobAsync(again)).GetProperty("error_codes").GetString());
        Assert.Equal("failed", await host.QingCloud.EndAsync(await DeleteAsync(host, "u1", "10.0.0.9")));
        Assert.Equal("successful", await host.QingCloud.EndAsync(await DeleteAsync(host, "u1", "10.0.0.2;10.0.0.1")));
        Assert.Equal(["u1|%|*|StandardAccount|NO"], await host.QingCloud.TabAsync(MySql, "sh1a", "account"));
    }

    [Fact]
    public async Task ChronusDB_adds_modifies_and_removes()
    {
        using var host = new SimulatorHost();
        Assert.Equal("successful", await host.QingCloud.EndAsync(await AddChronusAsync(host, "testuser"), "pek3"));
        Assert.Equal("failed", await host.QingCloud.EndAsync(await AddChronusAsync(host, "testuser"), "pek3"));
        JsonElement modified = await host.QingCloud.RunAsync(
            "modify_users", null, new { user_networks = "10.0.0.0/8", user_password = "Other1", user_name = "testuser" });
        Assert.Equal("successful", await host.QingCloud.EndAsync(modified, "pek3"));
        Assert.Equal(["testuser|10.0.0.0/8"], await host.QingCloud.TabAsync(Chronus, "pek3", "user_list"));
        Assert.Equal("successful", await host.QingCloud.EndAsync(await RemoveChronusAsync(host, "testuser"), "pek3"));
        Assert.Equal("failed", await host.QingCloud.EndAsync(await RemoveChronusAsync(host, "testuser"), "pek3"));
        Assert.Empty(await host.QingCloud.TabAsync(Chronus, "pek3", "user_list"));
    }

    [Fact]
    public async Task Switches_change_what_the_documents_leave_open()
    {
        using var host = new SimulatorHost(new DbSimulatorBehavior
        {
            ChronusAddOverwrites = true,
            QingCloudAccountErrorsAreImmediate = true,
            QingCloudRuleViolationsAreJobs = true,
            QingCloudUnknownJobsAreLeftOut = true,
            QingCloudBusyClusterRefuses = true,
        });
        Assert.Equal("successful", await host.QingCloud.EndAsync(await AddChronusAsync(host, "u"), "pek3"));
        Assert.Equal("successful", await host.QingCloud.EndAsync(await AddChronusAsync(host, "u", "10.0.0.1"), "pek3"));
        Assert.Equal(["u|10.0.0.1"], await host.QingCloud.TabAsync(Chronus, "pek3", "user_list"));
        JsonElement first = await host.QingCloud.AddUserAsync("u1");
        Assert.Equal(1400, RetCode(await host.QingCloud.AddUserAsync("u2")));
        Assert.Equal("successful", await host.QingCloud.EndAsync(first));
        Assert.Equal(2110, RetCode(await host.QingCloud.AddUserAsync("u1")));
        Assert.Equal(2100, RetCode(await DeleteAsync(host, "u9", "%")));
        Assert.Equal("failed", await host.QingCloud.EndAsync(await host.QingCloud.AddUserAsync("root")));
        JsonElement jobs = await host.QingCloud.CallAsync("DescribeJobs", "sh1a", ("jobs.1", "j-nonexistent"));
        Assert.Equal(0, jobs.GetProperty("total_count").GetInt32());
    }

    [Fact]
    public async Task Limits_the_hour_only_when_told_to()
    {
        using var host = new SimulatorHost(new DbSimulatorBehavior { QingCloudEnforcesHourlyQuota = true });
        for (int i = 0; i < 2000; i++)
        {
            Assert.Equal(0, RetCode(await host.QingCloud.CallAsync("DescribeClusters", "sh1a")));
        }

        Assert.Equal(2500, RetCode(await host.QingCloud.CallAsync("DescribeClusters", "sh1a")));
        host.Clock.Pass(3600);
        Assert.Equal(0, RetCode(await host.QingCloud.CallAsync("DescribeClusters", "sh1a")));
    }

    [Fact]
    public async Task Jobs_are_found_by_id_and_status_in_pages()
    {
        using var host = new SimulatorHost();
        string[] ids = new string[25];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = (await host.QingCloud.AddUserAsync("user" + i)).GetProperty("job_id").GetString()!;
        }

        (string, string)[] all = [.. ids.Select((id, i) => ($"jobs.{i + 1}", id))];
        Assert.Equal((25, 20), Counts(await host.QingCloud.CallAsync("DescribeJobs", "sh1a", all)));
        Assert.Equal((25, 25), Counts(await host.QingCloud.CallAsync("DescribeJobs", "sh1a", [.. all, ("limit", "100")])));
        Assert.Equal((25, 5), Counts(await host.QingCloud.CallAsync("DescribeJobs", "sh1a", [.. all, ("offset", "20")])));
        Assert.Equal((0, 0), Counts(await host.QingCloud.CallAsync("DescribeJobs", "sh1a", ("status.1", "failed"))));
        Assert.Equal((0, 0), Counts(await host.QingCloud.CallAsync("DescribeJobs", "pek3")));
        Assert.Equal(2100, RetCode(await host.QingCloud.CallAsync("DescribeJobs", "pek3", ("jobs.1", ids[0]))));
        Assert.Equal(2100, RetCode(await host.QingCloud.CallAsync("DescribeJobs", "sh1a", ("jobs.1", "j-nonexistent"))));
        Assert.Equal(1100, RetCode(await host.QingCloud.CallAsync("DescribeJobs", "sh1a", ("status.1", "done"))));
        Assert.Equal(1100, RetCode(await host.QingCloud.CallAsync("DescribeJobs", "sh1a", ("limit", "-1"))));
    }

    [Fact]
    public async Task A_display_tab_shows_225_rows_at_most()
    {
        using var host = new SimulatorHost();
        for (int i = 0; i < 230; i++)
        {
            Assert.Equal(0, RetCode(await AddChronusAsync(host, "u" + i)));
        }

        host.Clock.Pass(SimulatorHost.JobSeconds);
        Assert.Equal(225, (await host.QingCloud.TabAsync(Chronus, "pek3", "user_list")).Length);
        JsonElement unknown = await host.QingCloud.CallAsync("DescribeClusterDisplayTabs", "pek3", ("cluster", Chronus), ("display_tabs", "x"));
        Assert.Equal(2100, RetCode(unknown));
    }

    [Fact]
    public async Task A_cluster_tells_its_display_tabs()
    {
        using var host = new SimulatorHost();
        JsonElement answer = await host.QingCloud.CallAsync("DescribeClusters", "sh1a", ("clusters.1", MySql), ("verbose", "1"));
        JsonElement cluster = answer.GetProperty("cluster_set")[0];
        Assert.Equal("active", cluster.GetProperty("status").GetString());
        Assert.Equal("", cluster.GetProperty("transition_status").GetString());
        JsonElement tab = cluster.GetProperty("display_tabs").GetProperty("ck_account");
        Assert.Equal("analysis", tab.GetProperty("roles_to_execute_on")[0].GetString());
        answer = await host.QingCloud.CallAsync("DescribeClusters", "sh1a", ("clusters.1", MySql));
        Assert.False(answer.GetProperty("cluster_set")[0].TryGetProperty("display_tabs", out _));
    }

    private static string Unescaped(string json) => json.Replace("\\u002B", "+").Replace("\\u0026", "&").Replace("\\u0022", "\\\"")
        .Replace("\\u4E2D\\u6587", "中文");

    private static (int Total, int Rows) Counts(JsonElement answer) =>
        (answer.GetProperty("total_count").GetInt32(), answer.GetProperty("job_set").GetArrayLength());

    private static Task<JsonElement> AddChronusAsync(SimulatorHost host, string name, string networks = "::/0") =>
        host.QingCloud.RunAsync("add_users", null, new { user_networks = networks, user_password = "QQ11123", user_name = name });

    private static Task<JsonElement> RemoveChronusAsync(SimulatorHost host, string name) =>
        host.QingCloud.RunAsync("remove_users", null, new { user_name = name });

    private static Task<JsonElement> DeleteAsync(SimulatorHost host, string user, string hosts) =>
        host.QingCloud.RunAsync("del_user", "maininstance", new { host = hosts, user });
}
