using System.Collections.Generic;
using DbAccounts.Engines.Cloud.TencentCloud.Requests;
using DbAccounts.Rules;

namespace DbAccounts.Simulator.Clouds.TencentCloud.Requests;

/// <summary>Privileges of accounts at four levels.</summary>
internal sealed class ModifyAccountPrivilegesRequest : InstanceRequest
{
    [JudgedBy(typeof(ModifyAccountPrivileges), nameof(ModifyAccountPrivileges.Accounts))]
    public List<AccountItem>? Accounts { get; set; }

    [JudgedBy(typeof(ModifyAccountPrivileges), nameof(ModifyAccountPrivileges.GlobalPrivileges))]
    public List<string>? GlobalPrivileges { get; set; }

    [JudgedBy(typeof(ModifyAccountPrivileges), nameof(ModifyAccountPrivileges.DatabasePrivileges))]
    public List<DatabasePrivilegeItem>? DatabasePrivileges { get; set; }

    [JudgedBy(typeof(ModifyAccountPrivileges), nameof(ModifyAccountPrivileges.TablePrivileges))]
    public List<TablePrivilegeItem>? TablePrivileges { get; set; }

    [JudgedBy(typeof(ModifyAccountPrivileges), nameof(ModifyAccountPrivileges.ColumnPrivileges))]
    public List<ColumnPrivilegeItem>? ColumnPrivileges { get; set; }

    [JudgedBy(typeof(ModifyAccountPrivileges), nameof(ModifyAccountPrivileges.ModifyAction))]
    public string? ModifyAction { get; set; }
}
