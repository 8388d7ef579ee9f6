using DbAccounts.Engines.Cloud.TencentCloud.Requests;
using DbAccounts.Rules;

namespace DbAccounts.Simulator.Clouds.TencentCloud.Requests;

/// <summary>An account that is to be deleted.</summary>
internal sealed class DeletedAccountItem : AccountItem
{
    [JudgedBy(typeof(DeletedAccount), nameof(DeletedAccount.User))]
    public override string? User { get; set; }
}
