using System;
using System.Collections.Generic;
using DbAccounts.Model;
using DbAccounts.Services.TencentCloud.Requests;
using DbAccounts.Simulator.Security;
using DbAccounts.Simulator.TencentCloud;

namespace DbAccounts.Simulator.State;

/// <summary>The state of a simulator that has never been used: Tencent Cloud has its root account.</summary>
internal static class FirstState
{
    public static SimulatorState At(DateTimeOffset now) => new()
    {
        Accounts =
        {
            [SimulatedService.TencentMySql.Name] =
            [
                new StoredAccount
                {
                    Name = "root",
                    Created = now,
                    Modified = now,
                    PasswordChanged = now,
                    Values = { Host = "%", MaxUserConnections = 0, PasswordHash = PasswordHash.Of(Secret.From(RandomId.Hex(32))) },
                    Privileges = RootPrivileges(),
                },
            ],
        },
    };

    /// <summary>What root holds before anybody changes it: every privilege, on everything.</summary>
    public static List<StoredPrivilege> RootPrivileges() =>
        [new StoredPrivilege { Privileges = [.. SupportedPrivileges.Of(typeof(ModifyAccountPrivileges))] }];
}
