using System;
using System.Globalization;
using System.Linq;
using MySqlConnector;
using Xunit;
using Xunit.Abstractions;

namespace DbAccounts.Tests.Laws;

public sealed class GrantLawTests(ITestOutputHelper output)
{
    [Fact]
    public void What_accounts_hold_is_what_the_server_says()
    {
        string[] seeds = (Environment.GetEnvironmentVariable("DBACCOUNTS_LAW_SEEDS") ?? "1").Split(',');
        int statements = int.Parse(Environment.GetEnvironmentVariable("DBACCOUNTS_LAW_STATEMENTS") ?? "1500", CultureInfo.InvariantCulture);
        foreach (string seed in seeds)
        {
            using var server = new MySqlConnection("Server=/tmp/laws/s;Protocol=unix;User=root;Pooling=false;SslMode=none;AllowUserVariables=true");
            server.Open();
            using (var drop = new MySqlCommand("", server))
            {
                foreach (string name in new LawWorld().Databases)
                {
                    drop.CommandText = $"DROP DATABASE IF EXISTS {LawWorld.Quoted(name)}";
                    drop.ExecuteNonQuery();
                }
                foreach (var account in new LawWorld().Accounts)
                {
                    drop.CommandText = $"DROP USER IF EXISTS {LawWorld.Quoted(account.Name)}@{LawWorld.Quoted(account.Host)}";
                    drop.ExecuteNonQuery();
                }
                foreach (var role in new LawWorld().Roles)
                {
                    drop.CommandText = $"DROP ROLE IF EXISTS {LawWorld.Quoted(role)}";
                    drop.ExecuteNonQuery();
                }
                drop.CommandText = $"REVOKE ALL PRIVILEGES, GRANT OPTION FROM PUBLIC";
                try { drop.ExecuteNonQuery(); } catch (MySqlException) { }
            }
            var run = new GrantLawRun(server, int.Parse(seed, CultureInfo.InvariantCulture));
            run.Prepare();
            output.WriteLine("prepare: " + string.Join(" ", run.Refused.Select(x => $"{x.Key}:{x.Value}")));
            run.Run(statements);
            output.WriteLine($"seed {seed}: {run.Sent} statements, {run.Replayed} replays, refused {string.Join(" ", run.Refused.Select(x => $"{x.Key}:{x.Value}"))}");
            Assert.True(run.Differences.Count == 0, string.Join("\n\n", run.Differences));
        }
    }
}
