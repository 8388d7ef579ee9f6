using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Engines.Cloud.HuaweiCloud.Requests;
using DbAccounts.Engines.Cloud.QingCloud.Requests;
using DbAccounts.Engines.Cloud.TencentCloud.Requests;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Rules;

/// <summary>The ids of rules, which others rely on: none changes unnoticed.</summary>
public sealed class RuleIdTests
{
    private static readonly DbAccountIdentity _app = new("app1");

    [Theory]
    [InlineData("MySqlPlus", """
        AddUser.AccountType.OneOf
        AddUser.Database.Mandatory AddUser.Database.Single
        AddUser.Host.Mandatory
        AddUser.Password.CharacterClasses AddUser.Password.Length AddUser.Password.Mandatory
        AddUser.Ssl.OneOf
        AddUser.User.Characters AddUser.User.Length AddUser.User.Mandatory AddUser.User.NotOneOf
        DelUser.Host.Mandatory
        DelUser.User.Mandatory DelUser.User.NotOneOf
        """)]
    [InlineData("MySqlPlusAnalysis", """
        AddCkUser.Host.Mandatory
        AddCkUser.Password.CharacterClasses AddCkUser.Password.Length AddCkUser.Password.Mandatory
        AddCkUser.User.Characters AddCkUser.User.Length AddCkUser.User.Mandatory AddCkUser.User.NotOneOf
        DelCkUser.User.Mandatory
        """)]
    [InlineData("ChronusDB", """
        AddUsers.Name.Characters AddUsers.Name.FirstCharacter AddUsers.Name.Mandatory
        AddUsers.Networks.Mandatory
        AddUsers.Password.CharacterClasses AddUsers.Password.FirstCharacter AddUsers.Password.Mandatory
        ModifyUsers.Name.FirstCharacter ModifyUsers.Name.Mandatory
        ModifyUsers.Networks.Mandatory
        ModifyUsers.Password.CharacterClasses ModifyUsers.Password.FirstCharacter ModifyUsers.Password.Mandatory
        RemoveUsers.Name.Mandatory
        """)]
    [InlineData("Ddm", """
        CreateDdmUser.BaseAuthority.Mandatory CreateDdmUser.BaseAuthority.OneOf
        CreateDdmUser.Description.Length
        CreateDdmUser.InstanceId.Pattern
        CreateDdmUser.Name.Characters CreateDdmUser.Name.FirstCharacter CreateDdmUser.Name.Length CreateDdmUser.Name.Mandatory
        CreateDdmUser.Password.CharacterClasses CreateDdmUser.Password.Length CreateDdmUser.Password.Mandatory
        CreateDdmUser.Password.NotNameNorReverse
        CreateDdmUser.PasswordLifetime.Range
        CreateDdmUser.ProjectId.Pattern
        DeleteDdmUser.InstanceId.Pattern DeleteDdmUser.ProjectId.Pattern DeleteDdmUser.Username.Mandatory
        RelatedSchema.Name.Mandatory
        ResetDdmUserPassword.InstanceId.Pattern
        ResetDdmUserPassword.Password.CharacterClasses ResetDdmUserPassword.Password.Length ResetDdmUserPassword.Password.Mandatory
        ResetDdmUserPassword.Password.NotNameNorReverse
        ResetDdmUserPassword.ProjectId.Pattern ResetDdmUserPassword.Username.Mandatory
        UpdateDdmUser.AtLeastOneOf
        UpdateDdmUser.BaseAuthority.NotEmptyList UpdateDdmUser.BaseAuthority.OneOf
        UpdateDdmUser.Description.Length
        UpdateDdmUser.InstanceId.Pattern UpdateDdmUser.PasswordLifetime.Range UpdateDdmUser.ProjectId.Pattern UpdateDdmUser.Username.Mandatory
        """)]
    [InlineData("TencentMySql", """
        Account.Host.Mandatory
        Account.User.Length Account.User.Mandatory
        ColumnPrivilege.Column.Mandatory ColumnPrivilege.Database.Mandatory ColumnPrivilege.Table.Mandatory
        ColumnPrivilege.Privileges.Mandatory ColumnPrivilege.Privileges.OneOf
        CreateAccounts.Accounts.Mandatory
        CreateAccounts.Description.Length
        CreateAccounts.MaxUserConnections.Range
        CreateAccounts.Password.CharacterClasses CreateAccounts.Password.Length CreateAccounts.Password.Mandatory
        DatabasePrivilege.Database.Mandatory DatabasePrivilege.Privileges.Mandatory DatabasePrivilege.Privileges.OneOf
        DeleteAccounts.Accounts.Mandatory
        DeletedAccount.Host.Mandatory DeletedAccount.User.Length DeletedAccount.User.Mandatory DeletedAccount.User.NotOneOf
        ModifyAccountDescription.Accounts.Mandatory ModifyAccountDescription.Description.Length
        ModifyAccountHost.Host.Mandatory ModifyAccountHost.NewHost.Mandatory
        ModifyAccountHost.User.Length ModifyAccountHost.User.Mandatory
        ModifyAccountMaxUserConnections.Accounts.Mandatory
        ModifyAccountMaxUserConnections.MaxUserConnections.Mandatory ModifyAccountMaxUserConnections.MaxUserConnections.Range
        ModifyAccountPassword.Accounts.Mandatory
        ModifyAccountPassword.NewPassword.CharacterClasses ModifyAccountPassword.NewPassword.Length
        ModifyAccountPassword.NewPassword.Mandatory
        ModifyAccountPrivileges.Accounts.Mandatory
        ModifyAccountPrivileges.GlobalPrivileges.OneOf
        ModifyAccountPrivileges.ModifyAction.OneOf
        NewAccount.Host.Mandatory
        NewAccount.User.Characters NewAccount.User.FirstCharacter NewAccount.User.LastCharacter NewAccount.User.Length NewAccount.User.Mandatory
        TablePrivilege.Database.Mandatory TablePrivilege.Table.Mandatory
        TablePrivilege.Privileges.Mandatory TablePrivilege.Privileges.OneOf
        """)]
    public void The_ids_of_a_service_are_these(string service, string ids) => Assert.Equal(
        ids.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
        RulesOf(service).Select(rule => rule.Id).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [ClassData(typeof(ServiceData))]
    public void An_id_means_one_rule(string service) => Assert.All(
        RulesOf(service).GroupBy(rule => rule.Id),
        same => Assert.Single(same.Select(rule => $"{rule.Parameter} {rule.Rule} {string.Join(",", rule.Values)} {rule.WireName}").Distinct()));

    [Theory]
    [ClassData(typeof(ServiceData))]
    public void A_request_says_no_rule_twice(string service) => Assert.All(
        Connected.Client(service).Info.Operations.Where(operation => operation.RequestType is not null),
        operation => Assert.All(
            RequestType.Of(operation.RequestType!).Properties,
            property => Assert.Equal(property.Rules.Select(rule => rule.Id).Distinct(), property.Rules.Select(rule => rule.Id))));

    [Fact]
    public void What_decides_on_the_target_has_ids_too()
    {
        Is("Target.Database.NotTaken", "MySqlPlusAnalysis", Check.Good("MySqlPlusAnalysis") with { Database = ["shop"] });
        Is("Target.Database.Name", "Ddm", Check.Good("Ddm") with { Database = ["*"] });
        Is("Target.Database.Name", "TencentMySql", Change(new("a*"), "SELECT"));
        Is("Target.Table.Name", "TencentMySql", Change(new("shop", "t*"), "SELECT"));
        Is("Target.Column.Name", "TencentMySql", Change(new("shop", "t", "*"), "SELECT"));
        Is("Target.AtLeastOneOf", "TencentMySql", new ModifyAccount(_app));
        Is("Target.AllowedHost.Single", "TencentMySql", new ModifyAccount(_app) { AllowedHost = ["a", "b"] });
        Is("Target.Database.WithPrivilege", "TencentMySql", Check.Good("TencentMySql") with { Database = ["shop"] });
        Is("Target.Global.WithPrivilege", "TencentMySql", Check.Good("TencentMySql") with { Global = true });
        Is("Target.Object.Mandatory", "TencentMySql", Check.Good("TencentMySql") with { Privilege = ["SELECT"] });
        Is("Target.Object.Mandatory", "TencentMySql", Change(default, "SELECT") with { Global = false });
        Is("Target.Object.Single", "TencentMySql", Check.Good("TencentMySql") with { Privilege = ["SELECT"], Database = ["shop"], Global = true });
        Is("Target.Global.NotOffered", "Ddm", Change(default, "SELECT"));
        Is("Target.Table.NotOffered", "Ddm", Change(new("shop", "orders"), "SELECT"));
    }

    [Theory]
    [ClassData(typeof(ServiceData))]
    public async Task No_id_stands_in_a_sentence(string service)
    {
        using var stub = new Stub("");
        CreateAccount bad = Check.Good(service, "9!" + new string('x', 40)) with { Password = Secret.From("1"), MaxUserConnections = -1, RequireSsl = true };

        DbAccountsException error = await Probe.ErrorAsync(() => Connected.To(service, stub).PlanAsync(bad));

        Assert.NotEmpty(error.Violations);
        Assert.All(error.Violations, violation => Assert.DoesNotContain(violation.Id, error.Message + error.RecommendedAction, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AddUser.User.Length", "AddUser", "User", "Length")]
    [InlineData("UpdateDdmUser.AtLeastOneOf", "UpdateDdmUser", "", "AtLeastOneOf")]
    public void An_id_is_read_as_it_is_written(string id, string owner, string property, string kind)
    {
        Assert.Equal(new RuleId(owner, property, kind), RuleId.Read(id));
        Assert.Equal(id, RuleId.Read(id).ToString());
    }

    [Fact]
    public void Two_rules_of_a_kind_on_one_property_have_names() => Assert.Equal(
        ["TwoPatterns.Code.Beginning", "TwoPatterns.Code.Pattern"],
        RequestType.Of(typeof(TwoPatterns))["Code"].Rules.Select(rule => rule.Id).Order(StringComparer.Ordinal));

    private static IEnumerable<DbAccountRule> RulesOf(string service) => ServiceCatalog.Rules(Connected.Client(service));

    private static void Is(string id, string service, AccountChange change) =>
        Assert.Contains(id, Connected.Client(service).Check(change).Select(violation => violation.Id));

    private static ChangePrivilege Change(DbPrivilegeTarget target, params string[] privileges) =>
        new(OperationKind.GrantPrivilege, _app, DbPrivilegeSet.Of([target], privileges)) { Global = target.Database is null };

    private sealed class TwoPatterns
    {
        [Pattern("a.*", "begins with a", Name = "Beginning"), Pattern(".*z", "ends with z")]
        public string? Code { get; set; }
    }
}
