using System.Collections.Generic;
using DbAccounts.Rules;

namespace DbAccounts.Services.TencentCloud.Requests;

/// <summary>Deletes accounts; root is refused.</summary>
[Document(TencentDocument.DeleteAccounts)]
internal sealed class DeleteAccounts
{
    public string? InstanceId { get; set; }

    [Mandatory]
    public IReadOnlyList<DeletedAccount>? Accounts { get; set; }
}
