using System.Collections.Generic;
using DbAccounts.Changes;
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
}
