using System.Net.Http;
using System.Text.Json.Serialization;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Cloud.HuaweiCloud.Requests;

/// <summary>DELETE /v3/{project_id}/instances/{instance_id}/users/{username}</summary>
[Document(DdmDocument.Delete)]
internal sealed class DeleteDdmUser : DdmRequest
{
    [JsonIgnore, DbParameter(nameof(RemoveAccount.Account))]
    [Mandatory]
    public string? Username { get; set; }

    /// <inheritdoc/>
    public override string AccountName() => Username ?? "";

    /// <inheritdoc/>
    public override (HttpMethod Method, string[] Path) Route() => (HttpMethod.Delete, [AccountName()]);

    /// <inheritdoc/>
    public override Effect Effect() => EffectOf(EffectKind.Removal);
}
