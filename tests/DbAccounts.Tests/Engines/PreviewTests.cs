using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Engines.Cloud;
using DbAccounts.Engines.Cloud.Http;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Engines;

/// <summary>What a plan shows of its requests is what is sent: each step's request, told again from what arrived, with the password masked.</summary>
public sealed class PreviewTests
{
    private const string Password = "Canary-77\"\\é";

    // Each change with everything that it can carry; what a service doesn't take is left out below.
    private static readonly AccountChange[] _changes =
    [
        new CreateAccount("app") { Password = Secret.From(Password), AllowedHost = ["10.0.0.1"], Privilege = ["SELECT"], Database = ["shop"], Description = "a \"b\" é" },
        new CreateAccount("app") { Password = Secret.From(Password) },
        new ModifyAccount(new DbAccountIdentity("app")) { Description = "x", MaxUserConnections = 5, AllowedHost = ["10.0.0.2"], Password = Secret.From(Password) },
        new ModifyAccount(new DbAccountIdentity("app")) { Description = "x", PasswordLifetime = 5, Database = ["shop"], Privilege = ["SELECT"] },
        new ResetPassword(new DbAccountIdentity("app", "10.0.0.1"), Secret.From(Password)) { AllowedHost = ["10.0.0.1"] },
        new RemoveAccount(new DbAccountIdentity("app", "10.0.0.1")),
        new ChangePrivilege(OperationKind.GrantPrivilege, new DbAccountIdentity("app"), Set("UPDATE")),
        new ChangePrivilege(OperationKind.RevokePrivilege, new DbAccountIdentity("app"), Set("SELECT")),
        new ChangePrivilege(OperationKind.SetPrivilege, new DbAccountIdentity("app"), Set("INSERT", "UPDATE")),
    ];

