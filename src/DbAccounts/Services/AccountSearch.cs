using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Model;

namespace DbAccounts.Services;

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
        DbAccountList all;
        try
        {
            all = await instance.Client.ListAccountsAsync(instance, context with { Warning = _ => { } }).ConfigureAwait(false);
        }
        catch (DbAccountsException)
        {
            // What the service said stands, whatever keeps the list from being read.
            return error;
        }

        bool hasHosts = instance.Client.Info.HostIsIdentity;
        IEnumerable<DbAccountIdentity> others =
            from found in all
            where string.Equals(found.Name, account.Name, StringComparison.OrdinalIgnoreCase)
            let other = hasHosts ? DbAccountIdentity.Of(found) : new DbAccountIdentity(found.Name, null)
            where other.ToString() != account.ToString()
            select other;
        return DbError.AccountNotFoundAmong(account, instance.Key, [.. others], error);
    }
}
