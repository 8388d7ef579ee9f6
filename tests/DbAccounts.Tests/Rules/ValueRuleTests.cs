using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Rules;

/// <summary>The documented rules on the other parameters, both sides of each boundary.</summary>
public sealed class ValueRuleTests
{
    private static readonly DbAccountIdentity _app = new("app");

    [Theory]
    [InlineData("Ddm", 0, null)]
    [InlineData("Ddm", 256, null)]
    [InlineData("Ddm", 257, "Description must have at most 256 characters")]
    [InlineData("TencentMySql", 0, null)]
    [InlineData("TencentMySql", 255, null)]
    [InlineData("TencentMySql", 256, "Description must have at most 255 characters")]
    public void The_length_of_a_description(string service, int length, string? violation)
    {
        Check.Is(violation, service, Check.Good(service) with { Description = new string('d', length) });
        Check.Is(violation, service, new ModifyAccount(_app) { Description = new string('d', length) });
    }

    [Theory]
    [InlineData(-1, "PasswordLifetime must be a number from 0 to 65535 days")]
    [InlineData(0, null)]
    [InlineData(65535, null)]
    [InlineData(65536, "PasswordLifetime must be a number from 0 to 65535 days")]
    public void How_long_a_password_lasts_on_DDM(int days, string? violation)
    {
        Check.Is(violation, "Ddm", Check.Good("Ddm") with { PasswordLifetime = days });
        Check.Is(violation, "Ddm", new ModifyAccount(_app) { PasswordLifetime = days });
    }

    [Theory]
    [InlineData(-1, "MaxUserConnections must be a number from 0 to 10240")]
    [InlineData(0, null)]
    [InlineData(10240, null)]
    [InlineData(10241, "MaxUserConnections must be a number from 0 to 10240")]
    public void How_many_connections_an_account_may_hold_on_Tencent_Cloud(int connections, string? violation)
    {
        Check.Is(violation, "TencentMySql", Check.Good("TencentMySql") with { MaxUserConnections = connections });
        Check.Is(violation, "TencentMySql", new ModifyAccount(_app) { MaxUserConnections = connections });
    }

    [Theory]
    [InlineData(null, "*")]
    [InlineData(null, "shop")]
    [InlineData("Database must be one database, or * for all of them", "shop", "crm")]
    [InlineData("Database must be given")]
    public void MySQL_Plus_takes_one_database_or_an_asterisk(string? violation, params string[] databases) =>
        Check.Is(violation, "MySqlPlus", Check.Good("MySqlPlus") with { Database = databases });

    [Theory]
    [InlineData("Standard", null)]
    [InlineData("Superuser", null)]
    [InlineData("StandardAccount", "'StandardAccount' is no account type of MySqlPlus; there are Standard, Superuser")]
    [InlineData("superuser", "'superuser' is no account type of MySqlPlus; did you mean Superuser?")]
    public void MySQL_Plus_has_two_types_of_accounts(string type, string? violation) =>
        Check.Is(violation, "MySqlPlus", Check.Good("MySqlPlus") with { AccountType = type });

    [Fact]
    public void DDM_wants_one_of_four_properties_to_change()
    {
        Check.Is("Privilege, Description, Database or PasswordLifetime must be given", "Ddm", new ModifyAccount(_app));
        Check.Is(null, "Ddm", new ModifyAccount(_app) { Description = "" });
        Check.Is(null, "Ddm", new ModifyAccount(_app) { Database = [] });
        Check.Is(null, "Ddm", new ModifyAccount(_app) { PasswordLifetime = 0 });
        Check.Is(null, "Ddm", new ModifyAccount(_app) { Privilege = ["SELECT"] });
        Check.Is("Privilege must hold at least one privilege", "Ddm", new ModifyAccount(_app) { Privilege = [] });
    }

    [Fact]
    public void Tencent_Cloud_wants_something_to_change()
    {
        Check.Is("must be given, at least one of them", "TencentMySql", new ModifyAccount(_app));
        Check.Is("AllowedHost must be one address", "TencentMySql", new ModifyAccount(_app) { AllowedHost = ["10.0.0.1", "10.0.0.2"] });
        Check.Is("AllowedHost must be one address", "TencentMySql", new ModifyAccount(_app) { AllowedHost = [], Description = "d" });
        Check.Is("Database is 'shop', and no Privilege says what may be done there", "TencentMySql", Check.Good("TencentMySql") with { Database = ["shop"] });
    }

