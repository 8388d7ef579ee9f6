using System.Collections.Generic;
using DbAccounts.Engines.Delivery;
using DbAccounts.Engines.Planning;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Cloud.TencentCloud.Requests;

/// <summary>Deletes accounts; root is refused.</summary>
[Document(TencentDocument.DeleteAccounts)]
internal sealed class DeleteAccounts : TencentRequest
{
    [Mandatory]
    public IReadOnlyList<DeletedAccount>? Accounts { get; set; }

    /// <inheritdoc/>
    public override IReadOnlyList<Account>? Named() => Accounts;

    /// <inheritdoc/>
    public override Effect Effect() => EffectOf(EffectKind.Removal);

    /// <inheritdoc/>
    public override ServiceRequest Joined(IReadOnlyList<ServiceRequest> equal) =>
        new DeleteAccounts { InstanceId = InstanceId, Accounts = All<DeletedAccount>(equal) };
}
