using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Engines.Listing;
using DbAccounts.Engines.Sql.MySql;
using DbAccounts.Engines.Sql.MySql.Dialect;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Sql;

/// <summary>What goes wrong with a real server has a stable id, names account and server, and holds no password.</summary>
[Collection(nameof(MariaDb))]
public class MySqlErrorTests(MariaDb mariaDb)
{
    private const string Wrong = MariaDb.Canary + "-wrong";

    [MariaDbFact]
    public async Task A_wrong_password()
    {
        DbAccountsException error = await Fails(DbErrorId.AuthenticationFailed, MariaDb.At(mariaDb.Server.Port, "dba", Wrong));
        Assert.Equal(("1045", DbErrorCategory.AuthenticationError), (error.ServiceCode, error.Category));
        Assert.Contains("the parameters of the connection", error.RecommendedAction, StringComparison.Ordinal);
    }

    [MariaDbFact]
    public Task An_account_that_is_locked()
    {
        mariaDb.Sql($"CREATE OR REPLACE USER 'locked'@'127.0.0.1' IDENTIFIED BY PASSWORD '{MySqlText.NativeHash(MariaDb.Canary)}' ACCOUNT LOCK");
        return Fails(DbErrorId.AuthenticationFailed, MariaDb.At(mariaDb.Server.Port, "locked"));
    }

    [MariaDbFact]
    public Task An_account_that_needs_TLS_where_there_is_none()
    {
        mariaDb.Sql($"CREATE OR REPLACE USER 'tls'@'127.0.0.1' IDENTIFIED BY PASSWORD '{MySqlText.NativeHash(MariaDb.Canary)}' REQUIRE SSL");
        return Fails(DbErrorId.AuthenticationFailed, MariaDb.At(mariaDb.Server.Port, "tls"));
    }

    [MariaDbTheory]
    [InlineData(DbSslMode.Required)]
    [InlineData(DbSslMode.VerifyCA)]
    [InlineData(DbSslMode.VerifyFull)]
    public async Task A_server_without_TLS_gets_no_password_where_TLS_is_asked_for(DbSslMode mode)
    {
        DbInstance instance = DbInstance.Connect(mariaDb.Dba.ToOptions() with
        {
            SslMode = mode,
            Credential = new DbCredential("dba", Secret.From(MariaDb.Canary)),
        });
        await Fails(DbErrorId.ConnectionNotSecure, instance);
    }

    [MariaDbTheory]
    [InlineData("10.0.0.0/24", "10.0.0.0/255.255.255.0")]
    [InlineData("10.0.0.0/255.255.255.0", null)]
    public async Task A_number_of_bits_is_no_network_of_MariaDB(string host, string? meant)
    {
        var change = new CreateAccount("bits") { Password = Secret.From(MariaDb.Canary), AllowedHost = [host], Account = new("bits", host) };
        PlannedChange planned = (await mariaDb.Root.Client.PlanAsync(mariaDb.Root, [change], new()))[0];
        Assert.Equal(meant is null, planned.Error is null);
        Assert.True(meant is null || planned.Error!.Message.EndsWith($"did you mean '{meant}'?", StringComparison.Ordinal), planned.Error?.Message);
    }

