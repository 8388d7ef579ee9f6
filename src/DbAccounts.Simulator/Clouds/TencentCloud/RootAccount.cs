using System;
using System.Collections.Generic;
using DbAccounts.Model;
using DbAccounts.Simulator.Chance;
using DbAccounts.Simulator.Security;
using DbAccounts.Simulator.State;

namespace DbAccounts.Simulator.Clouds.TencentCloud;

/// <summary>The account root, which every instance has from the start on.</summary>
internal static class RootAccount
{
    /// <summary>Its name.</summary>
    public const string Name = "root";

    /// <summary>The account before anybody changes it.</summary>
    public static StoredAccount At(DateTimeOffset now) => new()
    {
        Name = Name,
        Created = now,
        Modified = now,
        PasswordChanged = now,
        Values = { Host = "%", MaxUserConnections = 0, PasswordHash = PasswordHash.Of(Secret.From(RandomId.Hex(32))) },
        Privileges = Privileges(),
    };

    /// <summary>What it holds before anybody changes it: every privilege, on everything.</summary>
    public static List<StoredPrivilege> Privileges() => [new StoredPrivilege { Privileges = [.. SupportedPrivileges.OnEverything] }];
}
