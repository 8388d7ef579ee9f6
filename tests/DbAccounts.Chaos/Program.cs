using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using DbAccounts.Chaos;

// chaos [changes for each seed] [seed,seed,...]: exits with 1 where something was claimed that isn't so.
int changes = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1500;
int[] seeds = [.. (args.Length > 1 ? args[1] : "1,2,3,4").Split(',').Select(seed => int.Parse(seed, CultureInfo.InvariantCulture))];
var run = new ChaosRun { Changes = changes };
var total = new ChaosReport();
var elapsed = Stopwatch.StartNew();
foreach (int seed in seeds)
{
    int before = total.Changes;
    await run.RunAsync(seed, total).ConfigureAwait(false);
    Console.WriteLine($"Seed {seed}: {total.Changes - before} changes, {total.Mismatches.Count} mismatches so far, {elapsed.Elapsed.TotalSeconds:0} s");
}

Console.WriteLine($"\nSeeds {string.Join(", ", seeds)}, {elapsed.Elapsed.TotalSeconds:0} s in all");
Console.WriteLine(total);
return total.Mismatches.Count == 0 ? 0 : 1;
