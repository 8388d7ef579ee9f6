using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Chaos;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Planning;
using DbAccounts.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace DbAccounts.Tests.Sql;

/// <summary>
/// Laws of documents on a real server, on random ones. <c>./build.sh Chaos</c> makes it long: DBACCOUNTS_DOCUMENT_ROUNDS says how many
/// documents for each seed of DBACCOUNTS_LAW_SEEDS.
/// </summary>
public sealed partial class MariaDbDocumentTests : IClassFixture<MariaDb>
{
    private readonly MariaDb _mariaDb;
    private readonly ITestOutputHelper _output;

    private static readonly int _rounds =
        int.Parse(Environment.GetEnvironmentVariable("DBACCOUNTS_DOCUMENT_ROUNDS") ?? "4", CultureInfo.InvariantCulture);

    private static readonly int[] _seeds =
    [
        .. (Environment.GetEnvironmentVariable("DBACCOUNTS_LAW_SEEDS") ?? $"1,{DateTime.UtcNow:yyyyMMdd}").Split(',')
            .Select(seed => int.Parse(seed, CultureInfo.InvariantCulture)),
    ];

    public MariaDbDocumentTests(MariaDb mariaDb, ITestOutputHelper output)
    {
        (_mariaDb, _output) = (mariaDb, output);
        if (MariaDbServer.WhyNone is null)
        {
            mariaDb.Sql("GRANT reader TO 'dba'@'127.0.0.1' WITH ADMIN OPTION");
            mariaDb.Sql([.. new[] { "shop", "crm", "shop_1", "my-shop" }.SelectMany(name => new[]
            {
                $"CREATE DATABASE IF NOT EXISTS `{name}`", $"CREATE TABLE IF NOT EXISTS `{name}`.orders (id INT, total INT)",
            })]);
        }
    }

    [MariaDbFact]
    public async Task From_any_state_a_sync_leads_to_what_any_document_says_and_a_second_one_sends_nothing()
    {
        foreach (int seed in _seeds)
        {
            var random = new Random(seed);
            var user = new User(() => _mariaDb.Dba);
            for (int round = 0; round < _rounds; round++)
            {
                string json = RandomDocument.OfMySql(random);
                Disturb(random);
                await user.SyncAsync(json, prune: true);
                Assert.True(user.Errors.Count == 0, $"seed {seed}, round {round}: {string.Join("; ", user.Errors.Select(error => error.Message))}\n{json}");
                await AssertIsSoAsync(user, json, $"seed {seed}, round {round}");
            }
        }
    }

    [MariaDbFact]
    public async Task Killed_at_any_statement_the_same_plan_goes_on_where_it_was()
    {
        using var proxy = new SqlProxy(_mariaDb.Server.Port);
        int kills = 0;
        foreach (int seed in _seeds)
        {
            var random = new Random(seed);
            for (int round = 0; round < _rounds; round++)
            {
                string json = RandomDocument.OfMySql(random);
                using var kill = new CancellationTokenSource();
                // Each process has connections of its own.
                var killed = new User(() => MariaDb.At(proxy.Port));
                DbAccountPlan plan = await killed.PlanAsync(json, prune: true);
                int left = random.Next(1, 12);
                proxy.Lose(sent => Change().IsMatch(sent) && Interlocked.Decrement(ref left) == 0, random.Next(2) == 0, 1, kill.Cancel);
                try
                {
                    await killed.RunAsync(plan, cancellation: kill.Token);
                }
                catch (OperationCanceledException)
                {
                    kills++;
                }

                var again = new User(() => MariaDb.At(_mariaDb.Server.Port));
                await again.RunAsync(plan);
                Assert.True(again.Errors.Count == 0, $"seed {seed}, round {round}: {string.Join("; ", again.Errors.Select(error => error.Message))}\n{json}");
                await AssertIsSoAsync(again, json, $"seed {seed}, round {round}");
            }
        }

        _output.WriteLine($"{kills} kills");
        Assert.True(kills > 0);
    }