    [MariaDbFact]
    public async Task Nobody_at_the_port()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        DbAccountsException error = await Fails(
            DbErrorId.ConnectionFailed, MariaDb.At(((System.Net.IPEndPoint)socket.LocalEndPoint!).Port));
        Assert.Equal(DbErrorCategory.ConnectionError, error.Category);
        Assert.Contains(" as 'dba': nobody listens on port ", error.Message, StringComparison.Ordinal);
    }

    [MariaDbFact]
    public async Task No_socket_there()
    {
        DbAccountsException error = await Fails(DbErrorId.ConnectionFailed, DbInstance.Connect(mariaDb.Root.ToOptions() with
        {
            InstanceId = "/tmp/no-such.sock",
            Endpoint = null,
            Credential = new DbCredential("root", null),
        }));
        Assert.Contains("as 'root': there is no socket /tmp/no-such.sock.", error.Message, StringComparison.Ordinal);
    }

    [MariaDbFact]
    public async Task A_host_that_nobody_knows_is_not_tried_again()
    {
        var clock = new WaitedClock();
        DbInstance instance = DbInstance.Connect(new DbInstanceOptions
        {
            Service = "MySql",
            InstanceId = "no-such-host.invalid",
            Credential = new DbCredential("dba", Secret.From(MariaDb.Canary)),
        });
        DbAccountsException error = await Assert.ThrowsAsync<DbAccountsException>(
            () => instance.Client.VerifyAsync(instance, MariaDb.Context() with { Clock = clock }));
        Assert.Equal(DbErrorId.ConnectionFailed, error.ErrorId);
        Assert.Contains("as 'dba': there is no host 'no-such-host.invalid'", error.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.Zero, clock.Elapsed);
    }

    [MariaDbFact]
    public async Task A_role_in_the_place_of_an_account()
    {
        DbAccountsException said = await Assert.ThrowsAsync<DbAccountsException>(
            () => mariaDb.Root.Client.GetPrivilegesAsync(mariaDb.Root, new DbAccountIdentity("reader", "%"), MariaDb.Context()));
        DbAccountsException error = await AccountSearch.ExplainAsync(
            mariaDb.Root, new DbAccountIdentity("reader", "%"), said, MariaDb.Context());
        Assert.Equal(DbErrorId.AccountNotFound, error.ErrorId);
        Assert.Contains("'reader' is a role", error.Message, StringComparison.Ordinal);
        Assert.Contains("'ROLE reader'", error.RecommendedAction, StringComparison.Ordinal);
    }

    [MariaDbFact]
    public async Task As_many_connections_as_the_account_may_have()
    {
        mariaDb.Sql(
            $"CREATE OR REPLACE USER 'few'@'127.0.0.1' IDENTIFIED BY PASSWORD '{MySqlText.NativeHash(MariaDb.Canary)}' WITH MAX_USER_CONNECTIONS 1");
        DbInstance first = MariaDb.At(mariaDb.Server.Port, "few");
        await MySqlSender.RunAsync(first, new MySqlWork("Test", ""), async (_, _) =>
        {
            DbAccountsException error = await Fails(DbErrorId.Throttled, MariaDb.At(mariaDb.Server.Port, "few"));
            Assert.Equal(("1226", DbErrorCategory.LimitsExceeded), (error.ServiceCode, error.Category));
            return true;
        }, MariaDb.Context());
    }

    [MariaDbFact]
    public async Task A_server_that_is_read_only()
    {
        mariaDb.Sql(
            $"CREATE OR REPLACE USER 'writer'@'127.0.0.1' IDENTIFIED BY PASSWORD '{MySqlText.NativeHash(MariaDb.Canary)}'",
            "GRANT CREATE USER, SELECT ON *.* TO 'writer'@'127.0.0.1'",
            "SET GLOBAL read_only = 1");
        try
        {
            DbInstance instance = MariaDb.At(mariaDb.Server.Port, "writer");
            DbAccountsException error = await Assert.ThrowsAsync<DbAccountsException>(() => instance.ChangeAsync(
                new CreateAccount(new DbAccountIdentity("late", "%")) { Password = Secret.From(MariaDb.Canary) }, MariaDb.Context()));
            Assert.Equal((DbErrorId.RequestRefused, "1290"), (error.ErrorId, error.ServiceCode));
            Assert.StartsWith("CREATE USER for 'late@%' on 127.0.0.1:", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            mariaDb.Sql("SET GLOBAL read_only = 0");
        }
    }

    [MariaDbFact]
    public async Task A_grant_of_several_objects_says_what_was_made_before_one_was_refused()
    {
        mariaDb.Sql("CREATE OR REPLACE USER 'half'@'%'");
        DbAccountsException error = await Assert.ThrowsAsync<DbAccountsException>(() => mariaDb.Dba.ChangeAsync(
            new ChangePrivilege(OperationKind.GrantPrivilege, new DbAccountIdentity("half", "%"), DbPrivilegeSet.Of(
                [new DbPrivilegeTarget("shop"), new DbPrivilegeTarget("shop", "no such")], ["SELECT"])),
            MariaDb.Context()));
        Assert.Equal(("1146", DbErrorCategory.ObjectNotFound), (error.ServiceCode, error.Category));
        Assert.EndsWith("Made before that: GRANT SELECT ON `shop`.* TO `half`@`%`.", error.Message, StringComparison.Ordinal);
    }

    [MariaDbTheory]
    [InlineData("SELECT 1 AS one", "one=1")]
    [InlineData("SHOW TABLES IN shop LIKE 'orders'", "Tables_in_shop (orders)=orders")]
    [InlineData("SELECT CAST('2024-05-06 07:08:09' AS DATETIME) AS t, NULL AS n, 1.50 AS d, 'x;y' AS s", "t=2024-05-06T07:08:09Z n= d=1.50 s=x;y")]
    public async Task A_statement_gives_its_rows(string statement, string expected)
    {
        System.Text.Json.JsonElement rows = await InvokeAsync(statement);
        Assert.Equal(expected, string.Join(" ", Assert.Single(rows.EnumerateArray()).EnumerateObject().Select(column => $"{column.Name}={column.Value}")));
    }

    [MariaDbTheory]
    [InlineData("SELECT User, authentication_string FROM mysql.user WHERE User = 'dba'")]
    [InlineData("SELECT Priv FROM mysql.global_priv WHERE User = 'dba'")]
    [InlineData("SHOW CREATE USER 'dba'@'127.0.0.1'")]
    [InlineData("SHOW GRANTS FOR 'dba'@'127.0.0.1'")]
    public async Task No_hash_is_in_rows(string statement)
    {
        string rows = (await InvokeAsync(statement)).ToString();
        Assert.Contains("***", rows, StringComparison.Ordinal);
        Assert.DoesNotContain(MySqlText.NativeHash(MariaDb.Canary).TrimStart('*'), rows, StringComparison.Ordinal);
    }

    [MariaDbFact]
    public async Task Parameters_are_values()
    {
        System.Text.Json.JsonElement rows = await InvokeAsync(
            "SELECT @name AS name, @secret = 'it''s' AS same", new() { ["name"] = @"o'b\r", ["secret"] = Secret.From("it's") });
        Assert.Equal("""[{"name":"o'b\\r","same":1}]""", System.Text.RegularExpressions.Regex.Unescape(rows.GetRawText()).Replace(@"o'b\r", @"o'b\\r", StringComparison.Ordinal));
    }

    [MariaDbFact]
    public async Task What_only_looks_like_reading_can_change_nothing()
    {
        mariaDb.Sql(
            "CREATE OR REPLACE FUNCTION shop.spend() RETURNS INT MODIFIES SQL DATA BEGIN INSERT INTO shop.orders VALUES (1, 1); RETURN 1; END");
        Assert.True(mariaDb.Dba.Client.RawRequests!.IsRead("SELECT shop.spend()"));
        DbAccountsException error = await Assert.ThrowsAsync<DbAccountsException>(() => InvokeAsync("SELECT shop.spend()"));
        Assert.Equal("1792", error.ServiceCode);
    }

    [MariaDbFact]
    public async Task A_statement_that_is_refused_does_not_show_its_password()
    {
        const string Password = "Sparrow-is-silent";
        DbAccountsException error = await Assert.ThrowsAsync<DbAccountsException>(
            () => InvokeAsync($"CREATE USER a@b IDENTIFED BY '{Password}'"));
        Assert.Equal("1064", error.ServiceCode);
        Assert.DoesNotContain(Password, error.ToString(), StringComparison.Ordinal);
    }

    private Task<System.Text.Json.JsonElement> InvokeAsync(string statement, Dictionary<string, object?>? parameters = null) =>
        mariaDb.Dba.Client.RawRequests!.InvokeAsync(mariaDb.Dba, statement, parameters ?? [], MariaDb.Context());

    private static async Task<DbAccountsException> Fails(string errorId, DbInstance instance)
    {
        DbAccountsException error = await Assert.ThrowsAsync<DbAccountsException>(
            () => instance.Client.VerifyAsync(instance, MariaDb.Context() with { Clock = new WaitedClock() }));
        Assert.True(error.ErrorId == errorId, $"{error.ErrorId}: {error.Message}");
        Assert.Contains(instance.InstanceId, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(MariaDb.Canary, error.ToString(), StringComparison.Ordinal);
        return error;
    }
}