    public static TheoryData<string, int> Changes()
    {
        var data = new TheoryData<string, int>();
        foreach (IDbEngine service in ServiceCatalog.All.OfType<HttpEngine>())
        {
            for (int i = 0; i < _changes.Length; i++)
            {
                if (service.Info.Operations.Any(offered => offered.Operation == _changes[i].Kind))
                {
                    data.Add(service.Info.Service, i);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Is_what_is_sent_with_the_password_masked(string service, int change)
    {
        string held = "[\"SELECT\",\"INSERT\"]";
        using var stub = new Stub(request =>
        {
            held = request.Method == "PUT" && request.Json.TryGetProperty("base_authority", out JsonElement now) ? now.ToString() : held;
            return Answer(request, held);
        });
        DbInstance instance = Connected.To(service, stub);
        var context = new CallContext { SkipRuleCheck = true };
        AccountChange operation = Accepted(service, _changes[change]);

        ChangePlan plan = await instance.PlanAsync(operation, context);
        Assert.DoesNotContain(stub.Requests, Probe.IsChange);
        foreach (ChangeStep step in plan.Steps)
        {
            await instance.ApplyAsync(step, context);
        }

        string[] sent = [.. stub.Requests.Where(Probe.IsChange).Select(Told)];
        Assert.NotEmpty(sent);
        Assert.Equal(sent, plan.Steps.Select(step => step.Request));
        Assert.Equal(string.Join("; then ", sent), plan.Requests);
        Assert.DoesNotContain("Canary", plan.Requests + plan.Description, StringComparison.Ordinal);
        Assert.Equal(operation is CreateAccount or ResetPassword or ModifyAccount { Password: not null }, plan.Requests.Contains("\"***\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(OperationKind.GrantPrivilege, "SELECT", true)]
    [InlineData(OperationKind.GrantPrivilege, "UPDATE", false)]
    [InlineData(OperationKind.RevokePrivilege, "UPDATE", true)]
    [InlineData(OperationKind.RevokePrivilege, "SELECT", false)]
    [InlineData(OperationKind.SetPrivilege, "SELECT", false)]
    public async Task Of_a_merge_that_changes_nothing_is_that_nothing_is_sent(OperationKind kind, string privilege, bool isHeld)
    {
        using var stub = new Stub(request => Answer(request, "[\"SELECT\"]"));
        DbInstance instance = Connected.To("Ddm", stub);
        ChangePlan plan = await instance.PlanAsync(new ChangePrivilege(kind, new DbAccountIdentity("app"), Set(privilege)), new CallContext());
        Assert.Equal(isHeld, plan.Description.EndsWith("; nothing has to be changed, so nothing is sent", StringComparison.Ordinal));
        Assert.NotEqual(isHeld, plan.Requests.Contains("PUT /v3/", StringComparison.Ordinal));
    }

    [Fact]
    public void Parameters_of_any_action_are_shown_without_secrets_in_tables_lists_and_texts_of_JSON()
    {
        string shown = AnswerMask.Show(new Dictionary<string, object?>
        {
            ["user_password"] = "Canary",
            ["Password"] = Secret.From("Canary"),
            ["name"] = Secret.From("Canary"),
            ["service_params"] = "{\"user\":\"a\",\"passwd\":\"Canary\"}",
            ["cut_off"] = "{\"passwd\":\"Canary",
            ["list"] = new object[] { new Dictionary<string, object?> { ["SecretKey"] = "Canary", ["password_lifetime"] = 5 } },
            ["plain"] = "é",
        });

        Assert.Equal(
            """
            {"user_password":"***","Password":"***","name":"***","service_params":"{\"user\":\"a\",\"passwd\":\"***\"}","cut_off":"***","list":[{"SecretKey":"***","password_lifetime":5}],"plain":"é"}
            """.Trim(),
            shown);
    }

    private static DbPrivilegeSet Set(params string[] privileges) => DbPrivilegeSet.Of([new DbPrivilegeTarget("shop")], privileges);

    // The check of the rules is left out, but not that a parameter is one that the service takes.
    private static AccountChange Accepted(string service, AccountChange operation) => (service, operation) switch
    {
        ("MySqlPlus", CreateAccount create) => create with { Privilege = null, Description = null },
        ("MySqlPlusAnalysis" or "ChronusDB", CreateAccount create) => create with { Privilege = null, Description = null, Database = null },
        ("Ddm", CreateAccount create) => create with { AllowedHost = null },
        ("ChronusDB", ModifyAccount modify) => new ModifyAccount(modify.Account) { AllowedHost = ["10.0.0.2"], Password = Secret.From(Password) },
        ("Ddm", ModifyAccount modify) => modify with { AllowedHost = null, MaxUserConnections = null, Password = null },
        ("TencentMySql", ModifyAccount modify) => modify with { PasswordLifetime = null, Database = null, Privilege = null, Password = null },
        _ => operation,
    };

    // The documents' form, from the wire.
    private static string Told(StubRequest request)
    {
        string text = request.Action.Length == 0 ? $"{request.Method} {request.Target} {request.Text}"
            : request.Headers.ContainsKey("X-TC-Action") ? $"{request.Action} {request.Text}"
            : $"{request.Action} " + string.Join(" ", new[] { "cluster", "service", "role", "service_params" }
                .Where(request.Parameters.ContainsKey).Select(name => $"{name}={request.Parameters[name]}"));
        return text.TrimEnd().Replace("Canary-77\\\"\\\\é", "***", StringComparison.Ordinal);
    }

    private static StubAnswer Answer(StubRequest request, string held) => request.Action switch
    {
        "" when request.Method == "GET" => $$"""{"total":1,"users":[{"name":"app","base_authority":{{held}},"databases":[{"name":"shop"}]}]}""",
        "" => "{}",
        "DescribeAccountPrivileges" => Answers.TencentPrivileges("SELECT"),
        "DescribeClusters" or "DescribeClusterDisplayTabs" => "{\"ret_code\":0,\"cluster_set\":[{\"cluster_id\":\"cl-yxgxofd3\"}]}",
        "RunClusterCustomService" => "{\"ret_code\":0,\"job_id\":\"j-12345678\"}",
        _ => Answers.TencentTask(),
    };
}
