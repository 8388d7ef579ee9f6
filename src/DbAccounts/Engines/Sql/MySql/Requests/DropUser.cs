using System.Collections.Generic;
using DbAccounts.Engines.Delivery;
using DbAccounts.Engines.Sql.MySql.Dialect;
using DbAccounts.Model;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Sql.MySql.Requests;

/// <summary>Removes an account with its privileges.</summary>
[Document(MySqlDocument.DropUser)]
internal sealed class DropUser : MySqlRequest
{
    [DbParameter("Account"), Length(0, 128, Source = MySqlDocument.Names)]
    public string? User { get; set; }

    public string? Host { get; set; }

    /// <inheritdoc/>
    public override string ActionName() => "DROP USER";

    /// <inheritdoc/>
    public override DbAccountIdentity Identity() => new(User ?? "", Host);

    /// <inheritdoc/>
    public override Effect Effect() => EffectOf(EffectKind.Removal);

    /// <inheritdoc/>
    public override IReadOnlyList<SqlStatement> Statements(MySqlServer server) =>
        [new SqlStatement($"DROP USER {MySqlText.Account(User ?? "", Host ?? MySqlText.AnyHost)}")];
}
