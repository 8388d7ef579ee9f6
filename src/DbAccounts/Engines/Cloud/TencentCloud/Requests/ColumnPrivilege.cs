using System.Collections.Generic;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.TencentCloud.Requests;

/// <summary>Privileges on a column.</summary>
[OnLevel(DbPrivilegeLevel.Column)]
internal sealed class ColumnPrivilege
{
    [DbParameter("Database"), Mandatory]
    public string? Database { get; set; }

    [DbParameter("Table"), Mandatory]
    public string? Table { get; set; }

    [DbParameter("Column"), Mandatory]
    public string? Column { get; set; }

    [DbParameter("Privilege"), Mandatory]
    [OneOf("SELECT", "INSERT", "UPDATE", "REFERENCES", Noun = nameof(Messages.NounColumnPrivilege))]
    public IReadOnlyList<string>? Privileges { get; set; }
}
