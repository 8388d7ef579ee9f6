using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Grants;
using DbAccounts.Model;
using MySqlConnector;

namespace DbAccounts.Tests.Laws;

/// <summary>Sends random statements to a server and to <see cref="GrantScript"/>, and compares what accounts hold after each.</summary>
internal sealed class GrantLawRun
{
    // What a server says of a REVOKE that takes nothing, or not everything.
    private static readonly int[] _tookNothing = [1141, 1147, 1403, 1269, 1962];

    private readonly MySqlConnection _server;
    private readonly int _seed;
    private readonly Random _random;
    private readonly LawWorld _world = new();
    private readonly RandomStatements _next;
    private readonly GrantScript _script = new(DbGrantDialect.MariaDb);
    private readonly List<string> _sent = [];

    public GrantLawRun(MySqlConnection server, int seed)
    {
        _server = server;
        _seed = seed;
        _random = new Random(seed);
        _next = new RandomStatements(_random, _world);
    }

    /// <summary>What was not as it must be.</summary>
    public List<string> Differences { get; } = [];

    /// <summary>How many statements were sent.</summary>
    public int Sent => _sent.Count;

    /// <summary>Codes of the refusals, with their number.</summary>
    public SortedDictionary<int, int> Refused { get; } = [];

    /// <summary>How many dumps were replayed.</summary>
    public int Replayed { get; private set; }

    /// <inheritdoc/>
    public override string ToString() => $"seed {_seed}: {Sent} statements, of which were refused {Refused.Values.Sum()} "
        + $"({string.Join(", ", Refused.Select(one => $"{one.Value} with {one.Key}"))}); {Replayed} accounts dumped and made anew";

    /// <summary>Makes the world.</summary>
    public void Prepare()
    {
        foreach (string statement in _world.Statements())
        {
            Try(statement);
            if (statement.Contains("CREATE USER") || statement.Contains("CREATE ROLE"))
            {
                _script.Run(statement);
            }
        }

        _sent.Clear();
        Refused.Clear();
    }

    /// <summary>Sends statements until there are as many.</summary>
    public void Run(int statements, int differences = 1)
    {
        while (_sent.Count < statements && Differences.Count < differences)
        {
            Step(_next.Next());
            if (_random.Next(20) == 0)
            {
                CompareEach();
                Replay(_world.Accounts[_random.Next(_world.Accounts.Length)]);
                RevokeSome(_world.Accounts[_random.Next(_world.Accounts.Length)]);
            }
        }
    }

    private void Step(string statement)
    {
        int code = Try(statement);
        if (code == 0 || _tookNothing.Contains(code))
        {
            try
            {
                _script.Run(statement);
                if (_next.MayGiveProxy is { } account)
                {
                    // The server's own surprise: who may give PROXY to others may give what is held globally, too.
                    _script.Run($"GRANT USAGE ON *.* TO {account} WITH GRANT OPTION");
                }
            }
            catch (GrantSyntaxException error)
            {
                Differences.Add($"{statement}\n{error.Message}");
                return;
            }
        }

        if (statement.StartsWith("DROP", StringComparison.Ordinal) || statement.StartsWith("RENAME", StringComparison.Ordinal))
        {
            foreach (string create in _world.Accounts.Select(LawWorld.CreateUser).Concat(_world.Roles.Select(LawWorld.CreateRole)))
            {
                Try(create);
                _script.Run(create);
            }

            CompareEach();
            return;
        }

        foreach ((DbAccountIdentity account, string quoted) in _world.Grantees().Where(one => _next.Named.Contains(one.Quoted)))
        {
            Compare(account, quoted, statement, code);
        }
    }

    private void CompareEach()
    {
        foreach ((DbAccountIdentity account, string quoted) in _world.Grantees())
        {
            Compare(account, quoted, "any", 0);
        }
    }

    private static DbAccountIdentity Of((string Name, string Host) account) => new(account.Name, account.Host);

    private void Compare(DbAccountIdentity account, string quoted, string statement, int code)
    {
        if (Differences.Count > 0)
        {
            return;
        }

        string[] shown = Shown(quoted);
        DbPrivilegeSet server = Read(shown, account);
        DbPrivilegeSet ours = _script.Accounts.FirstOrDefault(one => one.Key.Equals(account)).Value ?? DbPrivilegeSet.Empty;
        if (quoted == LawWorld.Public && !shown.Any(line => line.Contains(" ON *.* TO PUBLIC")))
        {
            // It isn't shown where nothing else is held on everything.
            ours = ours.Except(DbPrivilegeSet.Of([DbPrivilegeTarget.Global], ["GRANT OPTION"]));
        }

        if (!server.Equals(ours))
        {
            Differences.Add($"seed {_seed}, statement {_sent.Count}, code {code}: {statement}\n{account}\nserver {server}\nours   {ours}\n"
                + $"server only {server.Except(ours)}\nours only   {ours.Except(server)}\n" + string.Join("\n", shown));
        }

        foreach (string line in shown.Where(line => line.StartsWith("GRANT", StringComparison.Ordinal)))
        {
            PrintBack(line);
        }
    }

