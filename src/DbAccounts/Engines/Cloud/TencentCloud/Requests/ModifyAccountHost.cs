using System.Collections.Generic;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Model;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Cloud.TencentCloud.Requests;

/// <summary>Changes the host of one account, and with it the account's identity. The international site has no such action.</summary>
[Document(TencentDocument.ModifyAccountHost)]
internal sealed class ModifyAccountHost : TencentRequest
{
    [DbParameter(nameof(ModifyAccount.Account)), Mandatory, Length(1, 32, Source = TencentDocument.CreateAccounts)]
    public string? User { get; set; }

    [Mandatory]
    public string? Host { get; set; }

    [DbParameter(nameof(ModifyAccount.AllowedHost)), Mandatory]
    public string? NewHost { get; set; }

    /// <inheritdoc/>
    public override IReadOnlyList<Account>? Named() => null;

    /// <inheritdoc/>
    public override Effect Effect() => new(EffectKind.Move, [new DbAccountIdentity(User ?? "", Host)])
    {
        MovedTo = new DbAccountIdentity(User ?? "", NewHost),
    };

    /// <inheritdoc/>
    public override AccountChange? PartOf(AccountChange whole) =>
        whole is ModifyAccount ? new ModifyAccount(whole.Account) { AllowedHost = [NewHost!] } : null;
}
