using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Engines.Cloud.QingCloud.Requests;
using DbAccounts.Engines.Cloud.TencentCloud.Requests;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Rules;

/// <summary>What a violation says of the value, and what a check costs.</summary>
public sealed class RuleCheckTests
{
    [Fact]
    public void A_violation_holds_the_value_that_is_wrong()
    {
        Assert.Equal(
            [
                ("CreateDdmUser.Name.FirstCharacter", "9-"),
                ("CreateDdmUser.Name.Characters", "9-"),
                ("CreateDdmUser.BaseAuthority.OneOf", "FILE, SUPER"),
                ("CreateDdmUser.PasswordLifetime.Range", "65536"),
            ],
            Values("Ddm", Check.Good("Ddm", "9-") with { Privilege = ["FILE", "SELECT", "SUPER"], PasswordLifetime = 65536 }));
        Assert.Equal(
            [("AddUser.Database.Single", "a, b"), ("AddUser.Host.Mandatory", null)],
            Values("MySqlPlus", Check.Good("MySqlPlus") with { Database = ["a", "b"], AllowedHost = [] }));
        Assert.Equal([("Target.Database.Name", "a*")], Values("Ddm", Check.Good("Ddm") with { Database = ["a*", "b"] }));
    }

    [Theory]
    [ClassData(typeof(ServiceData))]
    public void A_violation_never_holds_a_password(string service)
    {
        const string Canary = "9canary";
        CreateAccount create = Check.Good(service) with { Password = Secret.From(Canary) };

        IReadOnlyList<Violation> violations = Connected.Client(service).Check(create);

        Assert.NotEmpty(violations);
        Assert.All(violations, violation => Assert.Equal(("Password", null), (violation.Parameter, violation.Value)));
    }

    [Fact]
    public void Each_wrong_element_of_a_list_of_objects_is_a_violation_and_the_same_one_twice_is_one()
    {
        var request = new DeleteAccounts
        {
            Accounts = [Of("root"), Of("root"), Of(new string('a', 33)), Of("app")],
        };

        Assert.Equal(
            [("DeletedAccount.User.NotOneOf", "root"), ("DeletedAccount.User.Length", new string('a', 33))],
            RuleCheck.Check(request).Select(violation => (violation.Id, violation.Value)));
    }

    [Fact]
    public void Of_values_that_break_one_rule_each_is_named()
    {
        var request = new DeleteAccounts { Accounts = [Of(new string('a', 33)), Of(new string('b', 33))] };

        string message = DbAccounts.Errors.DbError.RuleViolation("TencentMySql", "app", RuleCheck.Check(request)).Message;

        Assert.Contains($"and '{new string('a', 33)}' has 33; Account must have 1 to 32 characters, and '{new string('b', 33)}' has 33.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_made_where_nothing_is_wrong()
    {
        var request = new ModifyAccountPrivileges
        {
            Accounts = [new Account { User = "app", Host = "%" }],
            GlobalPrivileges = ["PROCESS", "SELECT"],
            DatabasePrivileges = [new DatabasePrivilege { Database = "shop", Privileges = ["SELECT", "INSERT"] }],
            ModifyAction = "grant",
        };

        Assert.Equal(0, Cost(request));
        Assert.Equal(0, Cost(new DelUser { User = "app", Host = ["%"] }));
    }

    [Fact]
    public void A_secret_becomes_text_once_for_all_of_its_rules()
    {
        var password = Secret.From("Passwd@123");

        Assert.Equal(Cost(new OneRule { Password = password }), Cost(new FiveRules { Password = password, Name = "app" }));
    }

    [Fact]
    public void A_getter_reads_what_is_there_of_every_type()
    {
        object request = new FiveRules { Name = "app", Number = 7 };
        RequestType type = RequestType.Of(typeof(FiveRules));

        Assert.Equal(["app", 7, null, null], new[] { "Name", "Number", "Nothing", "Password" }.Select(name => type[name].GetValue(request)));
        Assert.Throws<InvalidOperationException>(() => type["Host"]);
    }

    private static DeletedAccount Of(string user) => new() { User = user, Host = "%" };

    private static IEnumerable<(string, string?)> Values(string service, AccountChange change) =>
        Connected.Client(service).Check(change).Select(violation => (violation.Id, violation.Value));

    private static long Cost(object request)
    {
        for (int i = 0; i < 3; i++)
        {
            Assert.Empty(RuleCheck.Check(request));
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        RuleCheck.Check(request);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed class OneRule
    {
        [Length(8, 32)]
        public Secret? Password { get; set; }
    }

    private sealed class FiveRules
    {
        public string? Name { get; set; }

        [Mandatory, Length(8, 32), CharacterClasses(3, "@"), NotNameNorReverse(nameof(Name))]
        [FirstCharacter("must not begin with a digit", IsNot = Alphabet.Digits)]
        public Secret? Password { get; set; }

        public int Number { get; set; }

        public long? Nothing { get; set; }
    }
}
