using System.Collections.Generic;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Engines.Sql.MySql.Dialect;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Sql.MySql.Requests;

/// <summary>Changes what an account has beside its password and its privileges.</summary>
[Document(MySqlDocument.AlterUser)]
internal sealed class AlterUser : MySqlRequest
{
    [DbParameter("Account"), Length(0, 128, Source = MySqlDocument.Names)]
    public string? User { get; set; }

    public string? Host { get; set; }

    [DbParameter(nameof(ModifyAccount.RequireSsl))]
    public bool? RequireSsl { get; set; }

    [DbParameter(nameof(ModifyAccount.MaxUserConnections)), Range(0, int.MaxValue, "")]
    public int? MaxUserConnections { get; set; }

    [DbParameter(nameof(ModifyAccount.PasswordLifetime)), Range(0, 65535, nameof(Messages.UnitDays))]
    public int? PasswordLifetime { get; set; }

    [DbParameter(nameof(ModifyAccount.Locked))]
    public bool? Locked { get; set; }

    [DbParameter(nameof(ModifyAccount.Description)), Length(0, 2048)]
    public string? Comment { get; set; }

    /// <inheritdoc/>
    public override string ActionName() => "ALTER USER";

    /// <inheritdoc/>
    public override DbAccountIdentity Identity() => new(User ?? "", Host);

    /// <inheritdoc/>
    public override Effect Effect()
    {
        AccountOptions options = Options();
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
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SqlStatement> Statements(MySqlServer server) =>
        [Options().AddTo(new SqlStatement($"ALTER USER {MySqlText.Account(User ?? "", Host ?? MySqlText.AnyHost)}"), server)];

    private AccountOptions Options() => new(RequireSsl, MaxUserConnections, PasswordLifetime, Locked, Comment);
}