    // What is read of a line and printed is the line, apart from the order.
    private void PrintBack(string line)
    {
        var script = new GrantScript(DbGrantDialect.MariaDb);
        script.Run(line);
        foreach (KeyValuePair<DbAccountIdentity, DbPrivilegeSet> one in script.Accounts.Where(one => !one.Value.IsEmpty))
        {
            string account = one.Key.Host is null ? one.Key.Name : $"{one.Key.Name}@{one.Key.Host}";
            string[] printed = [.. GrantStatements.Grant(account, one.Value, DbGrantDialect.MariaDb)];
            string canonical = ServerLine.Canonical(line);
            bool isSame = printed.SequenceEqual([canonical], StringComparer.OrdinalIgnoreCase);
            if (!isSame)
            {
                Differences.Add($"{line}\nis printed as\n{string.Join("\n", printed)}\nand should be\n{canonical}");
            }
        }
    }

    private void Replay((string Name, string Host) account)
    {
        if (Differences.Count > 0)
        {
            return;
        }

        string quoted = $"{LawWorld.Quoted(account.Name)}@{LawWorld.Quoted(account.Host)}";
        string[] before = Held(quoted);
        DbPrivilegeSet held = Read(before, Of(account));
        if (held.Targets.Any(target => target.Table == "nosuch"))
        {
            // Only who may create it can be given more on a table that isn't there.
            return;
        }

        Try($"REVOKE ALL PRIVILEGES, GRANT OPTION FROM {quoted}");
        Try($"DROP USER {quoted}");
        Try($"CREATE USER {quoted}");
        List<string> statements = [.. GrantStatements.Recreate($"{account.Name}@{account.Host}", held, DbGrantDialect.MariaDb)];
        foreach (string statement in statements)
        {
            int code = Try(statement);
            if (code != 0)
            {
                Differences.Add($"seed {_seed}: replay {statement} is refused with {code}");
            }
        }

        Replayed++;
        string[] after = Held(quoted);
        if (!before.SequenceEqual(after, StringComparer.OrdinalIgnoreCase))
        {
            Differences.Add(string.Join(
                "\n", [$"seed {_seed}: replay of {account}, before", .. before, "after", .. after, "by", .. statements]));
        }
    }

    // A part of what is held, taken by the statements that we write.
    private void RevokeSome((string Name, string Host) account)
    {
        if (Differences.Count > 0)
        {
            return;
        }

        string quoted = $"{LawWorld.Quoted(account.Name)}@{LawWorld.Quoted(account.Host)}";
        PrivilegeCatalog catalog = DbGrantDialect.MariaDb.Catalog();
        DbPrivilegeSet shown = Read(Held(quoted), Of(account));
        DbPrivilegeSet held = catalog.Expand(shown);
        DbPrivilegeSet taken = DbPrivilegeSet.From(held.Where(_ => _random.Next(2) == 0).Select(one => (
            one.Key, one.Value.Where(_ => _random.Next(3) > 0))));
        foreach (string statement in GrantStatements.Revoke($"{account.Name}@{account.Host}", taken, DbGrantDialect.MariaDb))
        {
            int code = Try(statement);
            if (code != 0)
            {
                Differences.Add($"seed {_seed}: {statement} is refused with {code}, holding {held}");
            }

            _script.Run(statement);
        }

        // Beside ALL on a table its columns are not shown, until ALL is no more.
        DbPrivilegeSet left = DbPrivilegeSet.From(catalog.Expand(Read(Held(quoted), Of(account)))
            .Where(one => one.Key.Level != DbPrivilegeLevel.Column || !shown[one.Key.Line()].Contains("ALL"))
            .Select(one => (one.Key, (IEnumerable<string>)one.Value)));
        if (!left.Equals(held.Revoke(taken)))
        {
            Differences.Add($"seed {_seed}: {account} held {held}\nwithout {taken}\nis     {left}\nand not {held.Revoke(taken)}");
        }
    }

    private string[] Held(string quoted) =>
    [
        .. Shown(quoted).Where(line => !line.StartsWith("SET", StringComparison.Ordinal)).Select(ServerLine.Canonical)
            .OrderBy(line => line, StringComparer.Ordinal),
    ];

    private static DbPrivilegeSet Read(string[] lines, DbAccountIdentity account)
    {
        var script = new GrantScript(DbGrantDialect.MariaDb);
        script.Run(string.Join("\n", lines));
        return script.Accounts.FirstOrDefault(one => one.Key.Equals(account)).Value ?? DbPrivilegeSet.Empty;
    }

    private string[] Shown(string quoted)
    {
        using var command = new MySqlCommand($"SHOW GRANTS FOR {quoted}", _server);
        using MySqlDataReader reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
        {
            lines.Add(reader.GetString(0));
        }

        return [.. lines];
    }

    private int Try(string statement)
    {
        _sent.Add(statement);
        try
        {
            using var command = new MySqlCommand(statement, _server);
            command.ExecuteNonQuery();
            return 0;
        }
        catch (MySqlException error)
        {
            Refused[error.Number] = Refused.GetValueOrDefault(error.Number) + 1;
            return error.Number;
        }
    }
}
