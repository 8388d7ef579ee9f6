using System.Collections.Generic;
using DbAccounts.Engines.Cloud.TencentCloud.Requests;
using DbAccounts.Rules;

namespace DbAccounts.Simulator.Clouds.TencentCloud.Requests;

/// <summary>Privileges on a database.</summary>
internal sealed class DatabasePrivilegeItem
{
    [JudgedBy(typeof(DatabasePrivilege), nameof(DatabasePrivilege.Database))]
    public string? Database { get; set; }

    [JudgedBy(typeof(DatabasePrivilege), nameof(DatabasePrivilege.Privileges))]
    public List<string>? Privileges { get; set; }
}
