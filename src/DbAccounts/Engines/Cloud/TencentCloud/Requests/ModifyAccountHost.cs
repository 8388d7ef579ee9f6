using DbAccounts.Changes;
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
}
