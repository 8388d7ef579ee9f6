using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Comparison;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Planning;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Access;

/// <summary>Plans: the fewest changes, in an order in which nobody loses access, that are made as far as nothing has changed meanwhile.</summary>
public sealed class PlanTests : IDisposable
{
    private const string Document =
        """
        { "roles": { "reader": "SELECT, SHOW VIEW ON {database}.*" },
          "instances": [
            { "service": "TencentMySql", "accounts": [
              { "name": "app", "allowedHost": ["10.%", "11.%"], "roles": { "role": "reader", "database": ["shop", "crm"] }, "grants": "UPDATE (total, id) ON shop.orders" },
              { "name": "rep", "roles": { "role": "reader", "database": "shop" }, "description": "reports", "maxUserConnections": 5 } ] },
            { "service": "Ddm", "accounts": [ { "name": "d1", "grants": ["all privileges on A.*", "ALL ON b.*"], "passwordLifetime": 30 } ] },
            { "service": "MySqlPlus", "accounts": [ { "name": "m1", "allowedHost": ["11.%", "10.%"] } ] },
            { "service": "MySqlPlusAnalysis", "accounts": [ { "name": "k1" } ] },
            { "service": "ChronusDB", "accounts": [ { "name": "c1", "allowedHost": "10.0.0.0/8" } ] } ] }
        """;

    private readonly AccessWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task After_a_sync_nothing_differs_and_another_one_changes_nothing()
    {
        Assert.NotEmpty(await _world.SyncAsync(Document));
        Assert.Empty(_world.Errors);
        Assert.Empty(await _world.DifferencesAsync(Document));

        int applied = _world.Applied.Count;
        Assert.Empty((await _world.PlanAsync(Document)).Step);
        Assert.Empty(await _world.SyncAsync(Document));
        Assert.Equal(applied, _world.Applied.Count);
    }

