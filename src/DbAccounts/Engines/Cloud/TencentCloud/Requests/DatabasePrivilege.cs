using System.Collections.Generic;
using DbAccounts.Changes;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.TencentCloud.Requests;

/// <summary>Privileges on a database. An item without privileges is left out: what it would do is not documented.</summary>
[OnLevel(DbPrivilegeLevel.Database)]
internal sealed class DatabasePrivilege
{
    [DbParameter(nameof(CreateAccount.Database)), Mandatory]
    public string? Database { get; set; }

    [DbParameter(nameof(CreateAccount.Privilege)), Mandatory]
    [OneOf(
        "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "REFERENCES", "INDEX", "ALTER", "CREATE TEMPORARY TABLES",
        "LOCK TABLES", "EXECUTE", "CREATE VIEW", "SHOW VIEW", "CREATE ROUTINE", "ALTER ROUTINE", "EVENT", "TRIGGER",
        Noun = nameof(Messages.NounDatabasePrivilege))]
    public IReadOnlyList<string>? Privileges { get; set; }
}
