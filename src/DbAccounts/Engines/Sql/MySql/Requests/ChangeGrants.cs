using System.Collections.Generic;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Engines.Sql.MySql.Dialect;
using DbAccounts.Model;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Sql.MySql.Requests;

/// <summary>Changes what an account holds: one statement for each object, what is given before what is taken.</summary>
[Document(MySqlDocument.Grant)]
internal sealed class ChangeGrants : MySqlRequest
{
    private readonly OperationKind _kind;
    private readonly DbPrivilegeSet _privileges;

    /// <summary>A change of privileges.</summary>
    /// <param name="kind">Grant, revoke or replace.</param>
    /// <param name="account">The account.</param>
    /// <param name="privileges">What is given, taken, or held afterwards.</param>
    public ChangeGrants(OperationKind kind, DbAccountIdentity account, DbPrivilegeSet privileges)
    {
        _kind = kind;
        _privileges = privileges;
        User = account.Name;
        Host = account.Host;
    }

    [DbParameter("Account"), Length(0, 128, Source = MySqlDocument.Names)]
    public string? User { get; }

    public string? Host { get; }

    [DbParameter(nameof(CreateAccount.Database)), Length(1, 64, Source = MySqlDocument.Names)]
    public IReadOnlyList<string> Databases => [.. _privileges.Targets
        .Where(target => target.Level != DbPrivilegeLevel.Pattern).Select(target => target.Database).OfType<string>().Distinct()];

    [DbParameter("Table"), Length(1, 64, Source = MySqlDocument.Names)]
    public IReadOnlyList<string> Tables => [.. _privileges.Targets.Select(target => target.Table).OfType<string>().Distinct()];

    [DbParameter("Column"), Length(1, 64, Source = MySqlDocument.Names)]
    public IReadOnlyList<string> Columns => [.. _privileges.Targets.Select(target => target.Column).OfType<string>().Distinct()];

    [DbParameter(nameof(CreateAccount.Privilege)), PrivilegeOf(DbPrivilegeLevel.Global), OnLevel(DbPrivilegeLevel.Global)]
    public IReadOnlyList<string> GlobalPrivileges => Words(DbPrivilegeLevel.Global);

    [DbParameter(nameof(CreateAccount.Privilege)), PrivilegeOf(DbPrivilegeLevel.Database), OnLevel(DbPrivilegeLevel.Database)]
    public IReadOnlyList<string> DatabasePrivileges => [.. Words(DbPrivilegeLevel.Database), .. Words(DbPrivilegeLevel.Pattern)];

    [DbParameter(nameof(CreateAccount.Privilege)), PrivilegeOf(DbPrivilegeLevel.Table), OnLevel(DbPrivilegeLevel.Table)]
    public IReadOnlyList<string> TablePrivileges => Words(DbPrivilegeLevel.Table);

    [DbParameter(nameof(CreateAccount.Privilege)), PrivilegeOf(DbPrivilegeLevel.Column), OnLevel(DbPrivilegeLevel.Column)]
    public IReadOnlyList<string> ColumnPrivileges => Words(DbPrivilegeLevel.Column);

    [DbParameter(nameof(CreateAccount.Privilege)), PrivilegeOf(DbPrivilegeLevel.Routine), OnLevel(DbPrivilegeLevel.Routine)]
    public IReadOnlyList<string> RoutinePrivileges => Words(DbPrivilegeLevel.Routine);

    /// <inheritdoc/>
    public override string ActionName() => _kind switch
    {
        OperationKind.GrantPrivilege => "GRANT",
        OperationKind.RevokePrivilege => "REVOKE",
        _ => "GRANT and REVOKE",
    };

    /// <inheritdoc/>
    public override DbAccountIdentity Identity() => new(User ?? "", Host);

    /// <summary>What it gives, takes, or leaves.</summary>
    public DbPrivilegeSet Privileges() => _privileges;

    /// <summary>How the grants are made; null before the account was read.</summary>
    internal GrantPlan? Plan { get; init; }

    /// <inheritdoc/>
    public override Effect Effect()
    {
        GrantPlan? plan = Plan;
        return EffectOf(EffectKind.Privileges) with { Difference = held => plan?.Difference(held) };
    }

    /// <inheritdoc/>
    public override AccountChange? PartOf(AccountChange whole) => whole is CreateAccount
        ? new ChangePrivilege(OperationKind.GrantPrivilege, Identity(), _privileges)
        : null;

    /// <summary>The same for what the account holds, and for its server.</summary>
    public ChangeGrants Planned(DbPrivilegeSet held, MySqlServer server) =>
        new(_kind, Identity(), _privileges) { Plan = GrantPlan.Of(_kind, _privileges, held, server) };

    /// <inheritdoc/>
    public override IReadOnlyList<SqlStatement> Statements(MySqlServer server)
    {
        string account = $"{User}@{Host}";
        return [.. Plan is null ? [] : Plan.Statements(account).Select(text => new SqlStatement(text))];
    }

    private IReadOnlyList<string> Words(DbPrivilegeLevel level) => [.. _privileges.At(level).SelectMany(held => held.Value).Distinct()];
}
