using System.Collections.Generic;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Engines.Planning;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Cloud.TencentCloud.Requests;

/// <summary>Changes the description of accounts.</summary>
[Document(TencentDocument.ModifyAccountDescription)]
internal sealed class ModifyAccountDescription : TencentRequest
{
    [Mandatory]
    public IReadOnlyList<Account>? Accounts { get; set; }

    [DbParameter(nameof(ModifyAccount.Description)), Length(0, 255)]
    public string? Description { get; set; }

    /// <inheritdoc/>
    public override IReadOnlyList<Account>? Named() => Accounts;

    /// <inheritdoc/>
    public override Effect Effect() => EffectOf(EffectKind.Settings, found => (found.Description ?? "") == (Description ?? ""));

    /// <inheritdoc/>
    public override AccountChange? PartOf(AccountChange whole) =>
        whole is ModifyAccount ? new ModifyAccount(whole.Account) { Description = Description } : null;

    /// <inheritdoc/>
    public override ServiceRequest Joined(IReadOnlyList<ServiceRequest> equal) =>
        new ModifyAccountDescription { InstanceId = InstanceId, Accounts = All<Account>(equal), Description = Description };
}
