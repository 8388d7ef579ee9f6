using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using Xunit;

namespace DbAccounts.Tests.Sql;

/// <summary>What the id of an instance says of where a server is.</summary>
public class MySqlAddressTests
{
    [Theory]
    [InlineData("db.example.com", "mysql://db.example.com:3306", DbSslMode.Required)]
    [InlineData("db.example.com:3307", "mysql://db.example.com:3307", DbSslMode.Required)]
    [InlineData(" 10.0.0.1:65535 ", "mysql://10.0.0.1:65535", DbSslMode.Required)]
    [InlineData("[2001:db8::1]", "mysql://[2001:db8::1]:3306", DbSslMode.Required)]
    [InlineData("[::1]:3307", "mysql://[::1]:3307", DbSslMode.Preferred)]
    [InlineData("127.0.0.1", "mysql://127.0.0.1:3306", DbSslMode.Preferred)]
    [InlineData("localhost:1", "mysql://localhost:1", DbSslMode.Preferred)]
    [InlineData("/run/mysqld/mysqld.sock", "unix:///run/mysqld/mysqld.sock", DbSslMode.None)]
    public void An_id_is_an_address(string id, string endpoint, DbSslMode mode)
    {
        DbInstance instance = Connect(id);
        Assert.Equal((id.Trim(), endpoint, mode), (instance.InstanceId, DbInstanceName.EndpointText(instance.Endpoint), instance.SslMode));
    }

    [Theory]
    [InlineData("db:0")]
    [InlineData("db:65536")]
    [InlineData("db:")]
    [InlineData("db:port")]
    [InlineData("::1")]
    [InlineData("[::1")]
    [InlineData("mysql://db")]
    [InlineData("db.example.com/shop")]
    [InlineData("a b")]
    [InlineData("user@db")]
    [InlineData("db;Password=x")]
    public void What_is_no_address_is_refused(string id)
    {
        DbAccountsException error = Assert.Throws<DbAccountsException>(() => Connect(id));
        Assert.Equal(DbErrorId.InvalidInput, error.ErrorId);
        Assert.Contains($"'{id}'", error.Message, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("::1", "Write '[::1]', or with a port '[::1]:3306'.")]
    [InlineData("2001:db8::1", "Write '[2001:db8::1]', or with a port '[2001:db8::1]:3306'.")]
    [InlineData("::1:3307", "Write '[::1]:3307' for port 3307 of ::1, or '[::1:3307]' if that is the address.")]
    public void An_address_without_brackets_says_how_it_is_written(string id, string advice) =>
        Assert.Equal(advice, Assert.Throws<DbAccountsException>(() => Connect(id)).RecommendedAction);

    [Fact]
    public void Authorities_that_are_named_are_looked_at()
    {
        Assert.Equal(DbSslMode.VerifyCA, Connect("db", sslCa: "/ca.pem").SslMode);
        Assert.Equal(DbSslMode.VerifyFull, Connect("db", DbSslMode.VerifyFull, "/ca.pem").SslMode);
        Assert.Throws<DbAccountsException>(() => Connect("db", DbSslMode.Required, "/ca.pem"));
    }

    [Fact]
    public void What_is_of_clouds_is_refused()
    {
        Assert.Throws<DbAccountsException>(() => DbInstance.Connect(Options("db") with { Region = "ap-guangzhou" }));
        Assert.Throws<DbAccountsException>(() => DbInstance.Connect(Options("db") with { Endpoint = new("https://example.com") }));
        Assert.Throws<DbAccountsException>(() => DbInstance.Connect(Support.Connected.Options("Ddm") with { SslMode = DbSslMode.Required }));
    }

    [Fact]
    public void How_it_is_protected_tells_a_connection_from_others()
    {
        DbInstance required = Connect("db", DbSslMode.Required);
        Assert.Equal(required.Connection, Connect("db").Connection);
        Assert.NotEqual(required.Connection, Connect("db", DbSslMode.VerifyFull).Connection);
        Assert.NotEqual(Connect("db", DbSslMode.VerifyCA, "/a.pem").Connection, Connect("db", DbSslMode.VerifyCA, "/b.pem").Connection);
    }

    private static DbInstance Connect(string id, DbSslMode? mode = null, string? sslCa = null) =>
        DbInstance.Connect(Options(id) with { SslMode = mode, SslCa = sslCa });

    private static DbInstanceOptions Options(string id) => new()
    {
        Service = "MySql",
        InstanceId = id,
        Credential = new DbCredential("dba", Secret.From("x")),
    };
}
