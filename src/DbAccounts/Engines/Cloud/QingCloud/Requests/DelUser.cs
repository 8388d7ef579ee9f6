using System.Collections.Generic;
using System.Text.Json.Serialization;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Cloud.QingCloud.Requests;

/// <summary>The service_params of MySQL Plus <c>del_user</c>.</summary>
[Document(QingCloudDocument.DelUser)]
internal sealed class DelUser : QingCloudRequest
{
    [JsonPropertyName("host"), DbParameter(nameof(CreateAccount.AllowedHost))]
    [JsonConverter(typeof(SemicolonListConverter))]
    [Mandatory]
    public IReadOnlyList<string>? Host { get; set; }

    [JsonPropertyName("user"), DbParameter(nameof(RemoveAccount.Account))]
    [Mandatory, NotOneOf("root", "qc_admin", "qc_repl", "qc_check")]
    public string? User { get; set; }

    /// <inheritdoc/>
    public override string ActionName() => "del_user";

    /// <inheritdoc/>
    public override string Role() => "maininstance";

    /// <inheritdoc/>
    public override Effect Effect() => EffectOf(EffectKind.Removal, User, Host);
}
