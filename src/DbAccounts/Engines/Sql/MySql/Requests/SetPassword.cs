using System.Collections.Generic;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Engines.Sql.MySql.Dialect;
using DbAccounts.Model;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Sql.MySql.Requests;

/// <summary>Gives an account another password; how it is checked stays as it is.</summary>
[Document(MySqlDocument.SetPassword)]
internal sealed class SetPassword : MySqlRequest
{
    private const string NativePlugin = "mysql_native_password";

    [DbParameter("Account"), Length(0, 128, Source = MySqlDocument.Names)]
    public string? User { get; set; }

    public string? Host { get; set; }

    [DbParameter(nameof(ResetPassword.Password))]
    [Mandatory, Length(1, 256), CharacterClasses(0, "!#$%&*+-=?@^_~")]
    public Secret? Password { get; set; }

    /// <summary>What checks the account's password; null where that isn't known.</summary>
    public string? Plugin { get; set; }

    /// <inheritdoc/>
    public override string ActionName() => "SET PASSWORD";

    /// <inheritdoc/>
    public override DbAccountIdentity Identity() => new(User ?? "", Host);

    /// <inheritdoc/>
    public override Secret? CarriedPassword() => Password;

    /// <inheritdoc/>
    public override Effect Effect() => EffectOf(EffectKind.Password);

    /// <inheritdoc/>
    public override AccountChange? PartOf(AccountChange whole) => whole is ModifyAccount ? new ResetPassword(Identity(), Password!) : null;

    /// <inheritdoc/>
    public override IReadOnlyList<SqlStatement> Statements(MySqlServer server)
    {
        var statement = new SqlStatement($"SET PASSWORD FOR {MySqlText.Account(User ?? "", Host ?? MySqlText.AnyHost)} = ");
        return
        [
            // Another plugin of MariaDB makes a hash of its own, of the password itself.
            !server.IsMariaDb ? statement.Add(Password!, MySqlText.Literal)
            : !server.ValidatesPasswords && Plugin is null or "" or NativePlugin
                ? statement.Add(Password!, text => MySqlText.Literal(MySqlText.NativeHash(text)))
            : statement.Add("PASSWORD(").Add(Password!, MySqlText.Literal).Add(")"),
        ];
    }
}