    [Fact]
    public void ChronusDB_changes_networks_and_password_together()
    {
        Check.Is("Password must be given", "ChronusDB", new ModifyAccount(_app) { AllowedHost = ["::/0"] });
        Check.Is("AllowedHost must be given", "ChronusDB", new ModifyAccount(_app) { Password = Secret.From("q") });
        Check.Is(null, "ChronusDB", new ModifyAccount(_app) { AllowedHost = ["::/0"], Password = Secret.From("q") });
    }

    [Theory]
    [InlineData("MySqlPlus")]
    [InlineData("MySqlPlusAnalysis")]
    [InlineData("ChronusDB")]
    public void QingCloud_needs_a_host(string service) =>
        Check.Is("AllowedHost must be given", service, Check.Good(service) with { AllowedHost = [] });

    [Theory]
    [InlineData(Connected.Project, Connected.DdmInstance, null)]
    [InlineData("619d3e78f61b4be68bc5aa0b59edcf7", Connected.DdmInstance, "ProjectId must have exactly 32 characters")]
    [InlineData(Connected.Project + "b", Connected.DdmInstance, "ProjectId must have exactly 32 characters")]
    [InlineData("619d3e78-61b4be68bc5aa0b59edcf7b", Connected.DdmInstance, "ProjectId must have exactly 32 characters")]
    [InlineData(Connected.Project, "61a4ea66210545909d74a05c27a7179in09", "InstanceId must have exactly 36 characters")]
    [InlineData(Connected.Project, "61a4ea66210545909d74a05c27a7179ein10", "InstanceId must have exactly 36 characters")]
    [InlineData(Connected.Project, "61a4ea66210545909d74a05c27a7179eain09", "InstanceId must have exactly 36 characters")]
    public async Task DDM_knows_the_form_of_its_ids(string project, string instance, string? violation)
    {
        DbInstance connected = DbInstance.Connect(Connected.Options("Ddm") with { ProjectId = project, InstanceId = instance });

        async Task PlanAsync() => await connected.PlanAsync(new RemoveAccount(_app));

        if (violation is null)
        {
            await PlanAsync();
        }
        else
        {
            Assert.Contains(violation, (await Probe.ErrorAsync(PlanAsync)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_violation_is_reported_at_once_and_nothing_is_sent()
    {
        using var stub = new Stub("");
        CreateAccount bad = new("root") { Password = Secret.From("short"), Database = ["a", "b"], AccountType = "Root", MaxUserConnections = 3, Description = "d" };

        DbAccountsException error = await Probe.ErrorAsync(() => Connected.To("MySqlPlus", stub).PlanAsync(bad));

        Assert.Equal((DbErrorId.RuleViolation, DbErrorCategory.InvalidArgument), (error.ErrorId, error.Category));
        Assert.Equal(
            ["AccountType", "Database", "Description", "MaxUserConnections", "Name", "Password", "Password"],
            error.Violations.Select(violation => violation.Parameter).Order());
        Assert.All(error.Violations, violation => Assert.NotEmpty(violation.Source));
        Assert.Empty(stub.Requests);
    }

    [Theory]
    [InlineData("MySqlPlus", "MaxUserConnections")]
    [InlineData("MySqlPlusAnalysis", "RequireSsl")]
    [InlineData("ChronusDB", "Privilege")]
    [InlineData("Ddm", "AllowedHost")]
    [InlineData("TencentMySql", "PasswordLifetime")]
    public async Task A_parameter_that_the_service_does_not_take_is_a_violation_even_where_rules_are_skipped(string service, string parameter)
    {
        var given = Check.Good(service) with
        {
            MaxUserConnections = parameter == "MaxUserConnections" ? 1 : null,
            RequireSsl = parameter == "RequireSsl" ? true : null,
            Privilege = parameter == "Privilege" ? ["SELECT"] : Check.Good(service).Privilege,
            AllowedHost = parameter == "AllowedHost" ? ["%"] : null,
            PasswordLifetime = parameter == "PasswordLifetime" ? 1 : null,
        };

        Check.Is(parameter + " must be left out: " + service, service, given);
        DbAccountsException error = await Probe.ErrorAsync(() => DbInstance.Connect(Connected.Options(service)).PlanAsync(given, new CallContext { SkipRuleCheck = true }));
        Assert.Equal(DbErrorId.RuleViolation, error.ErrorId);
    }

    [Theory]
    [ClassData(typeof(ServiceData))]
    public async Task Where_rules_are_skipped_the_service_judges(string service)
    {
        using var stub = new Stub(Answers.Accepted(service));

        await Connected.To(service, stub).ChangeAsync(new CreateAccount("1 !") { Password = Secret.From("x") }, new CallContext { SkipRuleCheck = true });

        Assert.Single(stub.Requests);
    }
}
