using System.Collections.Generic;
using System.Text.Json.Serialization;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.QingCloud.Requests;

/// <summary>The service_params of ChronusDB <c>add_users</c>. The documents set no lengths.</summary>
[Document(QingCloudDocument.AddUsers)]
internal sealed class AddUsers : QingCloudRequest
{
    [JsonPropertyName("user_networks"), DbParameter(nameof(CreateAccount.AllowedHost))]
    [JsonConverter(typeof(SemicolonListConverter))]
    [Mandatory]
    public IReadOnlyList<string>? Networks { get; set; }

    // The table of the document calls it user_passwd; both of its encoded requests say user_password.
    [JsonPropertyName("user_password"), DbParameter(nameof(CreateAccount.Password))]
    [Mandatory, FirstCharacter(nameof(Messages.RuleNoFirstDigit), IsNot = Alphabet.Digits)]
    [CharacterClasses(0, "_", Source = QingCloudDocument.ChronusManual)]
    public Secret? Password { get; set; }

    [JsonPropertyName("user_name"), DbParameter(nameof(CreateAccount.Name))]
    [Mandatory, FirstCharacter(nameof(Messages.RuleNoFirstDigit), IsNot = Alphabet.Digits)]
    [Characters(Alphabet.Word, nameof(Messages.RuleAsciiWord), Source = QingCloudDocument.ChronusManual)]
    public string? Name { get; set; }

    /// <inheritdoc/>
    public override string ActionName() => "add_users";

    /// <inheritdoc/>
    public override Secret? CarriedPassword() => Password;

    /// <inheritdoc/>
    public override Effect Effect() => EffectOf(EffectKind.Creation, Name);
}
