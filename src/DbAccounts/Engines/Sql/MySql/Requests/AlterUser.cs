using System.Collections.Generic;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Engines.Sql.MySql.Dialect;
using DbAccounts.Model;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Sql.MySql.Requests;

/// <summary>Changes what an account has beside its password and its privileges.</summary>
[Document(MySqlDocument.AlterUser)]
internal sealed class AlterUser : OptionsRequest
{
    [DbParameter("Account"), Length(0, 128, Source = MySqlDocument.Names)]
    public string? User { get; set; }

    public string? Host { get; set; }

    [DbParameter(nameof(ModifyAccount.Clear)), OneOf(nameof(ModifyAccount.PasswordLifetime))]
    public string? Cleared { get; set; }

    /// <inheritdoc/>
    public override string ActionName() => "ALTER USER";

    /// <inheritdoc/>
    public override DbAccountIdentity Identity() => new(User ?? "", Host);

    /// <inheritdoc/>
    public override Effect Effect()
    {
        AccountOptions options = All();
        return EffectOf(EffectKind.Settings, found => options.IsShownBy(found));
    }

    /// <inheritdoc/>
    public override AccountChange? PartOf(AccountChange whole) => whole is not ModifyAccount ? null : new ModifyAccount(Identity())
    {
        RequireSsl = RequireSsl,
        MaxUserConnections = MaxUserConnections,
        PasswordLifetime = PasswordLifetime,
        Locked = Locked,
        Description = Comment,
        Clear = Cleared,
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SqlStatement> Statements(MySqlServer server) =>
        [All().AddTo(new SqlStatement($"ALTER USER {MySqlText.Account(User ?? "", Host ?? MySqlText.AnyHost)}"), server)];

    private AccountOptions All() => Options() with { HasDefaultLifetime = Cleared is not null };
}
