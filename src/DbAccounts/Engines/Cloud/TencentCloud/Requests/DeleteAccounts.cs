using System.Collections.Generic;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Cloud.TencentCloud.Requests;

/// <summary>Deletes accounts; root is refused.</summary>
[Document(TencentDocument.DeleteAccounts)]
internal sealed class DeleteAccounts : TencentRequest
{
    [Mandatory]
    public IReadOnlyList<DeletedAccount>? Accounts { get; set; }
}
