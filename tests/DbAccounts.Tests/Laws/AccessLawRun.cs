using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Grants;
using DbAccounts.Model;
using MySqlConnector;

namespace DbAccounts.Tests.Laws;

/// <summary>
/// Gives an account random grants that overlap, logs in as it, tries statements, and compares with what it should be able to do.
/// </summary>
internal sealed class AccessLawRun(MySqlConnection root, Func<MySqlConnection> login, int seed)
{
    /// <summary>The account that is tried.</summary>
    public const string Account = "`probe`@`localhost`";

    // Whose grants may count for it, too, and some of which they don't.
    private static readonly string[] _others =
        ["`probe`@`%`", "`probe`@`local%`", "`probe`@`%host`", "`probe`@`loc_lhost`", "`probe`@`127.%`", "``@`localhost`", "``@`%`", "``@`local%`"];

    private static readonly DbAccountIdentity _account = new("probe", "localhost");

    private static readonly string[] _databases = ["shop", "shop_app", "shopXapp", "crm"];

    // Of two that match the same and are equally long, such as sh\op and shop, a server takes the one it finds first.
    private static readonly string[] _patterns =
    [
        "shop", @"shop\_app", "shop_app", "shop%", @"shop\_%", "shop_%", "%", "_hop%", "%app", "shopXapp", "shop__pp", "s%", "crm", "___",
    ];

    // What is tried, and the privilege that it takes on which object.
    private static readonly (string Statement, string Privilege, Func<string, DbPrivilegeTarget> On)[] _tries =
    [
        ("SELECT a FROM {0}.t", "SELECT", database => new(database, "t", "a")),
        ("SELECT b FROM {0}.t", "SELECT", database => new(database, "t", "b")),
        ("SELECT a FROM {0}.u", "SELECT", database => new(database, "u", "a")),
        ("UPDATE {0}.t SET a = 1", "UPDATE", database => new(database, "t", "a")),
        ("INSERT INTO {0}.t (b) VALUES (1)", "INSERT", database => new(database, "t", "b")),
        ("DELETE FROM {0}.u", "DELETE", database => new(database, "u")),
        ("CREATE TABLE {0}.x (a INT)", "CREATE", database => new(database, "x")),
        ("DROP TABLE {0}.y", "DROP", database => new(database, "y")),
        ("ALTER TABLE {0}.t COMMENT ''", "ALTER", database => new(database, "t")),
        ("CREATE TEMPORARY TABLE {0}.tmp (a INT)", "CREATE TEMPORARY TABLES", database => new(database)),
        ("CALL {0}.p()", "EXECUTE", database => DbPrivilegeTarget.OfRoutine("PROCEDURE", database, "p")),
        ("SELECT {0}.f()", "EXECUTE", database => DbPrivilegeTarget.OfRoutine("FUNCTION", database, "f")),
        ("ALTER PROCEDURE {0}.p COMMENT ''", "ALTER ROUTINE", database => DbPrivilegeTarget.OfRoutine("PROCEDURE", database, "p")),
        ("CREATE PROCEDURE {0}.q() SELECT 1", "CREATE ROUTINE", database => new(database)),
        ("CREATE EVENT {0}.e ON SCHEDULE EVERY 1 YEAR DO SELECT 1", "EVENT", database => new(database)),
        ("FLUSH STATUS", "RELOAD", _ => DbPrivilegeTarget.Global),
        ("SHOW ENGINE INNODB STATUS", "PROCESS", _ => DbPrivilegeTarget.Global),
    ];

    private static readonly string[] _database =
    [
        "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER", "CREATE TEMPORARY TABLES", "EXECUTE", "CREATE ROUTINE",
        "ALTER ROUTINE", "EVENT", "ALL",
    ];

    private static readonly int[] _denied = [1142, 1143, 1044, 1370, 1227];
    private readonly Random _random = new(seed);
    private readonly PrivilegeCatalog _catalog = DbGrantDialect.MariaDb.Catalog();

    /// <summary>How many statements were tried.</summary>
    public int Tried { get; private set; }

    /// <summary>How many of them were allowed.</summary>
    public int Allowed { get; private set; }

