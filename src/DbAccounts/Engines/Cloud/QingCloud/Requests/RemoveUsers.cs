using System.Text.Json.Serialization;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Cloud.QingCloud.Requests;

/// <summary>The service_params of ChronusDB <c>remove_users</c>.</summary>
[Document(QingCloudDocument.RemoveUsers)]
internal sealed class RemoveUsers : QingCloudRequest
{
    [JsonPropertyName("user_name"), DbParameter(nameof(RemoveAccount.Account))]
    [Mandatory]
    public string? Name { get; set; }

    /// <inheritdoc/>
    public override string ActionName() => "remove_users";

    /// <inheritdoc/>
    public override Effect Effect() => EffectOf(EffectKind.Removal, Name);
}
