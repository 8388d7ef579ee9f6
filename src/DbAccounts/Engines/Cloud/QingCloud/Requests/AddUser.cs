using System.Collections.Generic;
using System.Text.Json.Serialization;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.QingCloud.Requests;

/// <summary>The service_params of MySQL Plus <c>add_user</c>. No default is documented, so all six keys are sent.</summary>
[Document(QingCloudDocument.AddUser)]
internal sealed class AddUser : QingCloudRequest
{
    [JsonPropertyName("database"), DbParameter(nameof(CreateAccount.Database))]
    [JsonConverter(typeof(SemicolonListConverter))]
    [Mandatory, Single(nameof(Messages.RuleOneDatabaseOrAll))]
    public IReadOnlyList<string>? Database { get; set; }

    [JsonPropertyName("passwd"), DbParameter(nameof(CreateAccount.Password))]
    [Mandatory, Length(8, 32), CharacterClasses(4, "@#$%^&*_+-=")]
    public Secret? Password { get; set; }

    [JsonPropertyName("ssl"), DbParameter(nameof(CreateAccount.RequireSsl))]
    [OneOf("YES", "NO")]
    public string? Ssl { get; set; }

    [JsonPropertyName("host"), DbParameter(nameof(CreateAccount.AllowedHost))]
    [JsonConverter(typeof(SemicolonListConverter))]
    [Mandatory]
    public IReadOnlyList<string>? Host { get; set; }

    [JsonPropertyName("user"), DbParameter(nameof(CreateAccount.Name))]
    [Mandatory, Length(2, 26), Characters(Alphabet.Word, nameof(Messages.RuleAsciiWord))]
    [NotOneOf("root", "qc_admin", "qc_repl", "qc_check")]
    public string? User { get; set; }

    [JsonPropertyName("priv"), DbParameter(nameof(CreateAccount.AccountType))]
    [JsonConverter(typeof(AccountTypeConverter))]
    [OneOf("Standard", "Superuser", Noun = nameof(Messages.NounAccountType), Source = QingCloudDocument.BatchGuide)]
    public string? AccountType { get; set; }

    /// <inheritdoc/>
    public override string ActionName() => "add_user";

    /// <inheritdoc/>
    public override string Role() => "maininstance";

    /// <inheritdoc/>
    public override Secret? CarriedPassword() => Password;

    /// <inheritdoc/>
    public override Effect Effect() => EffectOf(EffectKind.Creation, User, Host);
}
