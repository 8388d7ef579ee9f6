using System;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Rules;

/// <summary>The documented rules on passwords, both sides of each boundary, where they are created and where they are reset.</summary>
public sealed class PasswordRuleTests
{
    private const string Mix = "Aa1@";

    [Theory]
    [InlineData("MySqlPlus", 7, "Password must have 8 to 32 characters")]
    [InlineData("MySqlPlus", 8, null)]
    [InlineData("MySqlPlus", 32, null)]
    [InlineData("MySqlPlus", 33, "Password must have 8 to 32 characters")]
    [InlineData("MySqlPlusAnalysis", 7, "Password must have 8 to 32 characters")]
    [InlineData("MySqlPlusAnalysis", 8, null)]
    [InlineData("MySqlPlusAnalysis", 32, null)]
    [InlineData("MySqlPlusAnalysis", 33, "Password must have 8 to 32 characters")]
    [InlineData("ChronusDB", 4, null)]
    [InlineData("ChronusDB", 300, null)]
    [InlineData("Ddm", 7, "Password must have 8 to 32 characters")]
    [InlineData("Ddm", 8, null)]
    [InlineData("Ddm", 32, null)]
    [InlineData("Ddm", 33, "Password must have 8 to 32 characters")]
    [InlineData("TencentMySql", 7, "Password must have 8 to 64 characters")]
    [InlineData("TencentMySql", 8, null)]
    [InlineData("TencentMySql", 64, null)]
    [InlineData("TencentMySql", 65, "Password must have 8 to 64 characters")]
    public void The_length_of_a_password(string service, int length, string? violation) =>
        Judge(service, Mix + new string('x', length - Mix.Length), violation);

    [Theory]
    // All four classes; each is missing once.
    [InlineData("MySqlPlus", "Abcd123=", null)]
    [InlineData("MySqlPlus", "ABCD123=", "must mix")]
    [InlineData("MySqlPlus", "abcd123=", "must mix")]
    [InlineData("MySqlPlus", "Abcdefg=", "must mix")]
    [InlineData("MySqlPlus", "Abcd1234", "must mix")]
    // Specials of other services don't count, but are not forbidden either.
    [InlineData("MySqlPlus", "Abcd123~", "must mix")]
    [InlineData("MySqlPlus", "Abcd12=~ 中", null)]
    [InlineData("MySqlPlusAnalysis", "Abcd123^", null)]
    [InlineData("MySqlPlusAnalysis", "Abcd1234", "must mix")]
    // Three of four.
    [InlineData("Ddm", "abcd123~", null)]
    [InlineData("Ddm", "Abcdefg?", null)]
    [InlineData("Ddm", "Abcd1234", null)]
    [InlineData("Ddm", "ABCD123/", null)]
    [InlineData("Ddm", "abcd1234", "must mix at least 3")]
    [InlineData("Ddm", "ABCDEFG~", "must mix at least 3")]
    [InlineData("Ddm", "abcd12=$", "must mix at least 3")]
    // Two of three, letters of both cases being one class.
    [InlineData("TencentMySql", "abcd1234", null)]
    [InlineData("TencentMySql", "abcdefg(", null)]
    [InlineData("TencentMySql", "1234567|", null)]
    [InlineData("TencentMySql", "abcdABCD", "must mix at least 2")]
    [InlineData("TencentMySql", "12345678", "must mix at least 2")]
    [InlineData("TencentMySql", "(((((((,", "must mix at least 2")]
    [InlineData("TencentMySql", "abcdefg~", "must mix at least 2")]
    // No class is asked for.
    [InlineData("ChronusDB", "QQ11123", null)]
    [InlineData("ChronusDB", "q", null)]
    [InlineData("ChronusDB", "_1", null)]
    [InlineData("ChronusDB", "1QQ", "must not begin with a digit")]
    public void The_characters_of_a_password(string service, string password, string? violation) => Judge(service, password, violation);

    [Theory]
    [InlineData("Abcd_1234", "Abcd_1234", "must be neither the account's name nor that name reversed")]
    [InlineData("Abcd_1234", "4321_dcbA", "must be neither the account's name nor that name reversed")]
    [InlineData("Abcd_1234", "Abcd_12345", null)]
    [InlineData("Abcd_1234", "4321_dcba", null)]
    public void On_DDM_a_password_is_neither_the_name_nor_its_reverse(string name, string password, string? violation)
    {
        Check.Is(violation, "Ddm", Check.Good("Ddm", name) with { Password = Secret.From(password) });
        Check.Is(violation, "Ddm", new ResetPassword(new DbAccountIdentity(name), Secret.From(password)));
    }

    [Theory]
    [ClassData(typeof(ServiceData))]
    public void A_password_is_required(string service)
    {
        Check.Is("Password must be given", service, Check.Good(service) with { Password = null });
        Assert.Contains("Password must be given", Check.Of(service, Check.Good(service) with { Password = Secret.From("") }));
    }

    [Theory]
    [ClassData(typeof(ServiceData))]
    public void No_violation_holds_the_password(string service)
    {
        const string canary = "9canary9";
        string[] violations = Check.Of(service, Check.Good(service, "9!") with { Password = Secret.From(canary), AllowedHost = [] });

        Assert.NotEmpty(violations);
        Assert.DoesNotContain(violations, message => message.Contains(canary, StringComparison.Ordinal));
    }

    private static void Judge(string service, string password, string? violation)
    {
        Check.Is(violation, service, Check.Good(service) with { Password = Secret.From(password) });
        if (Connected.Client(service).Info.Operations.Any(operation => operation.Operation == OperationKind.ResetPassword))
        {
            Check.Is(violation, service, new ResetPassword(new DbAccountIdentity("app1"), Secret.From(password)));
        }
    }
}