    [MariaDbFact]
    public async Task What_has_drifted_is_refused_account_by_account_and_the_rest_is_made()
    {
        int drifts = 0;
        foreach (int seed in _seeds)
        {
            var random = new Random(seed);
            var user = new User(() => _mariaDb.Dba);
            for (int round = 0; round < _rounds; round++)
            {
                string json = RandomDocument.OfMySql(random);
                DbAccountPlan plan = await user.PlanAsync(json, prune: true);
                if (plan.Account.Length == 0)
                {
                    continue;
                }

                DbPlanAccount drifted = plan.Account[random.Next(plan.Account.Length)];
                string account = Quoted(drifted.Account);
                // No document names this one.
                _mariaDb.Sql(drifted.Exists ? $"GRANT USAGE ON *.* TO {account}" : $"CREATE USER {account}", $"GRANT EVENT ON drift{round}.* TO {account}");
                string[] held = [.. _mariaDb.Grants(account).Order()];

                await user.RunAsync(plan);

                Assert.Equal([DbErrorId.PlanDrifted], user.ErrorIds());
                Assert.Contains($"'{drifted.Account}'", user.Errors[0].Message, StringComparison.Ordinal);
                Assert.Equal(held, _mariaDb.Grants(account).Order());
                // The server keeps hosts in lower case.
                Assert.Equal([drifted.Account], (await user.PlanAsync(json, prune: true)).Account.Select(one => one.Account), StringComparer.OrdinalIgnoreCase);
                user.Errors.Clear();
                drifts++;
            }
        }

        Assert.True(drifts > 0);
    }

    // What is compared is so, what is exported is the same, and nothing is sent to make it so again.
    private async Task AssertIsSoAsync(User user, string json, string where)
    {
        string[] differences = await user.DifferencesAsync(json, prune: true);
        Assert.True(differences.Length == 0, $"{where}: {string.Join("; ", differences)}\n{json}\n{LastChanges()}");
        int changes = Changes();
        Assert.Empty(await user.SyncAsync(json, prune: true));
        Assert.Empty(user.Errors);
        Assert.Equal(changes, Changes());
    }

    // Somebody else gives, takes and creates something.
    private void Disturb(Random random)
    {
        string account = $"'my{random.Next(5)}'@'{(random.Next(2) == 0 ? "localhost" : "10.0.%")}'";
        _mariaDb.Sql(random.Next(5) switch
        {
            0 => [$"CREATE OR REPLACE USER {account}", $"GRANT ALL ON *.* TO {account} WITH GRANT OPTION"],
            1 => [$"CREATE USER IF NOT EXISTS {account}", $"GRANT SELECT ON shop.* TO {account}", $"GRANT SELECT (id), INSERT ON shop.orders TO {account}"],
            2 => [$"DROP USER IF EXISTS {account}"],
            3 => [$"CREATE USER IF NOT EXISTS {account} REQUIRE SSL WITH MAX_USER_CONNECTIONS 7", $"GRANT reader TO {account}"],
            _ => [$"CREATE USER IF NOT EXISTS {account} ACCOUNT LOCK", $@"GRANT UPDATE ON `shop\_%`.* TO {account}"],
        });
    }

    private string LastChanges() => string.Join('\n', _mariaDb.Server.Log.Split('\n').Where(line => Change().IsMatch(line)).TakeLast(60));

    private int Changes() => _mariaDb.Server.Log.Split('\n').Count(line => Change().IsMatch(line));

    private static string Quoted(string account)
    {
        int at = account.LastIndexOf('@');
        return $"'{account[..at]}'@'{account[(at + 1)..]}'";
    }

    [GeneratedRegex(@"\b(GRANT|REVOKE|DROP USER|RENAME USER|ALTER USER|CREATE (OR REPLACE )?USER)\b(?<!SHOW CREATE USER)(?! FOR)", RegexOptions.IgnoreCase)]
    private static partial Regex Change();

    private sealed class User : DocumentUser
    {
        private readonly DbInstance _instance;

        public User(Func<DbInstance> connect)
        {
            _instance = connect();
            Gathering = TimeSpan.FromSeconds(0.02);
        }

        public override DbInstance this[string service] => _instance;

        public override CallContext Context(CancellationToken cancellation = default) => new()
        {
            Cancellation = cancellation,
            Timeout = TimeSpan.FromMinutes(2),
        };
    }
}
