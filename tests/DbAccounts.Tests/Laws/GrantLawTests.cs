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
    [MariaDbFact]
    public void What_accounts_hold_is_what_the_server_says()
    {
        int statements = int.Parse(Environment.GetEnvironmentVariable("DBACCOUNTS_LAW_STATEMENTS") ?? "700", CultureInfo.InvariantCulture);
        // A seed that is new each day finds what the first doesn't.
        string seeds = Environment.GetEnvironmentVariable("DBACCOUNTS_LAW_SEEDS") ?? $"1,{DateTime.UtcNow:yyyyMMdd}";
        using MySqlConnection root = server.Open();
        foreach (int seed in seeds.Split(',').Select(seed => int.Parse(seed, CultureInfo.InvariantCulture)))
        {
            var run = new GrantLawRun(root, seed);
            run.Prepare();
            run.Run(statements);
            output.WriteLine(run.ToString());
            Assert.True(run.Differences.Count == 0, $"{run}\n{string.Join("\n\n", run.Differences)}");
        }
    }
}
