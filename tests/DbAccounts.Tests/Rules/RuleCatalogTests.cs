using System;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Rules;

/// <summary>What Get-DbAccountRule shows, and which operations there are at all.</summary>
public sealed class RuleCatalogTests
{
    [Theory]
    [ClassData(typeof(ServiceData))]
    public void Each_rule_is_listed_once_with_words_and_source(string service)
    {
        DbAccountRule[] rules = [.. ServiceCatalog.Rules(Connected.Client(service))];

        Assert.NotEmpty(rules);
        Assert.All(rules, rule => Assert.False(string.IsNullOrWhiteSpace(rule.Rule) || rule.Source.Length == 0 || rule.Parameter.Length == 0, rule.ToString()));
        Assert.All(rules, rule => Assert.DoesNotContain("at least 0", rule.Rule, StringComparison.Ordinal));
        string[] shown = [.. rules.Select(rule => $"{rule.Operation} {rule.Id} {rule.WireName} {rule.Parameter} {rule.Rule} {string.Join(",", rule.Values)} {rule.Source}")];
        Assert.Equal([], shown.GroupBy(text => text).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Fact]
    public void Allowed_values_are_listed_with_their_rule()
    {
        DbAccountRule type = ServiceCatalog.Rules(Connected.Client("MySqlPlus")).Single(rule => rule.Parameter == "AccountType");

        Assert.Equal(["Standard", "Superuser"], type.Values);
        Assert.Equal(("priv", "CreateAccount"), (type.WireName, type.Operation));
        Assert.Contains("create several accounts", type.Source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MySqlPlus", "CreateAccount,RemoveAccount,ListAccounts,GetJob")]
    [InlineData("MySqlPlusAnalysis", "CreateAccount,RemoveAccount,ListAccounts,GetJob")]
    [InlineData("ChronusDB", "CreateAccount,ModifyAccount,ResetPassword,RemoveAccount,ListAccounts,GetJob")]
    [InlineData("Ddm", "CreateAccount,ModifyAccount,ResetPassword,RemoveAccount,ListAccounts,GrantPrivilege,RevokePrivilege,SetPrivilege,ListPrivileges")]
    [InlineData("TencentMySql", "CreateAccount,ModifyAccount,ResetPassword,RemoveAccount,ListAccounts,GrantPrivilege,RevokePrivilege,SetPrivilege,ListPrivileges,GetJob")]
    public void What_a_service_does_not_document_is_refused_with_what_it_offers(string service, string offered)
    {
        var account = new DbAccountIdentity("app");
        AccountChange[] changes =
        [
            Check.Good(service),
            new ModifyAccount(account) { Description = "d" },
            new ResetPassword(account, Secret.From("Passwd@123")),
            new RemoveAccount(account),
            .. new[] { OperationKind.GrantPrivilege, OperationKind.RevokePrivilege, OperationKind.SetPrivilege }
                .Select(kind => new ChangePrivilege(kind, account, DbPrivilegeSet.Of([new("shop")], ["SELECT"]))),
        ];

        Assert.Equal(offered.Split(',').Select(Enum.Parse<OperationKind>), Connected.Client(service).Info.Operations.Select(operation => operation.Operation).Distinct());
        foreach (AccountChange change in changes.Where(change => !offered.Contains(change.Kind.ToString(), StringComparison.Ordinal)))
        {
            var error = Assert.Throws<DbAccountsException>(() => Check.Of(service, change));
            Assert.Equal((DbErrorId.NotSupportedByService, DbErrorCategory.InvalidOperation), (error.ErrorId, error.Category));
            Assert.StartsWith($"{service} can't ", error.Message, StringComparison.Ordinal);
            Assert.Contains("remove accounts", error.Message, StringComparison.Ordinal);
        }

        foreach (AccountChange change in changes.Where(change => offered.Contains(change.Kind.ToString(), StringComparison.Ordinal)))
        {
            Check.Of(service, change);
        }
    }

    [Fact]
    public void A_name_that_is_no_services_is_an_error_that_lists_them()
    {
        Assert.Equal("Ddm", ServiceCatalog.Get("dDM").Info.Service);
        var error = Assert.Throws<DbAccountsException>(() => ServiceCatalog.Get("Oracle"));
        Assert.Equal(DbErrorId.UnknownService, error.ErrorId);
        Assert.Contains("MySqlPlus, MySqlPlusAnalysis, ChronusDB, Ddm, TencentMySql", error.Message, StringComparison.Ordinal);
    }
}
