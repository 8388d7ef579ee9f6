using System.Collections.Generic;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Engines.Sql.MySql.Dialect;
using DbAccounts.Model;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Sql.MySql.Requests;

/// <summary>Creates an account; privileges are granted afterwards.</summary>
[Document(MySqlDocument.CreateUser)]
internal sealed class CreateUser : OptionsRequest
{
    [DbParameter(nameof(CreateAccount.Name)), Mandatory, Length(1, 128, Source = MySqlDocument.Names)]
    public string? User { get; set; }

    [DbParameter(nameof(CreateAccount.AllowedHost)), Mandatory, Length(1, 255, Source = MySqlDocument.Names)]
    public string? Host { get; set; }

    // The kinds that MySQL's own check of passwords wants by default are what a generated one holds.
    [DbParameter(nameof(CreateAccount.Password))]
    [Mandatory, Length(1, 256), CharacterClasses(0, "!#$%&*+-=?@^_~")]
    public Secret? Password { get; set; }

    /// <inheritdoc/>
    public override string ActionName() => "CREATE USER";

    /// <inheritdoc/>
    public override DbAccountIdentity Identity() => new(User ?? "", Host);

    /// <inheritdoc/>
    public override Secret? CarriedPassword() => Password;

    /// <inheritdoc/>
    public override Effect Effect()
    {
        AccountOptions options = Options();
        return EffectOf(EffectKind.Creation, found => options.IsShownBy(found));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<SqlStatement> Statements(MySqlServer server)
    {
        var statement = new SqlStatement($"CREATE USER {MySqlText.Account(User ?? "", Host ?? MySqlText.AnyHost)}");
        if (Password is { } password)
        {
            // MariaDB writes statements into its logs as they are, so it gets the hash; MySQL masks them, and keeps hashes of other kinds.
            bool isHash = server is { IsMariaDb: true, ValidatesPasswords: false };
            statement.Add(isHash ? " IDENTIFIED BY PASSWORD " : " IDENTIFIED BY ").Add(
                password, text => MySqlText.Literal(isHash ? MySqlText.NativeHash(text) : text));
        }

        return [Options().AddTo(statement, server)];
    }
}
