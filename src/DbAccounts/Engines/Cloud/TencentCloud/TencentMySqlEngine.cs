using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines.Cloud.TencentCloud.Requests;
using DbAccounts.Engines.Delivery;
using DbAccounts.Engines.Listing;
using DbAccounts.Engines.Planning;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Formats;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.TencentCloud;

/// <summary>TencentDB for MySQL. Accounts are (name, host) pairs, changes are asynchronous tasks.</summary>
internal sealed class TencentMySqlEngine() : TencentEngine(new TencentProduct("cdb", "2017-03-20"), TencentJson.Wire, TencentJson.Shown), IJobSource
{
    private const int PageSize = 100;

    // The limit of the action allows more; a few hide the way there and back.
    private const int PagesAhead = 4;

    /// <inheritdoc/>
    public override DbServiceInfo Info => TencentMySqlInfo.Info;

    /// <inheritdoc/>
    internal override PrivilegeCatalog PrivilegesOffered => TencentPrivileges.Offered;

    /// <inheritdoc/>
    public override Task VerifyAsync(DbInstance instance, CallContext context) =>
        ReadAsync(instance, "DescribeAccounts", context, ("InstanceId", instance.InstanceId), ("Limit", 1));

    /// <inheritdoc/>
    public override Task<DbAccountList> ListAccountsAsync(DbInstance instance, CallContext context) => ListAsync(instance, [], context);

