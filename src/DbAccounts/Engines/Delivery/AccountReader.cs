using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using DbAccounts.Execution;
using DbAccounts.Model;

namespace DbAccounts.Engines.Delivery;

/// <summary>What a service shows of accounts after a change, for reading back.</summary>
/// <param name="instance">Where.</param>
internal abstract class AccountReader(DbInstance instance)
{
    /// <summary>Where.</summary>
    protected DbInstance Instance => instance;

    /// <summary>True where changes have ended when they are answered.</summary>
    public abstract bool IsImmediate { get; }

    /// <summary>How long to wait before each look. What may be made twice is sent again sooner.</summary>
    public abstract IReadOnlyList<TimeSpan> Waits(Effect effect);

    /// <summary>The account; null where it is proven not to be there.</summary>
    public abstract Task<DbAccount?> FindAsync(DbAccountIdentity account, CallContext context);

    /// <summary>When a listed account was created, UTC; null where the service does not tell.</summary>
    public abstract DateTime? CreatedUtc(DbAccount account);

    /// <summary>What an account holds.</summary>
    public Task<DbPrivilegeSet> PrivilegesAsync(DbAccountIdentity account, CallContext context) =>
        instance.Client.GetPrivilegesAsync(instance, account, context);

    /// <summary>How far the service's clock is off, by accounts that are not to be judged themselves; null is not known.</summary>
    public Task<ServiceClock?> ReadClockAsync(DbJob job, CallContext context) => ServiceClock.ReadAsync(
        instance,
        job.Account,
        async known => await FindAsync(known, context).ConfigureAwait(false) is { Created: not null } found ? CreatedUtc(found) : null,
        context);
}
