using System.Text.Json.Serialization;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Cloud.QingCloud.Requests;

/// <summary>The service_params of <c>del_ck_user</c>.</summary>
[Document(QingCloudDocument.DelCkUser)]
internal sealed class DelCkUser : QingCloudRequest
{
    [JsonPropertyName("user"), DbParameter(nameof(RemoveAccount.Account))]
    [Mandatory]
    public string? User { get; set; }

    /// <inheritdoc/>
    public override string ActionName() => "del_ck_user";

    /// <inheritdoc/>
    public override string Role() => "analysis";

    /// <inheritdoc/>
    public override Effect Effect() => EffectOf(EffectKind.Removal, User);
}
