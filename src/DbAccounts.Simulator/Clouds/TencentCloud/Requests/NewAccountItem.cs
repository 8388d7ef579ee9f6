using DbAccounts.Engines.Cloud.TencentCloud.Requests;
using DbAccounts.Rules;

namespace DbAccounts.Simulator.Clouds.TencentCloud.Requests;

/// <summary>An account that is to be created.</summary>
internal sealed class NewAccountItem : AccountItem
{
    [JudgedBy(typeof(NewAccount), nameof(NewAccount.User))]
    public override string? User { get; set; }
}
