using System.Collections.Generic;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Engines.Planning;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.TencentCloud.Requests;

/// <summary>Changes privileges. Without ModifyAction every list that is absent is cleared, so then all four are sent.</summary>
[Document(TencentDocument.ModifyAccountPrivileges)]
internal sealed class ModifyAccountPrivileges : TencentRequest
{
    [Mandatory]
    public IReadOnlyList<Account>? Accounts { get; set; }

    [DbParameter(nameof(CreateAccount.Privilege)), OnLevel(DbPrivilegeLevel.Global)]
    [OneOf(
        "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "PROCESS", "DROP", "REFERENCES", "INDEX", "ALTER", "SHOW DATABASES",
        "CREATE TEMPORARY TABLES", "LOCK TABLES", "EXECUTE", "CREATE VIEW", "SHOW VIEW", "CREATE ROUTINE", "ALTER ROUTINE",
        "EVENT", "TRIGGER", "CREATE USER", "RELOAD", "REPLICATION CLIENT", "REPLICATION SLAVE",
        Noun = nameof(Messages.NounGlobalPrivilege))]
    public IReadOnlyList<string>? GlobalPrivileges { get; set; }

    public IReadOnlyList<DatabasePrivilege>? DatabasePrivileges { get; set; }

    public IReadOnlyList<TablePrivilege>? TablePrivileges { get; set; }

    public IReadOnlyList<ColumnPrivilege>? ColumnPrivileges { get; set; }

    [OneOf("grant", "revoke")]
    public string? ModifyAction { get; set; }

    /// <inheritdoc/>
    public override IReadOnlyList<Account>? Named() => Accounts;

    /// <inheritdoc/>
    public override Effect Effect()
    {
        return EffectOf(EffectKind.Privileges) with
        {
            Difference = held => TencentPrivileges.Difference(Privileges(), ModifyAction, held),
            // What an empty list does is not documented.
            IsVerified = ModifyAction is null,
        };
    }

    /// <inheritdoc/>
    public override AccountChange? PartOf(AccountChange whole) => whole is CreateAccount
        ? new ChangePrivilege(OperationKind.GrantPrivilege, Accounts![0].Identity(), Privileges())
        : null;

    /// <inheritdoc/>
    public override ServiceRequest Joined(IReadOnlyList<ServiceRequest> equal) => new ModifyAccountPrivileges
    {
        InstanceId = InstanceId,
        Accounts = All<Account>(equal),
        GlobalPrivileges = GlobalPrivileges,
        DatabasePrivileges = DatabasePrivileges,
        TablePrivileges = TablePrivileges,
        ColumnPrivileges = ColumnPrivileges,
        ModifyAction = ModifyAction,
    };

    /// <summary>The privileges that it names.</summary>
    public DbPrivilegeSet Privileges() => DbPrivilegeSet.From(
        new[] { (DbPrivilegeTarget.Global, (IEnumerable<string>)(GlobalPrivileges ?? [])) }
            .Concat((DatabasePrivileges ?? []).Select(one => (DbPrivilegeTarget.OfDatabases(one.Database!), one.Privileges ?? (IEnumerable<string>)[])))
            .Concat((TablePrivileges ?? []).Select(
                one => (new DbPrivilegeTarget(one.Database, one.Table), one.Privileges ?? (IEnumerable<string>)[])))
            .Concat((ColumnPrivileges ?? []).Select(
                one => (new DbPrivilegeTarget(one.Database, one.Table, one.Column), one.Privileges ?? (IEnumerable<string>)[]))));
}