    /// <summary>What was not as it must be.</summary>
    public List<string> Differences { get; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"seed {seed}: {Tried} statements tried, {Allowed} allowed, {Differences.Count} not as expected";

    /// <summary>Makes what is there.</summary>
    public void Prepare()
    {
        // What everybody may do, others have left.
        Root("CREATE ROLE IF NOT EXISTS probed", "GRANT SELECT ON x.* TO PUBLIC", "REVOKE ALL PRIVILEGES, GRANT OPTION FROM PUBLIC");
        Root("SET GLOBAL automatic_sp_privileges = 0");
        foreach (string database in _databases)
        {
            Root($"DROP DATABASE IF EXISTS {database}", $"CREATE DATABASE {database}");
            Root([.. new[] { "t", "u", "y" }.Select(table => $"CREATE TABLE {database}.{table} (a INT, b INT) ENGINE=MEMORY")]);
            Root($"CREATE PROCEDURE {database}.p() SELECT 1", $"CREATE FUNCTION {database}.f() RETURNS INT RETURN 1");
        }
    }

    /// <summary>Tries as many sets of grants.</summary>
    public void Run(int states)
    {
        for (int i = 0; i < states && Differences.Count < 10; i++)
        {
            State();
        }
    }

    private void State()
    {
        Root(
            $"CREATE OR REPLACE USER {Account}", "CREATE OR REPLACE ROLE probed", "CREATE OR REPLACE ROLE inner_role",
            "REVOKE ALL PRIVILEGES, GRANT OPTION FROM PUBLIC");
        string[] others = _random.Next(2) == 0 ? [] : [.. _others.Where(_ => _random.Next(3) == 0)];
        foreach (string other in _others)
        {
            Root(others.Contains(other) ? $"CREATE OR REPLACE USER {other}" : $"DROP USER IF EXISTS {other}");
        }

        var script = new GrantScript(DbGrantDialect.MariaDb);
        bool hasRole = _random.Next(3) == 0;
        string[] grantees = [Account, .. others, .. others.Length > 0 && _random.Next(2) == 0 ? ["PUBLIC"] : Array.Empty<string>()];
        foreach (string grant in Enumerable.Range(0, _random.Next(1, 4 + (2 * grantees.Length))).Select(_ => Grant(grantees, hasRole)))
        {
            Give(script, grant);
        }

        if (hasRole)
        {
            Give(script, $"GRANT probed TO {Account}");
            Give(script, "GRANT inner_role TO probed");
            if (grantees.Contains("PUBLIC") && _random.Next(2) == 0)
            {
                Give(script, "GRANT inner_role TO PUBLIC");
            }
        }

        if (_random.Next(2) == 0)
        {
            Root("FLUSH PRIVILEGES");
        }

        Dictionary<DbAccountIdentity, DbPrivilegeSet> held = script.Accounts.ToDictionary(one => one.Key, one => one.Value);
        Dictionary<string, DbPrivilegeSet> roles = held.Where(one => one.Key.Host is null && (hasRole || one.Key.Name == "PUBLIC"))
            .ToDictionary(one => one.Key.Name, one => one.Value);
        roles.TryAdd("PUBLIC", DbPrivilegeSet.Empty);
        var shared = new SharedGrants(_account)
        {
            Others = [.. SharedGrants.OthersOf(_account, held.Keys.Where(one => one.Host is not null)).Select(one => KeyValuePair.Create(one, held[one]))],
            PublicRole = "PUBLIC",
        };
        using MySqlConnection connection = login();
        if (hasRole)
        {
            Execute(connection, "SET ROLE probed");
        }

        var effective = new EffectivePrivileges(_catalog, roles);
        DbPrivilegeSet own = held.GetValueOrDefault(_account, DbPrivilegeSet.Empty);
        foreach (string database in _databases)
        {
            foreach ((string statement, string privilege, Func<string, DbPrivilegeTarget> on) in _tries)
            {
                string text = string.Format(System.Globalization.CultureInfo.InvariantCulture, statement, database);
                int code = Execute(connection, text);
                bool isAllowed = !_denied.Contains(code);
                Tried++;
                Allowed += isAllowed ? 1 : 0;
                if (isAllowed)
                {
                    Root(
                        $"DROP TABLE IF EXISTS {database}.x", $"DROP PROCEDURE IF EXISTS {database}.q",
                        $"DROP EVENT IF EXISTS {database}.e", $"CREATE TABLE IF NOT EXISTS {database}.y (a INT) ENGINE=MEMORY");
                }

                if (effective.On(own, on(database), shared).Contains(privilege) != isAllowed)
                {
                    Differences.Add($"{text} is {(isAllowed ? "allowed" : $"denied with {code}")} for "
                        + string.Join(" | ", held.Select(one => $"{one.Key}: {one.Value}")));
                }
            }
        }
    }

    private string Grant(string[] grantees, bool hasRole)
    {
        string to = !hasRole ? One(grantees) : _random.Next(3) switch { 0 => One(grantees), 1 => "probed", _ => "inner_role" };
        string database = One(_databases);
        return _random.Next(12) switch
        {
            0 => $"GRANT {Words("SELECT", "EXECUTE", "CREATE", "PROCESS", "RELOAD", "UPDATE")} ON *.* TO {to}",
            < 7 => $"GRANT {Words(_database)} ON `{One(_patterns)}`.* TO {to}",
            < 9 => $"GRANT {Words("SELECT", "INSERT", "UPDATE", "DELETE", "ALTER", "ALL")} ON {database}.{One(["t", "u"])} TO {to}",
            < 11 => $"GRANT {One(["SELECT", "INSERT", "UPDATE"])} ({One(["a", "b", "a, b"])}) ON {database}.t TO {to}",
            _ => $"GRANT {One(["EXECUTE", "ALTER ROUTINE", "ALL"])} ON {One(["PROCEDURE", "FUNCTION"])} {database}.{{0}} TO {to}",
        } is var text && text.Contains("FUNCTION ", StringComparison.Ordinal) ? text.Replace("{0}", "f") : text.Replace("{0}", "p");
    }

    private string Words(params string[] words)
    {
        string[] some = [.. words.OrderBy(_ => _random.Next()).Take(_random.Next(1, 4))];
        return some.Contains("ALL") ? "ALL" : string.Join(", ", some);
    }

    private void Give(GrantScript script, string grant)
    {
        Root(grant);
        script.Run(grant);
    }

    private void Root(params string[] statements)
    {
        foreach (string statement in statements)
        {
            using var command = new MySqlCommand(statement, root);
            command.ExecuteNonQuery();
        }
    }

    private static int Execute(MySqlConnection connection, string statement)
    {
        try
        {
            using var command = new MySqlCommand(statement, connection);
            command.ExecuteNonQuery();
            return 0;
        }
        catch (MySqlException error)
        {
            return error.Number;
        }
    }

    private T One<T>(T[] all) => all[_random.Next(all.Length)];
}
