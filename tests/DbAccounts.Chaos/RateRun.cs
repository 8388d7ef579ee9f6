using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Simulator;
using DbAccounts.Simulator.Settings;

namespace DbAccounts.Chaos;

/// <summary>
/// How well a documented limit is used: calls of one action from several tasks with one credential, at a simulator that counts them
/// by their arrival, in real time.
/// </summary>
internal static class RateRun
{
    private const int Calls = 300;
    private const int Tasks = 6;
    private const double PerSecond = 10;
    private const double MostWasted = 0.05;

    /// <summary>Prints the figures; true where no call was throttled and little of the rate was wasted.</summary>
    public static async Task<bool> RunAsync()
    {
        using DbSimulator simulator = DbSimulator.Start(new DbSimulatorOptions());
        DbSimulatorInstance tencent = simulator.Instance.Single(service => service.Service == "TencentMySql");
        int throttled = 0;
        int left = Calls;
        var context = new CallContext { Verbose = Count };
        var elapsed = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Tasks).Select(_ => Task.Run(async () =>
        {
            DbInstance instance = Connected.To(tencent);
            var root = new DbAccountIdentity("root");
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var reset = new ResetPassword(root, ServiceCatalog.NewPassword(instance.Client));
                ChangePlan plan = (await instance.Client.PlanAsync(instance, [reset], context).ConfigureAwait(false))[0].Require();
                await instance.Client.ApplyAsync(instance, plan.Steps, context).ConfigureAwait(false);
            }
        }))).ConfigureAwait(false);
        // The calls of the first second may come at once.
        double wasted = 1 - (((Calls / PerSecond) - 1) / elapsed.Elapsed.TotalSeconds);
        Console.WriteLine(string.Format(
            CultureInfo.InvariantCulture,
            "{0} calls of ModifyAccountPassword ({1}/s) from {2} tasks took {3:0.00} s: {4} throttled, {5:P1} of the rate wasted",
            Calls, PerSecond, Tasks, elapsed.Elapsed.TotalSeconds, throttled, wasted));
        void Count(string text)
        {
            if (text.Contains("RequestLimitExceeded", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref throttled);
            }
        }

        return throttled == 0 && wasted < MostWasted;
    }
}
