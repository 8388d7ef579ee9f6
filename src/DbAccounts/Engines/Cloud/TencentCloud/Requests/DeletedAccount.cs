using DbAccounts.Rules;

namespace DbAccounts.Engines.Cloud.TencentCloud.Requests;

/// <summary>An account to be deleted.</summary>
internal sealed class DeletedAccount : Account
{
    [DbParameter("Account"), Mandatory, Length(1, 32)]
    [NotOneOf("root")]
    public override string? User { get; set; }
}
