using System.Net.Http;
using System.Text.Json.Serialization;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Model;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Cloud.HuaweiCloud.Requests;

/// <summary>POST /v3/{project_id}/instances/{instance_id}/users/{username}/password</summary>
[Document(DdmDocument.Reset)]
internal sealed class ResetDdmUserPassword : DdmRequest
{
    [JsonIgnore, DbParameter(nameof(ResetPassword.Account))]
    [Mandatory]
    public string? Username { get; set; }

    [JsonPropertyName("password"), DbParameter(nameof(ResetPassword.Password))]
    [Mandatory, Length(8, 32), CharacterClasses(3, "~!@#%^*-_+?", AlsoSpecial = "/"), NotNameNorReverse(nameof(Username))]
    public Secret? Password { get; set; }

    /// <inheritdoc/>
    public override string AccountName() => Username ?? "";

    /// <inheritdoc/>
    public override (HttpMethod Method, string[] Path) Route() => (HttpMethod.Post, [AccountName(), "password"]);

    /// <inheritdoc/>
    public override Secret? CarriedPassword() => Password;

    /// <inheritdoc/>
    public override Effect Effect() => EffectOf(EffectKind.Password);
}