    [Fact]
    public async Task Equal_grants_of_several_accounts_travel_together()
    {
        // A time that doesn't pass by being waited for: so what may travel together does.
        using var world = new AccessWorld(clock: new Clock(50)) { Gathering = TimeSpan.FromHours(1) };
        var jobs = await world.SyncAsync(
            """{ "instances": [ { "service": "TencentMySql", "accounts": [ { "name": "app", "allowedHost": ["10.%", "11.%"], "grants": "SELECT ON shop.*" }, { "name": "rep", "grants": ["select on shop.*"] } ] } ] }""");

        Assert.Equal(["GrantPrivilege app@10.%, app@11.%, rep@%"], jobs.Where(job => job.StartsWith("Grant", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task New_hosts_come_first_then_what_gives_then_what_takes_and_removals_last()
    {
        await _world.SyncAsync("""{ "instances": [ { "service": "TencentMySql", "accounts": [ { "name": "app", "allowedHost": "10.%", "grants": "SELECT ON a.*" }, { "name": "rep", "grants": "SELECT ON a.*", "maxUserConnections": 9 } ] } ] }""");

        DbAccountPlan plan = await _world.PlanAsync(
            """{ "instances": [ { "service": "TencentMySql", "accounts": [ { "name": "app", "allowedHost": "11.%", "grants": "SELECT ON a.*" }, { "name": "app", "allowedHost": "10.%", "absent": true }, { "name": "rep", "grants": "SELECT ON b.*", "maxUserConnections": 3, "description": "x" } ] } ] }""");

        Assert.Equal(
            [
                "CreateAccount app@11.%", "ModifyAccount rep@%", "GrantPrivilege app@11.%", "GrantPrivilege rep@%", "ModifyAccount rep@%", "RevokePrivilege rep@%", "RemoveAccount app@10.%",
            ],
            plan.Step.Select(step => $"{step.Operation} {step.Account}"));
        Assert.Equal(Enumerable.Range(1, 7), plan.Step.Select(step => step.Number));
        await _world.RunAsync(plan);
        Assert.Empty(_world.Errors);
        Assert.Equal(["app@11.%", "rep@%", "root@%"], (await _world["TencentMySql"].AccountsAsync(_world.Context())).Select(one => one.ToString()).Order());
    }

    [Fact]
    public async Task What_has_drifted_is_refused_and_the_rest_goes_on()
    {
        await _world.SyncAsync(Document);
        string changed = Document.Replace("\"crm\"]", "\"hr\"]", StringComparison.Ordinal).Replace("reports", "numbers", StringComparison.Ordinal);
        DbAccountPlan plan = await _world.PlanAsync(changed);
        await _world.ChangeAsync("TencentMySql", new ChangePrivilege(OperationKind.GrantPrivilege, new DbAccountIdentity("app@10.%"), DbPrivilegeSet.Of([new DbPrivilegeTarget("x")], ["DELETE"])));

        await _world.RunAsync(plan, strict: true);
        Assert.Equal([DbErrorId.PlanDrifted, DbErrorId.PlanDrifted], _world.ErrorIds());
        Assert.Contains("DELETE ON x.*", _world.Errors[0].Message, StringComparison.Ordinal);
        Assert.Equal(4, (await _world.PlanAsync(changed)).Account.Sum(one => plan.Step.Count(step => step.Account == one.Account)) - 1);

        _world.Errors.Clear();
        await _world.RunAsync(plan);
        Assert.Equal([DbErrorId.PlanDrifted], _world.ErrorIds());
        Assert.Equal(["app@10.%"], (await _world.PlanAsync(changed)).Account.Select(one => one.Account));
    }

    [Fact]
    public async Task A_plan_that_was_carried_out_does_nothing_when_it_is_carried_out_again()
    {
        DbAccountPlan plan = await _world.PlanAsync(Document);
        await _world.RunAsync(plan);

        Assert.Empty(await _world.RunAsync(plan, strict: true));
        Assert.Empty(_world.Errors);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(9)]
    public async Task Killed_at_any_step_the_same_plan_goes_on_where_it_was(int step)
    {
        DbAccountPlan plan = await _world.PlanAsync(Document);
        using var kill = new CancellationTokenSource();
        int accepted = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _world.RunAsync(
            plan,
            accepted: (_, _) =>
            {
                if (Interlocked.Increment(ref accepted) == step)
                {
                    kill.Cancel();
                }
            },
            cancellation: kill.Token));
        await _world.Context().Clock.WaitAsync(TimeSpan.FromMinutes(1), default);

        await _world.RunAsync(plan);

        Assert.Empty(_world.Errors);
        Assert.Empty(await _world.DifferencesAsync(Document));
    }

    [Theory]
    [InlineData("10%", 1, false)]
    [InlineData("19%", 1, false)]
    [InlineData("20%", 1, true)]
    [InlineData("0", 1, false)]
    [InlineData("1", 1, true)]
    [InlineData("1", 2, false)]
    [InlineData("100%", 4, true)]
    public async Task Accounts_that_are_not_named_go_only_with_prune_and_within_its_limit(string limit, int unnamed, bool isAllowed)
    {
        await _world.SyncAsync(Accounts("a", "b", "c", "d"));
        string rest = Accounts([.. new[] { "a", "b", "c", "d" }.Skip(unnamed)]);

        Assert.Empty((await _world.PlanAsync(rest)).Step);
        DbAccountPlan plan = await _world.PlanAsync(rest, prune: true, limit);

        Assert.Equal(isAllowed ? unnamed : 0, plan.Step.Length);
        Assert.Equal(isAllowed ? [] : [DbErrorId.PruneLimitExceeded], _world.ErrorIds());
        Assert.DoesNotContain("root", string.Join(" ", plan.Step.Select(step => step.Account)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Protected_accounts_are_never_touched()
    {
        const string json = """{ "instances": [ { "service": "TencentMySql", "accounts": [ { "name": "root", "absent": true }, { "name": "mysql.sys", "grants": "SELECT ON a.*" } ] } ] }""";

        Assert.NotEmpty(await _world.DifferencesAsync(json));
        Assert.Empty((await _world.PlanAsync(json)).Step);
    }

    [Fact]
    public async Task With_prune_protected_accounts_that_are_not_named_differ_and_no_plan_touches_them()
    {
        const string json = """{ "instances": [ { "service": "TencentMySql", "accounts": [] } ] }""";

        InstanceComparison comparison = Assert.Single(await _world.CompareAsync(json, prune: true));
        DbAccountDifference root = Assert.Single(comparison.Differences);
        Assert.Equal(("root@%", "account", DbDifferenceKind.Remove, DbChangeRisk.None), (root.Account, root.Aspect, root.Change, root.Risk));
        Assert.Contains("no plan touches it", root.Note, StringComparison.Ordinal);
        Assert.Empty((await _world.PlanAsync(json, prune: true, limit: "0")).Step);
        Assert.Empty(_world.Errors);
        Assert.Empty(Assert.Single(await _world.CompareAsync(json)).Differences);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(3600, false)]
    public async Task A_plan_gives_nothing_after_the_moment_at_which_that_expires(int secondsAfter, bool isGiven)
    {
        DateTimeOffset expires = _world.Context().Clock.Now.AddDays(1);
        await _world.SyncAsync(Accounts("b", "c"));
        DbAccountPlan plan = await _world.PlanAsync(
            $$"""
            { "instances": [ { "service": "TencentMySql", "accounts": [
              { "name": "a", "expires": "{{expires:o}}", "grants": "SELECT ON shop.*" },
              { "name": "b", "grants": { "grant": "SELECT ON shop.*", "expires": "{{expires:o}}" } },
              { "name": "c", "grants": "SELECT ON shop.*" } ] } ] }
            """);
        Assert.Equal([expires.UtcDateTime, expires.UtcDateTime, null], plan.Account.OrderBy(one => one.Account, StringComparer.Ordinal).Select(one => one.Expires));

        await _world.Context().Clock.WaitAsync(expires.AddSeconds(secondsAfter) - _world.Context().Clock.Now, default);
        await _world.RunAsync(PlanText.Read(PlanText.Write(plan), "plan"));

        Assert.Equal(isGiven ? [] : [DbErrorId.PlanExpired, DbErrorId.PlanExpired], _world.ErrorIds());
        Assert.Equal(isGiven ? ["a@%", "b@%", "c@%", "root@%"] : ["b@%", "c@%", "root@%"], (await _world["TencentMySql"].AccountsAsync(_world.Context())).Select(one => one.ToString()).Order());
        Assert.Equal("SELECT ON shop.*", (await _world["TencentMySql"].Client.GetPrivilegesAsync(_world["TencentMySql"], new DbAccountIdentity("c@%"), _world.Context())).ToString());
        Assert.Equal(
            isGiven ? "SELECT ON shop.*" : "",
            (await _world["TencentMySql"].Client.GetPrivilegesAsync(_world["TencentMySql"], new DbAccountIdentity("b@%"), _world.Context())).ToString());
    }

    [Fact]
    public async Task All_on_a_table_is_its_columns_too()
    {
        await _world.SyncAsync(Grants("SELECT (id) ON shop.orders", "SELECT ON crm.orders"));
        string all = Grants("ALL ON shop.orders", "INSERT (id) ON shop.orders", "SELECT ON crm.orders", "SELECT (id) ON crm.orders");

        DbAccountPlan plan = await _world.PlanAsync(all);
        DbPlanStep step = Assert.Single(plan.Step);
        Assert.Equal(OperationKind.GrantPrivilege, step.Operation);
        await _world.RunAsync(plan);
        await _world.RunAsync(plan, strict: true);

        Assert.Empty(_world.Errors);
        Assert.Empty(await _world.DifferencesAsync(all));
        Assert.NotEmpty(await _world.DifferencesAsync(Grants("ALL ON shop.orders", "SELECT ON crm.orders")));
    }

    [Fact]
    public async Task A_new_account_needs_a_secret_or_a_generated_password()
    {
        DbAccountPlan plan = await _world.PlanAsync(
            """{ "instances": [ { "service": "TencentMySql", "accounts": [ { "name": "a" }, { "name": "b", "password": { "secretName": "app_b", "vault": "v" } } ] } ] }""", generate: false);

        Assert.Equal([DbErrorId.PasswordNotNamed], _world.ErrorIds());
        DbPlanStep step = Assert.Single(plan.Step);
        Assert.Equal(("b@%", "app_b", "v", false), (step.Account, step.SecretName, step.Vault, step.GeneratePassword));
        await _world.RunAsync(plan);
        Assert.Single(_world.Errors);
    }

    [Fact]
    public async Task What_breaks_a_rule_is_told_with_its_place_and_the_others_are_planned()
    {
        DbAccountPlan plan = await _world.PlanAsync(
            """{ "instances": [ { "service": "TencentMySql", "accounts": [ { "name": "_a", "grants": "SELEKT ON a.*" }, { "name": "b" } ] } ] }""");

        Assert.Equal(["b@%"], plan.Step.Select(step => step.Account));
        var error = Assert.IsType<DbAccountsException>(Assert.Single(_world.Errors));
        Assert.Equal(DbErrorId.RuleViolation, error.ErrorId);
        Assert.Contains("instances[0].accounts[0] (line 1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-01-01", "2030-01-01T00:00:00Z")]
    public async Task What_has_expired_is_as_if_it_were_absent(string past, string future)
    {
        await _world.SyncAsync(Accounts("a", "b"));
        string json = $$"""
            { "instances": [ { "service": "TencentMySql", "accounts": [
              { "name": "a", "expires": "{{past}}" },
              { "name": "b", "expires": "{{future}}", "grants": [ { "grant": "SELECT ON a.*", "expires": "{{past}}" }, { "grant": "SELECT ON b.*", "expires": "{{future}}" } ] } ] } ] }
            """;

        await _world.SyncAsync(json);

        Assert.Empty(_world.Errors);
        Assert.Equal(["b@%", "root@%"], (await _world["TencentMySql"].AccountsAsync(_world.Context())).Select(one => one.ToString()).Order());
        Assert.Equal(
            "SELECT ON b.*", (await _world["TencentMySql"].Client.GetPrivilegesAsync(_world["TencentMySql"], new DbAccountIdentity("b@%"), _world.Context())).ToString());
    }

    [Fact]
    public async Task A_plan_holds_no_secret_and_one_that_was_edited_is_refused()
    {
        await _world.SyncAsync(Accounts("a"));
        string text = PlanText.Write(await _world.PlanAsync(Accounts("a").Replace("\"name\": \"a\"", "\"name\": \"a\", \"description\": \"new\"", StringComparison.Ordinal)));

        Assert.Equal(text, PlanText.Write(PlanText.Read(text, "plan")));
        var error = Assert.Throws<DbAccountsException>(() => PlanText.Read(text.Replace("\"description\": \"\"", "\"description\": \"y\"", StringComparison.Ordinal), "plan"));
        Assert.Equal(DbErrorId.DocumentInvalid, error.ErrorId);
        Assert.Contains("fingerprint", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grants", "SELECT ON a.*", "ALL ON a.*")]
    [InlineData("effect", "Grant SELECT", "Grant nothing")]
    [InlineData("target", "\"instanceId\": \"cdb-f35wr6wj\"", "\"instanceId\": \"cdb-other\"")]
    [InlineData("account", "\"account\": \"new@%\"", "\"account\": \"other@%\"")]
    [InlineData("phase", "\"phase\": \"Create\"", "\"phase\": \"Take\"")]
    [InlineData("number", "\"number\": 1", "\"number\": 3")]
    [InlineData("password", "\"secretName\": \"db-new\"", "\"secretName\": \"db-root\"")]
    [InlineData("created", "\"created\": \"20", "\"created\": \"21")]
    public async Task A_plan_in_which_anything_was_edited_is_refused_and_nothing_is_made(string what, string from, string to)
    {
        const string json = """{ "instances": [ { "service": "TencentMySql", "accounts": [ { "name": "new", "grants": "SELECT ON a.*", "password": { "secretName": "db-new" } } ] } ] }""";
        DbAccountPlan plan = await _world.PlanAsync(json);
        string text = PlanText.Write(plan);
        string edited = text.Replace(from, to, StringComparison.Ordinal);
        Assert.True(edited != text, what);

        Assert.Equal(DbErrorId.DocumentInvalid, Assert.Throws<DbAccountsException>(() => PlanText.Read(edited, "plan")).ErrorId);

        plan.Step[1].Grant = ["ALL ON *.*"];
        var run = new PlanRun(new PlanRunOptions(), _world.Context());
        Assert.Equal(
            DbErrorId.DocumentInvalid,
            (await Assert.ThrowsAsync<DbAccountsException>(() => run.CheckAsync(plan, name => _world[name.Service]))).ErrorId);
        Assert.Empty(_world.Applied);
    }

    [Fact]
    public async Task A_plan_reads_as_it_was_whatever_became_of_its_layout()
    {
        await _world.SyncAsync(Accounts("a"));
        string text = PlanText.Write(await _world.PlanAsync(Accounts("a", "b").Replace("\"name\": \"a\"", "\"name\": \"a\", \"description\": \"ü\"", StringComparison.Ordinal)));

        string other = "// approved by x\r\n" + text.Replace("\n", "\r\n\t", StringComparison.Ordinal).Replace("ü", "\\u00fc", StringComparison.Ordinal);
        Assert.Equal(text, PlanText.Write(PlanText.Read(other, "plan")));
    }

    [Fact]
    public async Task An_account_that_somebody_created_meanwhile_with_privileges_is_no_step_of_the_plan()
    {
        DbAccountPlan plan = await _world.PlanAsync("""{ "instances": [ { "service": "TencentMySql", "accounts": [ { "name": "new", "grants": [] } ] } ] }""");
        await _world.SyncAsync("""{ "instances": [ { "service": "TencentMySql", "accounts": [ { "name": "new", "grants": "DROP ON a.*" } ] } ] }""");

        await _world.RunAsync(plan);

        Assert.Equal([DbErrorId.PlanDrifted], _world.ErrorIds());
    }

    [Theory]
    [InlineData("INSERT ON a.*", true)]
    [InlineData("INSERT, SELECT ON a.*", true)]
    [InlineData("INSERT, SELECT ON a.*; SELECT ON b.*", true)]
    [InlineData("SELECT ON a.*; SELECT ON b.*", true)]
    [InlineData("SELECT ON b.*", false)]
    [InlineData("INSERT ON a.*; DROP ON a.*", false)]
    [InlineData("SELECT ON a.*", false)]
    [InlineData("", false)]
    public async Task A_plan_goes_on_between_the_statements_of_a_step_and_nowhere_else(string now, bool isOnTheWay)
    {
        // From INSERT on a to SELECT on both: given first, then taken.
        const string json = """{ "instances": [ { "service": "TencentMySql", "accounts": [ { "name": "app", "grants": "SELECT ON a.*; SELECT ON b.*" } ] } ] }""";
        await _world.SyncAsync(json.Replace("SELECT ON a.*; SELECT ON b.*", "INSERT ON a.*", StringComparison.Ordinal));
        DbAccountPlan plan = await _world.PlanAsync(json);
        await _world.SyncAsync(now.Length == 0
            ? json.Replace("\"SELECT ON a.*; SELECT ON b.*\"", "[]", StringComparison.Ordinal) : json.Replace("SELECT ON a.*; SELECT ON b.*", now, StringComparison.Ordinal));

        await _world.RunAsync(plan);

        Assert.Equal(isOnTheWay ? [] : [DbErrorId.PlanDrifted], _world.ErrorIds());
        Assert.Equal(isOnTheWay, (await _world.DifferencesAsync(json)).Length == 0);
    }

    private static string Grants(params string[] grants) =>
        $$"""{ "instances": [ { "service": "TencentMySql", "accounts": [ { "name": "a", "grants": ["{{string.Join("\", \"", grants)}}"] } ] } ] }""";

    private static string Accounts(params string[] names) =>
        $$"""{ "instances": [ { "service": "TencentMySql", "accounts": [ {{string.Join(", ", names.Select(name => $$"""{ "name": "{{name}}" }"""))}} ] } ] }""";
}
