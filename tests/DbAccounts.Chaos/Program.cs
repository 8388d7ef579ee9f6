using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Chaos;
using DbAccounts.Simulator;
using DbAccounts.Simulator.Settings;

// chaos [run] [changes for each seed] [seed,seed,...]: changes under faults
// chaos documents [documents for each seed] [seed,seed,...]: access documents that are brought about under faults
// chaos rate: the use of a documented limit
// chaos serve <port> <state file>: a simulator in a process of its own, until its input ends; it prints its port
// It exits with 1 where something was claimed that isn't so, or the limit was used badly.
switch (args.FirstOrDefault() ?? "run")
{
    case "rate":
        return await RateRun.RunAsync().ConfigureAwait(false) ? 0 : 1;
    case "serve":
        using (DbSimulator simulator = DbSimulator.Start(new DbSimulatorOptions { Port = Number(1, 0), Path = args[2] }))
        {
            Console.WriteLine(simulator.Port);
            Console.In.ReadToEnd();
            return 0;
        }

    case "documents":
        var documents = new DocumentChaosRun { Documents = Number(1, 25) };
        return await EachSeedAsync((seed, report) => documents.RunAsync(seed, report)).ConfigureAwait(false);

    default:
        var run = new ChaosRun { Changes = Number(1, 2500) };
        return await EachSeedAsync((seed, report) => run.RunAsync(seed, report)).ConfigureAwait(false);
}

async Task<int> EachSeedAsync(Func<int, ChaosReport, Task> run)
{
    int[] seeds = [.. (args.Length > 2 ? args[2] : "1,2,3,4").Split(',').Select(seed => int.Parse(seed, CultureInfo.InvariantCulture))];
    var total = new ChaosReport();
    var elapsed = Stopwatch.StartNew();
    foreach (int seed in seeds)
    {
        int before = total.Changes;
        await run(seed, total).ConfigureAwait(false);
        Console.WriteLine($"Seed {seed}: {total.Changes - before} changes, {total.Mismatches.Count} mismatches so far, {elapsed.Elapsed.TotalSeconds:0} s");
    }

    Console.WriteLine($"\nSeeds {string.Join(", ", seeds)}, {elapsed.Elapsed.TotalSeconds:0} s in all");
    Console.WriteLine(total);
    return total.Mismatches.Count == 0 ? 0 : 1;
}

int Number(int index, int otherwise) => args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
