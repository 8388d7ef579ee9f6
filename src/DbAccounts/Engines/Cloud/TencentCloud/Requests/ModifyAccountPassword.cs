using System.Collections.Generic;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Model;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Cloud.TencentCloud.Requests;

/// <summary>Gives accounts another password.</summary>
[Document(TencentDocument.ModifyAccountPassword)]
internal sealed class ModifyAccountPassword : TencentRequest
{
    [DbParameter(nameof(ResetPassword.Password))]
    [Mandatory, Length(8, 64), CharacterClasses(2, "_+-&=!@#$%^*()", AlsoSpecial = ",.|", LettersAreOneClass = true)]
    public Secret? NewPassword { get; set; }

    [Mandatory]
    public IReadOnlyList<Account>? Accounts { get; set; }

    /// <inheritdoc/>
    public override IReadOnlyList<Account>? Named() => Accounts;

    /// <inheritdoc/>
    public override Secret? CarriedPassword() => NewPassword;

    /// <inheritdoc/>
    public override Effect Effect() => EffectOf(EffectKind.Password);
}
