using System;
using DbAccounts.Model;
using Xunit;

namespace DbAccounts.Tests.Model;

public sealed class IdentityTests
{
    [Theory]
    [InlineData("a", "a", "")]
    [InlineData("a@%", "a", "%")]
    [InlineData("a@10.0.0.%", "a", "10.0.0.%")]
    [InlineData("a@", "a", "")]
    [InlineData("a@b@::1", "a@b", "::1")]
    [InlineData("中 文@%", "中 文", "%")]
    public void A_name_and_a_host_are_read_from_one_text(string text, string name, string host)
    {
        var identity = new DbAccountIdentity(text);

        Assert.Equal(name, identity.Name);
        Assert.Equal(host.Length == 0 ? [] : [host], identity.AllowedHost);
        Assert.Equal(text.TrimEnd('@'), identity.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("@x")]
    [InlineData("@")]
    public void A_name_is_not_empty(string text) => Assert.Throws<FormatException>(() => new DbAccountIdentity(text));

    [Fact]
    public void A_name_that_is_given_apart_from_its_hosts_is_not_taken_apart()
    {
        Assert.Equal(("app@a", "b"), (new DbAccountIdentity("app@a", ["b"]).Name, new DbAccountIdentity("app@a", ["b"]).AllowedHost[0]));
        Assert.Equal("app@a", new DbAccountIdentity("app@a", []).Name);
        Assert.Empty(new DbAccountIdentity("app@a", []).AllowedHost);
        Assert.Equal("app", new DbAccountIdentity("app", ["a", "b"]).ToString());
    }

    [Fact]
    public void A_listed_account_keeps_where_it_was_and_a_name_that_holds_an_at_sign()
    {
        var account = new DbAccount { Name = "a@b", Service = "TencentMySql", InstanceId = "cdb-1", AllowedHost = ["%"] };
        DbAccountIdentity identity = DbAccountIdentity.Of(account);

        Assert.Equal(("a@b", "TencentMySql", "cdb-1", "a@b@%"), (identity.Name, identity.Service, identity.InstanceId, account.ToString()));
        Assert.Same(account, identity.Origin);
    }

    [Fact]
    public void A_target_names_one_of_four_levels()
    {
        Assert.Equal((DbPrivilegeLevel.Global, "*.*"), (DbPrivilegeTarget.Global.Level, DbPrivilegeTarget.Global.ToString()));
        Assert.Equal((DbPrivilegeLevel.Database, "a.*"), (new DbPrivilegeTarget("a").Level, new DbPrivilegeTarget("a").ToString()));
        Assert.Equal((DbPrivilegeLevel.Table, "a.t"), (new DbPrivilegeTarget("a", "t").Level, new DbPrivilegeTarget("a", "t").ToString()));
        Assert.Equal((DbPrivilegeLevel.Column, "a.t(c)"), (new DbPrivilegeTarget("a", "t", "c").Level, new DbPrivilegeTarget("a", "t", "c").ToString()));
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
