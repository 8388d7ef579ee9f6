using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Credentials;
using DbAccounts.Engines;
using DbAccounts.Engines.Sql.MySql;
using DbAccounts.Engines.Sql.MySql.Dialect;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Sql;

/// <summary>The server that the tests of this folder share, and an account that may do everything there.</summary>
public sealed class MariaDb : IDisposable
{
    /// <summary>What is in no stream and no log.</summary>
    public const string Canary = "Canary-7bird-sings";

    private DbInstance? _dba;

    /// <summary>The server.</summary>
    public MariaDbServer Server { get; } = new();

    public MariaDb()
    {
        if (MariaDbServer.WhyNone is not null)
        {
            return;
        }

        Root = DbInstance.Connect(new DbInstanceOptions
        {
            Service = "MySql",
            InstanceId = Server.Socket,
            Credential = new DbCredential("root", Secret.From("")),
        });
        Sql(
            $"CREATE USER 'dba'@'127.0.0.1' IDENTIFIED BY PASSWORD '{MySqlText.NativeHash(Canary)}'",
            "GRANT ALL PRIVILEGES ON *.* TO 'dba'@'127.0.0.1' WITH GRANT OPTION",
            "CREATE DATABASE shop",
            "CREATE TABLE shop.orders (id INT, total INT)",
            "CREATE TABLE shop.`odd``name` (`a b` INT)",
            "CREATE PROCEDURE shop.refund() SELECT 1",
            "CREATE DATABASE shop_app",
            "CREATE DATABASE crm",
            "CREATE ROLE reader");
    }

    /// <summary>Connected as root, by the socket.</summary>
    internal DbInstance Root { get; } = null!;

    /// <summary>Connected by TCP as an account that may do everything.</summary>
    internal DbInstance Dba => _dba ??= At(Server.Port);

    /// <summary>Connected by a port of the loopback address.</summary>
    internal static DbInstance At(int port, string user = "dba", string password = Canary) => DbInstance.Connect(new DbInstanceOptions
    {
        Service = "MySql",
        InstanceId = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"),
        Credential = new DbCredential(user, Secret.From(password)),
    });

    /// <summary>Runs statements as root.</summary>
    public void Sql(params string[] statements)
    {
        foreach (string statement in statements)
        {
            MySqlSender.RunAsync(
                Root,
                new MySqlWork("Test", "") { IsChange = true },
                (session, cancellation) => session.Connection.ExecuteAsync(statement, null, cancellation),
                Context()).GetAwaiter().GetResult();
        }
    }

    /// <summary>What the server says that an account holds, in its own statements.</summary>
    public string[] Grants(string account) => [.. MySqlSender.ReadAsync(
        Root, new MySqlWork("SHOW GRANTS", account), _ => $"SHOW GRANTS FOR {account}", Context())
        .GetAwaiter().GetResult().Rows.Select(row => (string)row[0]!).Where(grant => !grant.StartsWith("GRANT USAGE", StringComparison.Ordinal))];

    /// <summary>A context of real time, which gathers what is said.</summary>
    internal static CallContext Context(List<string>? said = null, int seconds = 60) => new()
    {
        Timeout = TimeSpan.FromSeconds(seconds),
        Verbose = line => Add(said, line),
        Warning = line => Add(said, line),
    };

    private static void Add(List<string>? said, string line)
    {
        if (said is not null)
        {
            lock (said)
            {
                said.Add(line);
            }
        }
    }

    public void Dispose() => Server.Dispose();
}

/// <summary>One server for all tests that need one.</summary>
[CollectionDefinition(nameof(MariaDb))]
public sealed class WithMariaDb : ICollectionFixture<MariaDb>;
