using System.Collections.Generic;
using DbAccounts.Changes;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Cloud.TencentCloud.Requests;

/// <summary>Changes privileges. Without ModifyAction every list that is absent is cleared, so then all four are sent.</summary>
[Document(TencentDocument.ModifyAccountPrivileges)]
internal sealed class ModifyAccountPrivileges : TencentRequest
{
    [Mandatory]
    public IReadOnlyList<Account>? Accounts { get; set; }

    [DbParameter(nameof(CreateAccount.Privilege))]
    [OneOf(
        "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "PROCESS", "DROP", "REFERENCES", "INDEX", "ALTER", "SHOW DATABASES",
        "CREATE TEMPORARY TABLES", "LOCK TABLES", "EXECUTE", "CREATE VIEW", "SHOW VIEW", "CREATE ROUTINE", "ALTER ROUTINE",
        "EVENT", "TRIGGER", "CREATE USER", "RELOAD", "REPLICATION CLIENT", "REPLICATION SLAVE")]
    public IReadOnlyList<string>? GlobalPrivileges { get; set; }

    public IReadOnlyList<DatabasePrivilege>? DatabasePrivileges { get; set; }

    public IReadOnlyList<TablePrivilege>? TablePrivileges { get; set; }

    public IReadOnlyList<ColumnPrivilege>? ColumnPrivileges { get; set; }

    [OneOf("grant", "revoke")]
    public string? ModifyAction { get; set; }
}
