using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Rules;
using DbAccounts.Simulator.Clouds.TencentCloud.Requests;

namespace DbAccounts.Simulator.Clouds.TencentCloud;

/// <summary>The privileges that each level has, out of the rule on it.</summary>
internal static class SupportedPrivileges
{
    public static IReadOnlyList<string> OnEverything { get; } =
        Of(typeof(ModifyAccountPrivilegesRequest), nameof(ModifyAccountPrivilegesRequest.GlobalPrivileges));

    public static IReadOnlyList<string> OnDatabases { get; } = Of(typeof(DatabasePrivilegeItem), nameof(DatabasePrivilegeItem.Privileges));

    public static IReadOnlyList<string> OnTables { get; } = Of(typeof(TablePrivilegeItem), nameof(TablePrivilegeItem.Privileges));

    public static IReadOnlyList<string> OnColumns { get; } = Of(typeof(ColumnPrivilegeItem), nameof(ColumnPrivilegeItem.Privileges));

    private static IReadOnlyList<string> Of(Type type, string property) =>
        RequestType.Of(type)[property].RulesOf<OneOfAttribute>().Single().Values;
}
