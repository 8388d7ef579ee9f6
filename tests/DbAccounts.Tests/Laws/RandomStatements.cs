using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace DbAccounts.Tests.Laws;

/// <summary>
/// Random statements about grants, written without help of what is tested: on all levels, with names that need quotes, in all spellings,
/// about things that exist and, sometimes, that don't.
/// </summary>
internal sealed class RandomStatements(Random random, LawWorld world)
{
    private static readonly string[] _column = ["SELECT", "INSERT", "UPDATE", "REFERENCES"];

    private static readonly string[] _table =
        [.. _column, "DELETE", "CREATE", "DROP", "ALTER", "INDEX", "CREATE VIEW", "SHOW VIEW", "TRIGGER", "DELETE HISTORY"];

    private static readonly string[] _database =
        [.. _table, "CREATE ROUTINE", "ALTER ROUTINE", "EXECUTE", "EVENT", "LOCK TABLES", "CREATE TEMPORARY TABLES"];

    private static readonly string[] _global =
    [
        .. _database, "RELOAD", "SHUTDOWN", "PROCESS", "FILE", "SHOW DATABASES", "SUPER", "CREATE USER",
        "CREATE TABLESPACE", "REPLICATION SLAVE",
        "REPLICATION CLIENT", "BINLOG MONITOR", "BINLOG ADMIN", "BINLOG REPLAY", "CONNECTION ADMIN", "FEDERATED ADMIN", "READ_ONLY ADMIN",
        "READ ONLY ADMIN", "REPLICATION MASTER ADMIN", "REPLICATION SLAVE ADMIN", "REPLICATION REPLICA ADMIN",
        "REPLICATION REPLICA", "SET USER",
        "SLAVE MONITOR", "REPLICA MONITOR",
    ];

    private static readonly string[] _routine = ["EXECUTE", "ALTER ROUTINE"];

    /// <summary>The accounts and roles that the last statement names, between quotes.</summary>
    public HashSet<string> Named { get; } = [];

    /// <summary>The account that the last statement lets give PROXY to others.</summary>
    public string? MayGiveProxy { get; private set; }

    /// <summary>The next statement.</summary>
    public string Next()
    {
        Named.Clear();
        MayGiveProxy = null;
        return Statement();
    }

    private string Statement() => random.Next(100) switch
    {
        < 42 => Spelled($"GRANT {Privileges()} TO {Grantee()}") + (Rarely(4) ? Spelled(" WITH GRANT OPTION") : ""),
        // On columns MariaDB shows the second account with what the first holds on others.
        < 44 => Spelled($"GRANT {Words(_database)} ON {Pattern()}.* TO {Grantees()}"),
        < 45 => Spelled($"GRANT {Privileges()} TO {Account(One(world.Accounts))}") + Spelled(Limits()),
        // Of several, a server stops at the first that holds nothing of it.
        < 75 => Spelled($"REVOKE {Privileges()} FROM {Grantee()}"),
        < 83 => Spelled($"GRANT {Role()} TO {(Rarely(8) ? $"{Account(One(world.Accounts))}, {Account(One(world.Accounts))}" : Grantee())}")
            + (Rarely(3) ? Spelled(" WITH ADMIN OPTION") : ""),
        < 89 => Spelled($"REVOKE {(Rarely(3) ? "ADMIN OPTION FOR " : "")}{Role()} FROM {Grantee()}"),
        < 92 => Proxy(),
        < 94 => Spelled($"REVOKE PROXY ON {Account(One(world.Accounts))} FROM {Account(One(world.Accounts))}"),
        < 95 => Spelled($"REVOKE ALL{(Rarely(2) ? " PRIVILEGES" : "")}, GRANT OPTION FROM {Grantee()}"),
        < 96 => Spelled($"DROP USER {Account(Droppable())}"),
        < 97 => Spelled($"DROP ROLE {LawWorld.Quoted(One([.. world.Roles.Where(role => Ascii.IsValid(role))]))}"),
        < 98 => Spelled($"RENAME USER {Account(Droppable())} TO {Account(One(world.Accounts))}"),
        < 99 => Spelled($"CREATE OR REPLACE USER {Account(Droppable())}"),
        _ => Spelled($"SET DEFAULT ROLE {LawWorld.Quoted(One(world.Roles))} FOR {Account(One(world.Accounts))}"),
    };

    // MariaDB leaves privileges on routines behind when it drops a name with letters that are not ASCII's; they are back with the name.
    private (string Name, string Host) Droppable() => One([.. world.Accounts.Where(account => Ascii.IsValid(account.Name))]);

    private string Proxy()
    {
        (string Name, string Host) grantee = One(world.Accounts);
        bool isGrantable = Rarely(2);
        MayGiveProxy = isGrantable ? LawWorld.Quoted(grantee) : null;
        return Spelled($"GRANT PROXY ON {Account(One(world.Accounts))} TO {Account(grantee)}{(isGrantable ? " WITH GRANT OPTION" : "")}");
    }

