using System;
using System.Collections.Generic;
using DbAccounts.Simulator.State;

namespace DbAccounts.Simulator.Clouds.QingCloud;

/// <summary>
/// A table that a cluster shows in the console. That accounts are shown so is documented; names and labels of these tabs are not,
/// they are the simulator's own.
/// </summary>
internal sealed record DisplayTab(
    SimulatedService Instance, string Name, string Role, string Description, string[] Labels, Func<StoredAccount, string?[]> Row)
{
    /// <summary>The tabs of all clusters.</summary>
    public static IReadOnlyList<DisplayTab> All { get; } =
    [
        new(SimulatedService.MySqlPlus, "account", "maininstance", "Accounts", ["user", "host", "database", "priv", "ssl"], a =>
            [a.Name, a.Values.Host, string.Join(";", a.Values.Databases ?? []), a.Values.AccountType, a.Values.Ssl]),
        new(SimulatedService.MySqlPlusAnalysis, "ck_account", "analysis", "Accounts of the analysis instance", ["user", "host"], a =>
            [a.Name, a.Values.Host]),
        new(SimulatedService.ChronusDB, "user_list", "", "Users", ["user_name", "user_networks"], a => [a.Name, a.Values.Host]),
    ];
}
