using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.QingCloud.Requests;

/// <summary>The service_params of ChronusDB <c>modify_users</c>. No partial update is documented, so all three keys are sent.</summary>
[Document(QingCloudDocument.ModifyUsers)]
internal sealed class ModifyUsers : QingCloudRequest
{
    [JsonPropertyName("user_networks"), DbParameter(nameof(ModifyAccount.AllowedHost))]
    [JsonConverter(typeof(SemicolonListConverter))]
    [Mandatory]
    public IReadOnlyList<string>? Networks { get; set; }

    [JsonPropertyName("user_password"), DbParameter(nameof(ModifyAccount.Password))]
    [Mandatory, FirstCharacter(nameof(Messages.RuleNoFirstDigit), IsNot = Alphabet.Digits)]
    [CharacterClasses(0, "_", Source = QingCloudDocument.ChronusManual)]
    public Secret? Password { get; set; }

    [JsonPropertyName("user_name"), DbParameter(nameof(ModifyAccount.Account))]
    [Mandatory, FirstCharacter(nameof(Messages.RuleNoFirstDigit), IsNot = Alphabet.Digits)]
    public string? Name { get; set; }

    /// <inheritdoc/>
    public override string ActionName() => "modify_users";

    /// <inheritdoc/>
    public override Secret? CarriedPassword() => Password;

    /// <summary>Hosts are what a list shows of it, if anything.</summary>
    public override Effect Effect()
    {
        IReadOnlyList<string> networks = Networks ?? [];
        return EffectOf(EffectKind.Settings, Name) with
        {
            IsShownBy = found => new HashSet<string>(found.AllowedHost ?? [], StringComparer.OrdinalIgnoreCase).SetEquals(networks),
        };
    }
}
