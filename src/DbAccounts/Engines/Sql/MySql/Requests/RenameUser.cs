using System.Collections.Generic;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Engines.Sql.MySql.Dialect;
using DbAccounts.Model;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Sql.MySql.Requests;

/// <summary>Gives an account another host; its privileges go along.</summary>
[Document(MySqlDocument.RenameUser)]
internal sealed class RenameUser : MySqlRequest
{
    [DbParameter("Account"), Length(0, 128, Source = MySqlDocument.Names)]
    public string? User { get; set; }

    public string? Host { get; set; }

    [DbParameter(nameof(ModifyAccount.AllowedHost)), Mandatory, Length(1, 255, Source = MySqlDocument.Names)]
    public string? NewHost { get; set; }

    /// <inheritdoc/>
    public override string ActionName() => "RENAME USER";

    /// <inheritdoc/>
    public override DbAccountIdentity Identity() => new(User ?? "", Host);

    /// <inheritdoc/>
    public override Effect Effect() => EffectOf(EffectKind.Move) with { MovedTo = new DbAccountIdentity(User ?? "", NewHost) };

    /// <inheritdoc/>
    public override AccountChange? PartOf(AccountChange whole) =>
        whole is ModifyAccount ? new ModifyAccount(Identity()) { AllowedHost = [NewHost ?? ""] } : null;

    /// <inheritdoc/>
    public override IReadOnlyList<SqlStatement> Statements(MySqlServer server)
    {
        string name = User ?? "";
        return
        [
            new SqlStatement(
                $"RENAME USER {MySqlText.Account(name, Host ?? MySqlText.AnyHost)} TO {MySqlText.Account(name, NewHost ?? "")}"),
        ];
    }
}
