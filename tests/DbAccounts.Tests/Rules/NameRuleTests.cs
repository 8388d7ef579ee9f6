using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Rules;

/// <summary>The documented rules on names, both sides of each boundary.</summary>
public sealed class NameRuleTests
{
    [Theory]
    [InlineData("MySqlPlus", 1, "Name must have 2 to 26 characters")]
    [InlineData("MySqlPlus", 2, null)]
    [InlineData("MySqlPlus", 26, null)]
    [InlineData("MySqlPlus", 27, "Name must have 2 to 26 characters")]
    [InlineData("MySqlPlusAnalysis", 1, "Name must have 2 to 26 characters")]
    [InlineData("MySqlPlusAnalysis", 2, null)]
    [InlineData("MySqlPlusAnalysis", 26, null)]
    [InlineData("MySqlPlusAnalysis", 27, "Name must have 2 to 26 characters")]
    [InlineData("ChronusDB", 1, null)]
    [InlineData("ChronusDB", 200, null)]
    [InlineData("Ddm", 1, null)]
    [InlineData("Ddm", 32, null)]
    [InlineData("Ddm", 33, "Name must have 1 to 32 characters")]
    [InlineData("TencentMySql", 1, null)]
    [InlineData("TencentMySql", 32, null)]
    [InlineData("TencentMySql", 33, "Name must have 1 to 32 characters")]
    public void The_length_of_a_name(string service, int length, string? violation) =>
        Check.Is(violation, service, Check.Good(service, new string('a', length)));

    [Theory]
    [InlineData("MySqlPlus", "aZ_9", null)]
    [InlineData("MySqlPlus", "_9", null)]
    [InlineData("MySqlPlus", "9a", null)]
    [InlineData("MySqlPlus", "a-b", "letters A-Z and a-z, digits and _")]
    [InlineData("MySqlPlus", "aé", "letters A-Z and a-z, digits and _")]
    [InlineData("MySqlPlus", "ab\n", "letters A-Z and a-z, digits and _")]
    [InlineData("MySqlPlusAnalysis", "9_aZ", null)]
    [InlineData("MySqlPlusAnalysis", "a.b", "letters A-Z and a-z, digits and _")]
    [InlineData("ChronusDB", "a9", null)]
    [InlineData("ChronusDB", "_a", null)]
    [InlineData("ChronusDB", "9a", "must not begin with a digit")]
    [InlineData("ChronusDB", "a-b", "letters A-Z and a-z, digits and _")]
    [InlineData("Ddm", "a9_", null)]
    [InlineData("Ddm", "_a", "must begin with a letter")]
    [InlineData("Ddm", "9a", "must begin with a letter")]
    [InlineData("Ddm", "a-b", "must consist of letters, digits and _")]
    [InlineData("TencentMySql", "a_9", null)]
    [InlineData("TencentMySql", "9a", "must begin with a letter")]
    [InlineData("TencentMySql", "a_", "must end with a letter or digit")]
    [InlineData("TencentMySql", "a.b", "must consist of letters, digits and _")]
    public void The_characters_of_a_name(string service, string name, string? violation) =>
        Check.Is(violation, service, Check.Good(service, name));

    [Theory]
    [InlineData("MySqlPlus", "root")]
    [InlineData("MySqlPlus", "qc_admin")]
    [InlineData("MySqlPlus", "qc_repl")]
    [InlineData("MySqlPlus", "qc_check")]
    [InlineData("MySqlPlusAnalysis", "default")]
    public void A_reserved_name_can_not_be_created(string service, string name)
    {
        Check.Is($": the service keeps '{name}' for itself", service, Check.Good(service, name));
        Check.Is(null, service, Check.Good(service, name + "1"));
    }

    [Theory]
    [InlineData("MySqlPlus", "root", "Account must be none of root, qc_admin, qc_repl, qc_check")]
    [InlineData("MySqlPlus", "qc_check", "Account must be none of root, qc_admin, qc_repl, qc_check")]
    [InlineData("MySqlPlus", "app", null)]
    [InlineData("MySqlPlusAnalysis", "default", null)]
    [InlineData("ChronusDB", "default", null)]
    [InlineData("Ddm", "root", null)]
    [InlineData("TencentMySql", "root", "Account must not be root")]
    [InlineData("TencentMySql", "app", null)]
    public void An_account_that_the_service_keeps_can_not_be_removed(string service, string name, string? violation) =>
        Check.Is(violation, service, new RemoveAccount(new DbAccountIdentity(name)));

    [Theory]
    [InlineData(32, null)]
    [InlineData(33, "Account must have 1 to 32 characters")]
    public void The_length_of_a_name_on_Tencents_other_requests(int length, string? violation)
    {
        var account = new DbAccountIdentity(new string('a', length));

        Check.Is(violation, "TencentMySql", new RemoveAccount(account));
        Check.Is(violation, "TencentMySql", new ResetPassword(account, Secret.From("Passwd@123")));
        Check.Is(violation, "TencentMySql", new ModifyAccount(account) { Description = "" });
        Check.Is(violation, "TencentMySql", new ModifyAccount(account) { MaxUserConnections = 1 });
        Check.Is(violation, "TencentMySql", new ModifyAccount(account) { AllowedHost = ["%"] });
        Check.Is(violation, "TencentMySql", new ChangePrivilege(OperationKind.GrantPrivilege, account, DbPrivilegeSet.Of([new("db")], ["SELECT"])));
    }

    [Theory]
    [ClassData(typeof(ServiceData))]
    public void An_empty_name_is_violated_once(string service) =>
        Assert.Contains("Name must be given", Check.Of(service, Check.Good(service, "")).Single(message => message.EndsWith("must be given", System.StringComparison.Ordinal)), System.StringComparison.Ordinal);
}
