using System;
using System.Threading.Tasks;
using DbAccounts.Chaos;
using DbAccounts.Simulator;
using DbAccounts.Simulator.Settings;
using Xunit;

namespace DbAccounts.Tests.Chaos;

/// <summary>The short form of './build.sh Chaos'.</summary>
public sealed class ChaosTests
{
    [Fact]
    public async Task Every_claim_about_a_change_is_so_whatever_happens_on_the_way()
    {
        var report = new ChaosReport();

        await new ChaosRun { Changes = 250, ClockAhead = 20 }.RunAsync(seed: 1, report);

        Assert.True(report.Mismatches.Count == 0, report.ToString());
        Assert.Equal(250, report.Changes);
        Assert.InRange(report.FaultShare, 0.2, 0.6);
        Assert.Equal(Enum.GetValues<DbSimulatorFaultKind>(), report.Kinds);
    }

    [Fact]
    public async Task Documents_are_brought_about_whatever_happens_on_the_way()
    {
        var report = new ChaosReport();

        await new DocumentChaosRun { Documents = 3 }.RunAsync(seed: 1, report);

        Assert.True(report.Mismatches.Count == 0, report.ToString());
        Assert.InRange(report.FaultShare, 0.05, 0.6);
    }
}
