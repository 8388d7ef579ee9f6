using System;
using System.Collections.Generic;
using DbAccounts.Model;
using DbAccounts.Simulator.Security;
using DbAccounts.Simulator.TencentCloud;

namespace DbAccounts.Simulator.State;

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
                .. service == SimulatedService.TencentMySql ? [Root(now)] : Array.Empty<StoredAccount>(),
                .. Others.First(service, OthersOf(service, behavior), now),
            ];
        }

        return state;
    }

    /// <summary>What root holds before anybody changes it: every privilege, on everything.</summary>
    public static List<StoredPrivilege> RootPrivileges() =>
        [new StoredPrivilege { Privileges = [.. SupportedPrivileges.OnEverything] }];

    private static int OthersOf(SimulatedService service, DbSimulatorBehavior behavior) =>
        service == SimulatedService.TencentMySql ? behavior.TencentOtherAccounts
        : service == SimulatedService.Ddm ? behavior.DdmOtherAccounts
        : behavior.QingCloudOtherAccounts;

    private static StoredAccount Root(DateTimeOffset now) => new()
    {
        Name = "root",
        Created = now,
        Modified = now,
        PasswordChanged = now,
        Values = { Host = "%", MaxUserConnections = 0, PasswordHash = PasswordHash.Of(Secret.From(RandomId.Hex(32))) },
        Privileges = RootPrivileges(),
    };
}