    /// <inheritdoc/>
    public override async Task<DbPrivilegeSet> GetPrivilegesAsync(DbInstance instance, DbAccountIdentity account, CallContext context)
    {
        var held = DbPrivilegeSet.Empty;
        foreach (Account one in TencentMapping.Accounts<Account>(account))
        {
            JsonElement answer = await ReadAsync(
                instance,
                "DescribeAccountPrivileges",
                context,
                ("InstanceId", instance.InstanceId),
                ("User", one.User),
                ("Host", one.Host)).ConfigureAwait(false);
            if (!TencentMapping.HoldsPrivileges(answer))
            {
                // An answer that says nothing does not say that the account holds nothing.
                throw DbError.NotInAnswer("list 'GlobalPrivileges'");
            }

            held = held.Union(TencentMapping.Privileges(answer));
        }

        return held;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DbJob>> GetJobsAsync(DbInstance instance, IReadOnlyList<DbJob> jobs, CallContext context)
    {
        var found = new List<DbJob>();
        foreach (DbJob job in jobs)
        {
            try
            {
                JsonElement task = await ReadAsync(
                    instance, "DescribeAsyncRequestInfo", context, ("AsyncRequestId", job.Id)).ConfigureAwait(false);
                found.Add(TencentMapping.Refresh(job, task));
            }
            catch (DbAccountsException e) when (e.ErrorId == DbErrorId.JobNotFound)
            {
                // Left out of the result, as the contract says.
            }
        }

        return found;
    }

    /// <summary>
    /// The service filters by a regular expression: a name has few accounts, which one answer tells whatever happens to others.
    /// </summary>
    protected override Task<DbAccountList> ListNamedAsync(DbInstance instance, string name, CallContext context) =>
        ListAsync(instance, [("AccountRegexp", TencentMapping.Expression(name))], context);

    /// <inheritdoc/>
    protected override IReadOnlyList<ServiceRequest> Map(AccountChange change) => TencentMapping.Requests(change);

    /// <inheritdoc/>
    internal override IEnumerable<Violation> CheckTarget(AccountChange change) => TencentMapping.Check(change);

    /// <inheritdoc/>
    protected override void Address(ServiceRequest request, DbInstance instance) =>
        ((TencentRequest)request).InstanceId = instance.InstanceId;

    /// <inheritdoc/>
    public override bool ReadsToPlan(AccountChange change) =>
        change.Kind is OperationKind.SetPrivilege or OperationKind.RevokePrivilege;

    /// <inheritdoc/>
    protected override Task<Reading>? ReadAsync(DbInstance instance, AccountChange change, CallContext context) => change switch
    {
        ChangePrivilege { Kind: OperationKind.SetPrivilege } replacement => ReadRemovedAsync(instance, replacement, context),
        ChangePrivilege { Kind: OperationKind.RevokePrivilege } revoke => ReadHeldAsync(instance, revoke, context),
        _ => null,
    };

    /// <summary>Replacing takes away what isn't named: the plan says what that is.</summary>
    private async Task<Reading> ReadRemovedAsync(DbInstance instance, ChangePrivilege change, CallContext context)
    {
        DbPrivilegeSet held = await GetPrivilegesAsync(instance, change.Account, context).ConfigureAwait(false);
        return new Reading(change) { Effect = new ChangeEffect { Removed = held.Except(change.Privileges), Added = change.Privileges.Except(held) } };
    }

    /// <summary>Taking away what isn't held would have no effect, and nobody would say so: only what is held is revoked.</summary>
    private async Task<Reading> ReadHeldAsync(DbInstance instance, ChangePrivilege change, CallContext context)
    {
        string account = TencentMapping.Accounts<Account>(change.Account)[0].Identity().ToString();
        RevokeEffect effect;
        try
        {
            effect = await LookAsync().ConfigureAwait(false);
        }
        catch (DbAccountsException e) when (e.ErrorId == DbErrorId.AccessDenied)
        {
            context.Warning(Messages.RevokeNotJudged.With(account, e.Message));
            return new Reading(change);
        }

        TimeSpan lag = RecentChanges.LagOf(instance, account, context);
        if (!effect.NotHeld.IsEmpty && lag > TimeSpan.Zero && await context.TryWaitAsync(lag).ConfigureAwait(false))
        {
            effect = await LookAsync().ConfigureAwait(false);
        }

        // What a change that is under way gives is not held yet.
        bool isSure = !RecentChanges.IsUnderWay(instance, account, context);
        if ((isSure ? effect.Words() : effect.ElsewhereWords()) is { } words)
        {
            context.Warning(words);
        }

        return !isSure ? new Reading(change)
            : effect.Held.IsEmpty ? new Reading(change) { Effect = new ChangeEffect { ChangesNothing = true } }
            : new Reading(change with { Privileges = effect.Held }) { IsOfWhatIsHeld = true };

        async Task<RevokeEffect> LookAsync() => new(
            account, change.Privileges, await GetPrivilegesAsync(instance, change.Account, context).ConfigureAwait(false), change.AllOn);
    }

    /// <inheritdoc/>
    protected override AccountReader Accounts(DbInstance instance) => new TencentAccounts(this, instance);

    private Task<DbAccountList> ListAsync(DbInstance instance, (string Name, object? Value)[] filter, CallContext context)
    {
        bool canOrder = true;
        return AccountListing.ReadAsync(instance, "DescribeAccounts", ReadAsync, context, PagesAhead);

        async Task<AccountPage> ReadAsync(int start, bool inOrder)
        {
            // In the order of creation a removal moves only what follows it, and new accounts come last. SortBy is the direction.
            (string, object?)[] order = inOrder && canOrder ? [("SortBy", "ASC"), ("OrderBy", "CreateTime")] : [];
            try
            {
                return await ReadPageAsync(instance, start, [.. filter, .. order], context).ConfigureAwait(false);
            }
            catch (DbAccountsException e) when (order.Length > 0 && e.ErrorId == DbErrorId.RequestRefused)
            {
                // Not all of the service's documents know an order.
                canOrder = false;
                return await ReadPageAsync(instance, start, filter, context).ConfigureAwait(false);
            }
        }
    }

    private async Task<AccountPage> ReadPageAsync(
        DbInstance instance, int start, (string Name, object? Value)[] parameters, CallContext context)
    {
        JsonElement page = await ReadAsync(
            instance,
            "DescribeAccounts",
            context,
            [("InstanceId", instance.InstanceId), ("Offset", start), ("Limit", PageSize), .. parameters]).ConfigureAwait(false);
        long total = page.RequiredCount("TotalCount");
        return new AccountPage(start, [.. page.RequiredList("Items", total).Select(item => TencentMapping.Account(instance, item))], total);
    }
}
