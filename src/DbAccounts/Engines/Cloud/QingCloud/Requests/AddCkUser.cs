using System.Collections.Generic;
using System.Text.Json.Serialization;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.QingCloud.Requests;

/// <summary>The service_params of <c>add_ck_user</c>, which creates an account of the ClickHouse analysis instance.</summary>
[Document(QingCloudDocument.AddCkUser)]
internal sealed class AddCkUser : QingCloudRequest
{
    [JsonPropertyName("passwd"), DbParameter(nameof(CreateAccount.Password))]
    [Mandatory, Length(8, 32), CharacterClasses(4, "@#$%^&*_+-=")]
    public Secret? Password { get; set; }

    [JsonPropertyName("host"), DbParameter(nameof(CreateAccount.AllowedHost))]
    [JsonConverter(typeof(SemicolonListConverter))]
    [Mandatory]
    public IReadOnlyList<string>? Host { get; set; }

    [JsonPropertyName("user"), DbParameter(nameof(CreateAccount.Name))]
    [Mandatory, Length(2, 26), Characters(Alphabet.Word, nameof(Messages.RuleAsciiWord))]
    [NotOneOf("default")]
    public string? User { get; set; }

    /// <inheritdoc/>
    public override string ActionName() => "add_ck_user";

    /// <inheritdoc/>
    public override string Role() => "analysis";

    /// <inheritdoc/>
    public override Secret? CarriedPassword() => Password;

    /// <inheritdoc/>
    public override Effect Effect() => EffectOf(EffectKind.Creation, User);
}
