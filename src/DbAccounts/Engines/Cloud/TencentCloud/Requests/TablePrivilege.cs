using System.Collections.Generic;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.TencentCloud.Requests;

/// <summary>Privileges on a table.</summary>
[OnLevel(DbPrivilegeLevel.Table)]
internal sealed class TablePrivilege
{
    [DbParameter("Database"), Mandatory]
    public string? Database { get; set; }

    [DbParameter("Table"), Mandatory]
    public string? Table { get; set; }

    [DbParameter("Privilege"), Mandatory]
    [OneOf(
        "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "REFERENCES", "INDEX", "ALTER", "CREATE VIEW", "SHOW VIEW", "TRIGGER",
        Noun = nameof(Messages.NounTablePrivilege))]
    public IReadOnlyList<string>? Privileges { get; set; }
}
