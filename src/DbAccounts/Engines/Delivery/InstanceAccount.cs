using DbAccounts.Model;

namespace DbAccounts.Engines.Delivery;

/// <summary>One account on one instance at one address, as this process remembers it.</summary>
internal readonly record struct InstanceAccount(DbInstanceName Instance, DbAccountIdentity Account)
{
    /// <summary>The key of an account, as a job names it.</summary>
    public static InstanceAccount Of(DbInstance instance, string account)
    {
        int at = instance.Client.Info.HostIsIdentity ? account.LastIndexOf('@') : -1;
        return new InstanceAccount(
            instance.Key,
            at <= 0 ? new DbAccountIdentity(account, null) : new DbAccountIdentity(account.Substring(0, at), account.Substring(at + 1)));
    }
}
