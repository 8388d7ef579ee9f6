using DbAccounts.Engines.Cloud.TencentCloud.Requests;
using DbAccounts.Rules;

namespace DbAccounts.Simulator.Clouds.TencentCloud.Requests;

/// <summary>An account in a request.</summary>
internal class AccountItem
{
    [JudgedBy(typeof(Account), nameof(Account.User))]
    public virtual string? User { get; set; }

    [JudgedBy(typeof(Account), nameof(Account.Host))]
    public string? Host { get; set; }
}
