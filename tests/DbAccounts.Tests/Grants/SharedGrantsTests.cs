using System.Collections.Generic;
using System.Linq;
using DbAccounts.Grants;
using DbAccounts.Model;
using Xunit;

namespace DbAccounts.Tests.Grants;

/// <summary>Whose grants count for a login beside the account's own. What a server does is in the laws; here is each rule by itself.</summary>
public sealed class SharedGrantsTests
{
    [Theory]
    [InlineData("%", "localhost", true)]
    [InlineData("", "10.0.0.1", true)]
    [InlineData("LocalHost", "localhost", true)]
    [InlineData("localhost", "%", false)]
    [InlineData("10.%", "10.1.%", true)]
    [InlineData("10.1.%", "10.%", false)]
    [InlineData("10.1.0.0/255.255.0.0", "10.1.2.3", true)]
    [InlineData("10.1.0.0/255.255.0.0", "10.2.2.3", false)]
    [InlineData("10.1.0.0/16", "10.1.2.0/24", true)]
    [InlineData("10.1.2.0/24", "10.1.0.0/16", false)]
    [InlineData("10.1.2.128/25", "10.1.2.127", false)]
    [InlineData("10.1.2.128/25", "10.1.2.128", true)]
    [InlineData("10.%", "10.1.0.0/255.255.0.0", true)]
    [InlineData("10.1.%", "10.0.0.0/255.0.0.0", false)]
    [InlineData("10.1.0.0/16", "10.1.%", false)]
    [InlineData("%.example.com", "db.EXAMPLE.com", true)]
    [InlineData("h_st", "host", true)]
    [InlineData("0.0.0.0/0", "1.2.3.4", true)]
    [InlineData("10.1.0.0/33", "10.1.0.0", false)]
    public void A_host_covers_another(string host, string other, bool isCovered) => Assert.Equal(isCovered, HostPattern.Covers(host, other));

    [Theory]
    // On databases one grant counts: by host, then by pattern, then before the anonymous account's.
    [InlineData("", "app@%: SELECT ON shop.*", "shop.*", "SELECT Database of app@%")]
    [InlineData("INSERT ON shop%.*", "app@%: SELECT ON shop.*", "shop.*", "INSERT Pattern of ")]
    [InlineData("INSERT ON crm.*", "app@%: SELECT ON shop.*|app@local%: UPDATE ON shop.*", "shop.*", "UPDATE Database of app@local%")]
    [InlineData("", "app@%: SELECT ON shop.*|@localhost: DELETE ON %.*", "shop.*", "DELETE Pattern of ''@localhost")]
    [InlineData("", "app@%: SELECT ON shop.*|@%: DELETE ON shop.*", "shop.*", "SELECT Database of app@%")]
    [InlineData("", "app@%: SELECT ON shop%.*|@%: DELETE ON shop.*", "shop.*", "DELETE Database of ''@%")]
    // On a table those of one holder, and never the anonymous account's; what is global is the account's own.
    [InlineData("UPDATE (a) ON shop.t", "app@%: SELECT ON shop.t", "shop.t", "UPDATE Column of ")]
    [InlineData("UPDATE ON shop.u", "app@%: SELECT ON shop.t|@%: DELETE ON shop.t", "shop.t", "SELECT Table of app@%")]
    [InlineData("", "app@%: SELECT ON *.*; ROLE r; PROXY ON x@%", "shop.*", "")]
    [InlineData("", "app@%: SELECT ON *.*; INSERT ON shop.*; ROLE r; PROXY ON x@%", "", "INSERT Database of app@%")]
    [InlineData("SELECT ON shop.*", "app@%: INSERT ON shop.*; UPDATE ON shop%.*", "", "SELECT Database of |UPDATE Pattern of app@%")]
    public void What_counts_says_whose_it_is(string own, string others, string asked, string expected)
    {
        var account = new DbAccountIdentity("app", "localhost");
        var all = others.Split('|').Select(one => one.Split(": ", 2))
            .Select(one => (new DbAccountIdentity(one[0].Split('@')[0], one[0].Split('@')[1]), GrantText.Parse(one[1])));
        var shared = new SharedGrants(account) { Others = [.. all.Select(one => KeyValuePair.Create(one.Item1, one.Item2))] };
        var question = new AccessQuestion(null, asked.Length == 0 ? null : [asked == "shop.t" ? new("shop", "t") : new("shop")]);
        foreach (DbGrantDialect dialect in new[] { DbGrantDialect.MySql57, DbGrantDialect.MySql80, DbGrantDialect.MariaDb })
        {
            Assert.Equal(
                expected.Split('|').Where(one => one.Length > 0).Order(),
                new EffectivePrivileges(dialect.Catalog()).Of(GrantText.Parse(own), question, shared)
                    .Select(one => $"{string.Join(", ", one.Privileges)} {one.Via} of {one.Account}").Order());
        }
    }

    [Theory]
    [InlineData("", "SELECT ON shop.*", "SELECT ON shop.*; INSERT ON shop.*", "INSERT")]
    [InlineData("", "INSERT, SELECT ON shop.*", "SELECT ON shop.*; INSERT ON shop.*", "")]
    [InlineData("SELECT ON shop.*", "DELETE ON shop.*", "INSERT ON shop.*", "")]
    [InlineData("", "SELECT ON shop.t", "INSERT ON shop.t; DELETE ON shop.*", "INSERT")]
    [InlineData("", "SELECT ON crm.*", "INSERT ON shop.*", "")]
    [InlineData("INSERT ON *.*", "SELECT ON shop.*", "INSERT ON shop.*", "")]
    public void A_grant_of_its_own_hides_what_came_from_another(string own, string made, string others, string lost)
    {
        var account = new DbAccountIdentity("app", "localhost");
        var shared = new SharedGrants(account) { Others = [KeyValuePair.Create(new DbAccountIdentity("app", "%"), GrantText.Parse(others))] };
        IEnumerable<HiddenGrant> hidden = new EffectivePrivileges(DbGrantDialect.MariaDb.Catalog())
            .HiddenOfOthers(GrantText.Parse(own), GrantText.Parse(made), shared);
        Assert.Equal(lost, string.Join("; ", hidden.Select(one => string.Join(", ", one.Lost))));
        Assert.All(hidden, one => Assert.Equal("app@%", one.Account));
    }

    [Fact]
    public void Of_a_list_those_count_that_have_the_name_or_none_and_a_host_that_covers()
    {
        DbAccountIdentity[] all =
        [
            new("app", "localhost"), new("app", "%"), new("app", "10.%"), new("App", "%"), new("", "localhost"), new("", "%"), new("", "10.%"), new("other", "%"),
        ];
        Assert.Equal(["app@%", "''@localhost", "''@%"], SharedGrants.OthersOf(all[0], all).Select(one => one.ToString()));
        Assert.Equal(["app@%", "''@%", "''@10.%"], SharedGrants.OthersOf(all[2], all).Select(one => one.ToString()));
    }
}
