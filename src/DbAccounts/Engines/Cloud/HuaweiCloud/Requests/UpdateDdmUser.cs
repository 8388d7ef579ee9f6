using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json.Serialization;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.HuaweiCloud.Requests;

/// <summary>PUT /v3/{project_id}/instances/{instance_id}/users/{username}; a field that is present replaces the whole of it.</summary>
[Document(DdmDocument.Update)]
[AtLeastOneOf(
    nameof(ModifyAccount.Privilege),
    nameof(ModifyAccount.Description),
    nameof(ModifyAccount.Database),
    nameof(ModifyAccount.PasswordLifetime))]
internal sealed class UpdateDdmUser : DdmRequest
{
    [JsonIgnore, DbParameter(nameof(ModifyAccount.Account))]
    [Mandatory]
    public string? Username { get; set; }

    [JsonPropertyName("base_authority"), DbParameter(nameof(ModifyAccount.Privilege)), OnLevel(DbPrivilegeLevel.Database)]
    [OneOf("CREATE", "DROP", "ALTER", "INDEX", "INSERT", "DELETE", "UPDATE", "SELECT", Noun = nameof(Messages.NounPrivilege))]
    [NotEmptyList(nameof(Messages.RuleOnePrivilege), Source = DdmDocument.AtLeastOnePermission)]
    public IReadOnlyList<string>? BaseAuthority { get; set; }

    [JsonPropertyName("description"), DbParameter(nameof(ModifyAccount.Description))]
    [Length(0, 256, Source = DdmDocument.Create)]
    public string? Description { get; set; }

    [JsonPropertyName("password_lifetime"), DbParameter(nameof(ModifyAccount.PasswordLifetime))]
    [Range(0, 65535, nameof(Messages.UnitDays))]
    public long? PasswordLifetime { get; set; }

    [JsonPropertyName("databases"), DbParameter(nameof(ModifyAccount.Database))]
    public IReadOnlyList<RelatedSchema>? Databases { get; set; }

    /// <inheritdoc/>
    public override string AccountName() => Username ?? "";

    /// <inheritdoc/>
    public override (HttpMethod Method, string[] Path) Route() => (HttpMethod.Put, [AccountName()]);

    /// <inheritdoc/>
    public override Effect Effect() => EffectOf(EffectKind.Settings, IsShownBy) with
    {
        NotTold = found => Description is not null && found.Description is null ? Messages.DescriptionNotTold : null,
        // That all schemas can be taken away is not documented.
        IsVerified = Databases is { Count: 0 },
    };

    /// <summary>True when the account shows what was sent. Privileges come back in another order, schemas maybe in another case.</summary>
    public bool IsShownBy(DbAccount account) =>
        (BaseAuthority is null || new HashSet<string>(account.Privilege ?? []).SetEquals(BaseAuthority))
        && (Databases is null
            || new HashSet<string>(account.Database ?? [], StringComparer.OrdinalIgnoreCase).SetEquals(Databases.Select(schema => schema.Name!)))
        && (Description is null || Description == (account.Description ?? ""))
        && (PasswordLifetime is null || PasswordLifetime == (account.PasswordLifetime ?? 0));
}