    private string Role() => Rarely(10) ? LawWorld.Public : LawWorld.Quoted(One(world.Roles));

    private string Privileges() => random.Next(100) switch
    {
        < 15 => $"{Words(_global)} ON *.*",
        < 40 => $"{Words(_database)} ON {Pattern()}.*",
        < 60 => $"{Words(_table)} ON {Table()}",
        < 85 => $"{Columns()} ON {Table()}",
        _ => $"{Words(_routine)} ON {Routine()}",
    };

    private string Words(string[] words) => random.Next(12) switch
    {
        0 => "ALL",
        1 => "ALL PRIVILEGES",
        2 => "USAGE",
        3 => "GRANT OPTION",
        4 => string.Join(", ", words.OrderBy(_ => random.Next()).Take(random.Next(1, words.Length)).Append("GRANT OPTION")),
        _ => Some(words, word => word),
    };

    private string Columns()
    {
        string columns = Some(_column, word => $"{word} ({Some(LawWorld.Columns, Column)})");
        return Rarely(3) ? $"{Some(_table, word => word)}, {columns}" : columns;
    }

    private string Table() => $"{Name(One(world.Databases))}.{Name(Rarely(20) ? "nosuch" : One(LawWorld.Tables))}";

    private string Routine()
    {
        string[] parts = One(LawWorld.Routines).Split('|');
        return $"{parts[0]} {Name(One(world.Databases))}.{Name(Rarely(4) ? parts[1].ToUpperInvariant() : parts[1])}";
    }

    private string Column(string column) => Name(Rarely(40) ? "nosuch" : Rarely(5) ? column.ToUpperInvariant() : column);

    private string Pattern()
    {
        string pattern = Rarely(3) ? RandomPattern() : Rarely(4) ? One(world.Databases) : LawWorld.Escaped(One(world.Databases));
        return Name(pattern.Length == 0 || pattern.EndsWith(' ') ? "x" : pattern);
    }

    private string RandomPattern() => Rarely(2)
        ? One([@"shop\_%", "shop_", "shop%", "%", "_", @"shop\_app", @"sh\op", @"shop\\", "shop\\", @"%\_app", "shop_app", "SHOP%"])
        : new string([.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => One([.. @"shop_%\.`'"" X"]))]);

    private string Grantees()
    {
        string one = Grantee();
        return Rarely(8) ? $"{one}, {Grantee()}" : one;
    }

    private string Grantee()
    {
        if (!Rarely(4))
        {
            return Account(One(world.Accounts));
        }

        string role = Rarely(6) ? LawWorld.Public : LawWorld.Quoted(One(world.Roles));
        Named.Add(role);
        return role;
    }

    private string Account((string Name, string Host) account)
    {
        Named.Add(LawWorld.Quoted(account));
        string host = Rarely(3) ? account.Host.ToUpperInvariant() : account.Host;
        return $"{QuotedAnyhow(account.Name)}{(host == "%" && account.Name.Length > 0 && Rarely(3) ? "" : "@" + QuotedAnyhow(host))}";
    }

    private string QuotedAnyhow(string name) => random.Next(3) switch
    {
        0 => LawWorld.Quoted(name),
        1 => $"'{name.Replace(@"\", @"\\").Replace("'", Rarely(2) ? "''" : @"\'")}'",
        _ => $"\"{name.Replace(@"\", @"\\").Replace("\"", Rarely(2) ? "\"\"" : "\\\"")}\"",
    };

    // Words need no quotes, unless they are words of SQL.
    private string Name(string name) =>
        name.All(char.IsAsciiLetter) && !name.Equals("select", StringComparison.OrdinalIgnoreCase) && Rarely(2)
            ? name : LawWorld.Quoted(name);

    private string Limits() => One(
        [" REQUIRE SSL", " REQUIRE NONE", " WITH MAX_USER_CONNECTIONS 5 GRANT OPTION", " REQUIRE ISSUER '/CN=a\"b' AND SUBJECT 'it''s'"]);

    // Keywords are spelled anyhow; what stands between quotes stays.
    private string Spelled(string statement)
    {
        if (Rarely(3))
        {
            return statement;
        }

        string blank = One([" ", "  ", "\n", "\t", " /* x */ ", " -- x\n"]);
        var spelled = new StringBuilder();
        char quote = '\0';
        for (int i = 0; i < statement.Length; i++)
        {
            char c = statement[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
                if (c == '\\' && quote is '\'' or '"')
                {
                    spelled.Append(c);
                    c = statement[++i];
                }
            }
            else if (c is '`' or '\'' or '"')
            {
                quote = c;
            }

            spelled.Append(quote == '\0' && c == ' ' ? blank : c.ToString());
        }

        return spelled.ToString();
    }

    private string Some<T>(IEnumerable<T> all, Func<T, string> text)
    {
        T[] list = [.. all];
        return string.Join(", ", Enumerable.Range(0, random.Next(3) == 0 ? random.Next(1, 5) : 1).Select(_ => text(One(list))));
    }

    private bool Rarely(int times) => random.Next(times) == 0;

    private T One<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];
}
