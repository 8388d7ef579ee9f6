using System.Collections.Generic;
using System.Net.Http;
using System.Text.Json.Serialization;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.HuaweiCloud.Requests;

/// <summary>POST /v3/{project_id}/instances/{instance_id}/users</summary>
[Document(DdmDocument.Create)]
internal sealed class CreateDdmUser : DdmRequest
{
    [JsonPropertyName("name"), DbParameter(nameof(CreateAccount.Name))]
    [Mandatory, Length(1, 32), FirstCharacter(nameof(Messages.RuleBeginsWithLetter), Is = Alphabet.Letters)]
    [Characters(Alphabet.Word, nameof(Messages.RuleWord))]
    public string? Name { get; set; }

    // One Chinese edition adds a slash to the special characters: accepted, not generated.
    [JsonPropertyName("password"), DbParameter(nameof(CreateAccount.Password))]
    [Mandatory, Length(8, 32), CharacterClasses(3, "~!@#%^*-_+?", AlsoSpecial = "/"), NotNameNorReverse(nameof(Name))]
    public Secret? Password { get; set; }

    [JsonPropertyName("base_authority"), DbParameter(nameof(CreateAccount.Privilege)), OnLevel(DbPrivilegeLevel.Database)]
    [Mandatory, OneOf("CREATE", "DROP", "ALTER", "INDEX", "INSERT", "DELETE", "UPDATE", "SELECT", Noun = nameof(Messages.NounPrivilege))]
    public IReadOnlyList<string>? BaseAuthority { get; set; }

    [JsonPropertyName("description"), DbParameter(nameof(CreateAccount.Description))]
    [Length(0, 256)]
    public string? Description { get; set; }

    [JsonPropertyName("password_lifetime"), DbParameter(nameof(CreateAccount.PasswordLifetime))]
    [Range(0, 65535, nameof(Messages.UnitDays))]
    public long? PasswordLifetime { get; set; }

    [JsonPropertyName("databases")]
    public IReadOnlyList<RelatedSchema>? Databases { get; set; }

    /// <inheritdoc/>
    public override string AccountName() => Name ?? "";

    /// <inheritdoc/>
    public override (HttpMethod Method, string[] Path) Route() => (HttpMethod.Post, []);

    /// <inheritdoc/>
    public override Secret? CarriedPassword() => Password;

    /// <summary>An account that shows something else was not created so; what it doesn't show proves nothing.</summary>
    public override Effect Effect()
    {
        (IReadOnlyList<string>? authority, IReadOnlyList<RelatedSchema> schemas, string? description) =
            (BaseAuthority, Databases ?? [], Description);
        return EffectOf(EffectKind.Creation, found => new UpdateDdmUser
        {
            BaseAuthority = found.Privilege is null ? null : authority,
            Databases = found.Database is null ? null : schemas,
            Description = found.Description is null ? null : description,
        }.IsShownBy(found));
    }
}
