using System;
using System.Globalization;
using System.Linq;
using DbAccounts.Tests.Support;
using MySqlConnector;
using Xunit;
using Xunit.Abstractions;

namespace DbAccounts.Tests.Laws;

/// <summary>
/// Our algebra of grants against a server. <c>./build.sh Chaos</c> makes it long: the environment variables DBACCOUNTS_LAW_STATEMENTS and
/// DBACCOUNTS_LAW_SEEDS say how many statements for which seeds.
/// </summary>
public sealed class GrantLawTests(LawServer server, ITestOutputHelper output) : IClassFixture<LawServer>
{
    private static readonly int _statements =
        int.Parse(Environment.GetEnvironmentVariable("DBACCOUNTS_LAW_STATEMENTS") ?? "700", CultureInfo.InvariantCulture);

    // A seed that is new each day finds what the first doesn't.
    private static readonly int[] _seeds =
    [
        .. (Environment.GetEnvironmentVariable("DBACCOUNTS_LAW_SEEDS") ?? $"1,{DateTime.UtcNow:yyyyMMdd}").Split(',')
            .Select(seed => int.Parse(seed, CultureInfo.InvariantCulture)),
    ];

    [MariaDbFact]
    public void What_accounts_hold_is_what_the_server_says()
    {
        using MySqlConnection root = server.Open();
        foreach (int seed in _seeds)
        {
            var run = new GrantLawRun(root, seed);
            run.Prepare();
            run.Run(_statements);
            output.WriteLine(run.ToString());
            Assert.True(run.Differences.Count == 0, $"{run}\n{string.Join("\n\n", run.Differences)}");
        }
    }

    [MariaDbFact]
    public void What_an_account_can_do_is_what_the_server_lets_it_do()
    {
        using MySqlConnection root = server.Open();
        foreach (int seed in _seeds)
        {
            var run = new AccessLawRun(root, () => server.Open("probe"), seed);
            run.Prepare();
            run.Run(_statements / 70);
            output.WriteLine(run.ToString());
            Assert.True(run.Differences.Count == 0, $"{run}\n{string.Join("\n", run.Differences)}");
        }
    }
}
