using DbAccounts.Engines.Sql.MySql.Dialect;
using DbAccounts.Grants;
using Xunit;

namespace DbAccounts.Tests.Sql;

/// <summary>Versions and flavours, as servers tell them.</summary>
public class MySqlServerTests
{
    [Theory]
    [InlineData("SELECT ON Shop.*; UPDATE (Total) ON Shop.Orders", "SELECT ON shop.*; UPDATE (Total) ON shop.orders")]
    [InlineData(@"SELECT ON Shop\_%.*", @"SELECT ON shop\_%.*")]
    [InlineData("EXECUTE ON PROCEDURE Shop.Refund", "EXECUTE ON PROCEDURE shop.Refund")]
    [InlineData("PROCESS ON *.*; ROLE Reader", "PROCESS ON *.*; ROLE Reader")]
    public void Names_are_folded_where_the_server_does(string written, string folded)
    {
        MySqlServer server = MySqlServer.Read("11.4.2-MariaDB", "", "dba@%");
        Assert.Equal(written, server.Catalog.Folded(GrantText.Parse(written)).ToString());
        Assert.Equal(folded, (server with { FoldsNames = true }).Catalog.Folded(GrantText.Parse(written)).ToString());
    }

    [Theory]
    [InlineData("5.7.44-log", "MySQL Community Server (GPL)", "MySQL 5.7.44")]
    [InlineData("8.0.36", "MySQL Community Server - GPL", "MySQL 8.0.36")]
    [InlineData("8.4.3", "", "MySQL 8.4.3")]
    [InlineData("9.1.0-commercial", "", "MySQL 9.1.0")]
    [InlineData("8.0.36-28", "Percona Server (GPL), Release 28", "MySQL 8.0.36")]
    [InlineData("10.11.19-MariaDB-0+deb12u1-log", "Debian 12", "MariaDB 10.11.19")]
    [InlineData("5.5.5-10.4.32-MariaDB", "mariadb.org binary distribution", "MariaDB 10.4.32")]
    [InlineData("11.4.2", "mariadb.org binary distribution", "MariaDB 11.4.2")]
    public void A_server_is_what_it_says(string version, string comment, string name) =>
        Assert.Equal(name, MySqlServer.Read(version, comment, "root@localhost").Name);

    [Theory]
    [InlineData("root@localhost", "root", "localhost")]
    [InlineData("a@b@10.%", "a@b", "10.%")]
    [InlineData("@%", "", "%")]
    public void Who_is_connected_is_read_from_behind(string text, string name, string host)
    {
        var account = MySqlServer.Read("8.4.3", "", text).Connected;
        Assert.Equal((name, host), (account.Name, account.Host));
    }

    [Theory]
    [InlineData("8.0.20", "MySQL has it from 8.0.21 on, and this server is MySQL 8.0.20")]
    [InlineData("8.0.21", null)]
    [InlineData("10.11.1-MariaDB", "MariaDB does not have it, and MySQL has it from 8.0.21 on")]
    public void What_a_version_lacks_says_since_when(string version, string? why) =>
        Assert.Equal(why, MySqlServer.Read(version, "", "a@b").WhyNot("8.0.21", null));

    [Theory]
    [InlineData("password", "*2470C0C06DEE42FD1618BB99005ADCA2EC9D1E19")]
    [InlineData("", "*BE1BDEC0AA74B4DCB079943E70528096CCA985F8")]
    public void A_hash_is_that_of_the_function_PASSWORD(string password, string hash) => Assert.Equal(hash, MySqlText.NativeHash(password));
}
