using System.Collections.Generic;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Engines.Planning;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Cloud.TencentCloud.Requests;

/// <summary>Changes how many connections accounts may hold at once.</summary>
[Document(TencentDocument.ModifyAccountMaxUserConnections)]
internal sealed class ModifyAccountMaxUserConnections : TencentRequest
{
    [Mandatory]
    public IReadOnlyList<Account>? Accounts { get; set; }

    [DbParameter(nameof(ModifyAccount.MaxUserConnections)), Mandatory, Range(0, 10240, "")]
    public int? MaxUserConnections { get; set; }

    /// <inheritdoc/>
    public override IReadOnlyList<Account>? Named() => Accounts;

    /// <inheritdoc/>
    public override Effect Effect() => EffectOf(EffectKind.Settings, found => found.MaxUserConnections == MaxUserConnections);

    /// <inheritdoc/>
    public override AccountChange? PartOf(AccountChange whole) =>
        whole is ModifyAccount ? new ModifyAccount(whole.Account) { MaxUserConnections = MaxUserConnections } : null;

    /// <inheritdoc/>
    public override ServiceRequest Joined(IReadOnlyList<ServiceRequest> equal) => new ModifyAccountMaxUserConnections
    {
        InstanceId = InstanceId,
        Accounts = All<Account>(equal),
        MaxUserConnections = MaxUserConnections,
    };
}
