using System;
using DbAccounts.Model;
using Xunit;

namespace DbAccounts.Tests.Model;

public sealed class IdentityTests
{
    [Theory]
    [InlineData("a", "a", null)]
    [InlineData("a@%", "a", "%")]
    [InlineData("a@10.0.0.%", "a", "10.0.0.%")]
    [InlineData("a@b@::1", "a@b", "::1")]
    [InlineData("a@10.0.0.1;10.0.0.2", "a", "10.0.0.1;10.0.0.2")]
    [InlineData("中 文@%", "中 文", "%")]
    public void A_name_and_a_host_are_read_from_one_text(string text, string name, string? host)
    {
        var identity = new DbAccountIdentity(text);

        Assert.Equal((name, host, text), (identity.Name, identity.Host, identity.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("@x")]
    [InlineData("@")]
    [InlineData("a@")]
    [InlineData("a@ ")]
    public void Neither_a_name_nor_a_host_that_is_begun_is_empty(string text) =>
        Assert.ThrowsAny<FormatException>(() => new DbAccountIdentity(text));

    [Fact]
    public void A_name_that_is_given_apart_from_its_host_is_not_taken_apart()
    {
        Assert.Equal(("app@a", "b"), (new DbAccountIdentity("app@a", "b").Name, new DbAccountIdentity("app@a", "b").Host));
        Assert.Equal(("app@a", null), (new DbAccountIdentity("app@a", null).Name, new DbAccountIdentity("app@a", null).Host));
    }

    [Theory]
    [InlineData("app@LOCALHOST", "app@localhost", true)]
    [InlineData("app@a;B", "app@b;A", true)]
    [InlineData("app@a;b", "app@a", false)]
    [InlineData("app", "app@%", false)]
    [InlineData("App@%", "app@%", false)]
    [InlineData("app@I.example", "app@i.example", true)]
    [InlineData("app@\u0130.example", "app@i.example", false)]
    public void Hosts_compare_without_case_and_order_and_names_exactly(string one, string other, bool areSame)
    {
        var identity = new DbAccountIdentity(one);

        Assert.Equal(areSame, identity.Equals(new DbAccountIdentity(other)));
        if (areSame)
        {
            Assert.Equal(identity.GetHashCode(), new DbAccountIdentity(other).GetHashCode());
        }
    }

    [Fact]
    public void A_listed_account_keeps_a_name_that_holds_an_at_sign()
    {
        var account = new DbAccount { Name = "a@b", Service = "TencentMySql", InstanceId = "cdb-1", AllowedHost = ["%"] };

        Assert.Equal(("a@b", "%", "a@b@%"), (DbAccountIdentity.Of(account).Name, DbAccountIdentity.Of(account).Host, account.ToString()));
    }

    [Fact]
    public void A_target_names_one_of_four_levels()
    {
        Assert.Equal((DbPrivilegeLevel.Global, "*.*"), (DbPrivilegeTarget.Global.Level, DbPrivilegeTarget.Global.ToString()));
        Assert.Equal((DbPrivilegeLevel.Database, "a.*"), (new DbPrivilegeTarget("a").Level, new DbPrivilegeTarget("a").ToString()));
        Assert.Equal((DbPrivilegeLevel.Table, "a.t"), (new DbPrivilegeTarget("a", "t").Level, new DbPrivilegeTarget("a", "t").ToString()));
        Assert.Equal((DbPrivilegeLevel.Column, "a.t (c)"), (new DbPrivilegeTarget("a", "t", "c").Level, new DbPrivilegeTarget("a", "t", "c").ToString()));
        Assert.Throws<ArgumentException>(() => new DbPrivilegeTarget(null, "t"));
        Assert.Throws<ArgumentException>(() => new DbPrivilegeTarget("a", null, "c"));
    }

    [Fact]
    public void Targets_compare_by_level_and_then_exactly_by_name()
    {
        Assert.True(new DbPrivilegeTarget("z") < new DbPrivilegeTarget("a", "t"));
        Assert.True(new DbPrivilegeTarget("A") < new DbPrivilegeTarget("a"));
        Assert.True(new DbPrivilegeTarget("a") != new DbPrivilegeTarget("A"));
        Assert.True(new DbPrivilegeTarget("a", "t") == new DbPrivilegeTarget("a", "t"));
        Assert.True(new DbPrivilegeTarget("a", "t") >= new DbPrivilegeTarget("a", "s") && new DbPrivilegeTarget("a") <= new DbPrivilegeTarget("a"));
    }
}
