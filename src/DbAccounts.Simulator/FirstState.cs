using System;
using DbAccounts.Simulator.Clouds.TencentCloud;
using DbAccounts.Simulator.Settings;
using DbAccounts.Simulator.State;

namespace DbAccounts.Simulator;

/// <summary>
/// The state of a simulator that has never been used: Tencent Cloud has its root account, and somebody else may have some.
/// </summary>
internal static class FirstState
{
    public static SimulatorState At(DateTimeOffset now, DbSimulatorBehavior behavior)
    {
        var state = new SimulatorState();
        foreach (SimulatedService service in SimulatedService.All)
        {
            state.Accounts[service.Name] =
            [
                .. service == SimulatedService.TencentMySql ? [RootAccount.At(now)] : Array.Empty<StoredAccount>(),
                .. Others.First(service, OthersOf(service, behavior), now),
            ];
        }

        return state;
    }

    private static int OthersOf(SimulatedService service, DbSimulatorBehavior behavior) =>
        service == SimulatedService.TencentMySql ? behavior.TencentOtherAccounts
        : service == SimulatedService.Ddm ? behavior.DdmOtherAccounts
        : behavior.QingCloudOtherAccounts;
}
