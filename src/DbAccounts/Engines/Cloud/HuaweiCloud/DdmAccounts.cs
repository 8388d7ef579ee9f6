using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using DbAccounts.Engines.Delivery;
using DbAccounts.Execution;
using DbAccounts.Model;

namespace DbAccounts.Engines.Cloud.HuaweiCloud;

/// <summary>The accounts of an instance of DDM, for reading back.</summary>
internal sealed class DdmAccounts(DdmEngine engine, DbInstance instance) : AccountReader(instance)
{
    // What is read earlier may be older than the change.
    private static readonly TimeSpan[] _waits = [RecentChanges.LongestLag, TimeSpan.FromSeconds(1)];

    /// <inheritdoc/>
    public override bool IsImmediate => true;

    /// <inheritdoc/>
    public override IReadOnlyList<TimeSpan> Waits(Effect effect) => _waits;

    /// <inheritdoc/>
    public override Task<DbAccount?> FindAsync(DbAccountIdentity account, CallContext context) =>
        engine.FindOrNullAsync(Instance, account.Name, context);

    /// <inheritdoc/>
    public override DateTime? CreatedUtc(DbAccount account) => account.Created;
}
