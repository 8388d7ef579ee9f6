using System.Collections.Generic;
using DbAccounts.Engines.Cloud.TencentCloud.Requests;
using DbAccounts.Rules;

namespace DbAccounts.Simulator.Clouds.TencentCloud.Requests;

/// <summary>Privileges on a column.</summary>
internal sealed class ColumnPrivilegeItem
{
    [JudgedBy(typeof(ColumnPrivilege), nameof(ColumnPrivilege.Database))]
    public string? Database { get; set; }

    [JudgedBy(typeof(ColumnPrivilege), nameof(ColumnPrivilege.Table))]
    public string? Table { get; set; }

    [JudgedBy(typeof(ColumnPrivilege), nameof(ColumnPrivilege.Column))]
    public string? Column { get; set; }

    [JudgedBy(typeof(ColumnPrivilege), nameof(ColumnPrivilege.Privileges))]
    public List<string>? Privileges { get; set; }
}
