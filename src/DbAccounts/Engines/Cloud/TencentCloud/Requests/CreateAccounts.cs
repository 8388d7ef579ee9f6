using System.Collections.Generic;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Model;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Cloud.TencentCloud.Requests;

/// <summary>Creates accounts with one password; privileges are granted afterwards.</summary>
[Document(TencentDocument.CreateAccounts)]
internal sealed class CreateAccounts : TencentRequest
{
    [Mandatory]
    public IReadOnlyList<NewAccount>? Accounts { get; set; }

    // The document for changing a password lists fewer special characters: those are generated, all of these accepted.
    [DbParameter(nameof(CreateAccount.Password))]
    [Mandatory, Length(8, 64), CharacterClasses(2, "_+-&=!@#$%^*()", AlsoSpecial = ",.|", LettersAreOneClass = true)]
    public Secret? Password { get; set; }

    [DbParameter(nameof(CreateAccount.Description)), Length(0, 255)]
    public string? Description { get; set; }

    [DbParameter(nameof(CreateAccount.MaxUserConnections)), Range(0, 10240, "")]
    public int? MaxUserConnections { get; set; }

    /// <inheritdoc/>
    public override IReadOnlyList<Account>? Named() => Accounts;

    /// <inheritdoc/>
    public override Secret? CarriedPassword() => Password;

    /// <inheritdoc/>
    public override Effect Effect()
    {
        (string? description, int? most) = (Description, MaxUserConnections);
        return EffectOf(EffectKind.Creation, found =>
            !(description is not null && found.Description is { } shown && description != shown)
            && !(most is not null && found.MaxUserConnections is { } limit && most != limit));
    }
}
