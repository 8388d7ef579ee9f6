using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Engines.Delivery;
using DbAccounts.Execution;
using DbAccounts.Model;

namespace DbAccounts.Engines.Cloud.TencentCloud;

/// <summary>The accounts of an instance of TencentDB, for reading back.</summary>
internal sealed class TencentAccounts(TencentMySqlEngine engine, DbInstance instance) : AccountReader(instance)
{
    private static readonly TimeSpan[] _briefly = [RecentChanges.LongestLag, TimeSpan.FromSeconds(2)];
    private static readonly TimeSpan[] _thoroughly = [.. _briefly, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3)];

    /// <inheritdoc/>
    public override bool IsImmediate => false;

    /// <inheritdoc/>
    public override IReadOnlyList<TimeSpan> Waits(Effect effect) => effect.IsRepeatable ? _briefly : _thoroughly;

    /// <inheritdoc/>
    public override async Task<DbAccount?> FindAsync(DbAccountIdentity account, CallContext context) =>
        (await engine.LookUpAsync(Instance, account.Name, context).ConfigureAwait(false))
        .FirstOrDefault(found => DbAccountIdentity.Of(found).Equals(account));

    /// <inheritdoc/>
    public override DateTime? CreatedUtc(DbAccount account) => account.Created ?? account.Modified;
}
