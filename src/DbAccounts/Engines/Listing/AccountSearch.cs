using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;

namespace DbAccounts.Engines.Listing;

/// <summary>Looks for what is there in place of an account that is not.</summary>
internal static class AccountSearch
{
    /// <summary>The error with the accounts that have the same name, in whatever case, and other hosts.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="account">The account that is not there.</param>
    /// <param name="error">What the service said.</param>
    /// <param name="context">Cancellation and messages.</param>
    public static async Task<DbAccountsException> ExplainAsync(
        DbInstance instance, DbAccountIdentity account, DbAccountsException error, CallContext context)
    {
        if (instance.Client is IRoleNames roles && await roles.IsRoleAsync(instance, account.Name, context).ConfigureAwait(false))
        {
            return DbError.AccountIsRole(account, instance.Key, error);
        }

        if (RecentChanges.IsBeingCreated(instance, account.ToString(), context))
        {
            return DbError.AccountNotYet(account, instance.Key, error);
        }

        // What the service said stands, whatever keeps the list from being read.
        return await OthersAsync(instance, account, context).ConfigureAwait(false) is ({ } others, var all)
            ? DbError.AccountNotFoundAmong(account, instance.Key, others, error, [.. all.Select(one => one.ToString()).Distinct()])
            : context.SeenAccounts?.Invoke(instance.Key).ToArray() is { Length: > 0 } seen
                && DbError.AccountNotFoundAmong(account, instance.Key, [], error, [.. seen.Where(one => one != account.ToString())]) is { Near: not null } near
                ? near
            : error;
    }

    /// <summary>
    /// The error of a job that failed, with what is there where one of its accounts is not: no service says so in a code.
    /// </summary>
    public static async Task<DbAccountsException> ExplainAsync(
        DbInstance instance, DbJob job, DbAccountsException error, CallContext context)
    {
        if (job.Operation is "" or nameof(OperationKind.CreateAccount))
        {
            return job.Operation.Length == 0 || !instance.Client.Info.AccountHasHostList
                ? error : await ExplainCreationAsync(instance, job, error, context).ConfigureAwait(false);
        }

        foreach (string text in job.Account.Where(text => text.Length > 0))
        {
            DbAccountIdentity account =
                instance.Client.Info.HostIsIdentity ? new DbAccountIdentity(text) : new DbAccountIdentity(text, null);
            if (await OthersAsync(instance, account, context, unlessThere: true).ConfigureAwait(false) is ({ } others, var all))
            {
                return DbError.JobFailedWithout(error, account, instance.Key, others, [.. all.Select(one => one.ToString()).Distinct()]);
            }
        }

        return error;
    }

    // Two accounts of a name can't share a host where one has several, and no job says so in words.
    private static async Task<DbAccountsException> ExplainCreationAsync(
        DbInstance instance, DbJob job, DbAccountsException error, CallContext context)
    {
        foreach (DbAccountIdentity account in job.Account.Where(text => text.Length > 0).Select(text => new DbAccountIdentity(text)))
        {
            if (await OthersAsync(instance, account, context).ConfigureAwait(false) is ({ } _, var all)
                && DbAccountIdentity.SharingHost(account, all.Select(DbAccountIdentity.Of)) is { } other)
            {
                return DbError.JobFailedBeside(error, other, instance.Key);
            }
        }

        return error;
    }

    // Null where the list can't be read, or does not show all, and on demand where the account is there.
    private static async Task<(IReadOnlyList<DbAccountIdentity> Others, DbAccountList All)?> OthersAsync(
        DbInstance instance, DbAccountIdentity account, CallContext context, bool unlessThere = false)
    {
        DbAccountList all;
        try
        {
            all = await instance.Client.ListAccountsAsync(instance, context with { Warning = _ => { } }).ConfigureAwait(false);
        }
        catch (DbAccountsException)
        {
            return null;
        }

        bool hasHosts = instance.Client.Info.HostIsIdentity;
        DbAccountIdentity[] named =
        [
            .. from found in all
               where string.Equals(found.Name, account.Name, StringComparison.OrdinalIgnoreCase)
               select hasHosts ? DbAccountIdentity.Of(found) : new DbAccountIdentity(found.Name, null),
        ];
        return unlessThere && (!all.IsWhole || named.Any(account.Equals))
            ? null
            : ([.. named.Where(other => other.ToString() != account.ToString())], all);
    }
}
