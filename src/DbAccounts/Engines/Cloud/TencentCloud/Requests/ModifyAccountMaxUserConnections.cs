using System.Collections.Generic;
using DbAccounts.Changes;
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
}
