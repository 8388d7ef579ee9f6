using System.Collections.Generic;
using DbAccounts.Engines.Cloud.TencentCloud.Requests;
using DbAccounts.Rules;

namespace DbAccounts.Simulator.Clouds.TencentCloud.Requests;

/// <summary>Privileges on a table.</summary>
internal sealed class TablePrivilegeItem
{
    [JudgedBy(typeof(TablePrivilege), nameof(TablePrivilege.Database))]
    public string? Database { get; set; }

    [JudgedBy(typeof(TablePrivilege), nameof(TablePrivilege.Table))]
    public string? Table { get; set; }

    [JudgedBy(typeof(TablePrivilege), nameof(TablePrivilege.Privileges))]
    public List<string>? Privileges { get; set; }
}
