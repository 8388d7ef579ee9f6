using DbAccounts.Changes;
using DbAccounts.Model;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Cloud.TencentCloud.Requests;

/// <summary>An account: (user, host) is its identity.</summary>
internal class Account
{
    [DbParameter("Account"), Mandatory, Length(1, 32)]
    public virtual string? User { get; set; }

    [DbParameter(nameof(CreateAccount.AllowedHost)), Mandatory]
    public string? Host { get; set; }

    /// <summary>The account that it is.</summary>
    public DbAccountIdentity Identity() => new(User ?? "", Host);
}
