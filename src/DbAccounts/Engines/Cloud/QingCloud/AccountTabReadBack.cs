using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines.Cloud.QingCloud.Requests;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;

namespace DbAccounts.Engines.Cloud.QingCloud;

/// <summary>
/// Looks in the cluster's list of accounts for signs of a change. What is listed may have been so before, so a sign proves nothing
/// alone: but a change that shows signs of having been made is not proven not to have been. That an account is not there is proven.
/// </summary>
internal sealed class AccountTabReadBack(DbInstance instance, string? role, AccountTab.Reader read, CallContext context)
{
    /// <summary>Looks for the account of a change.</summary>
    public async Task<AccountTabFinding> LookAsync(object request, DbJob job)
    {
        DbAccountList listed;
        try
        {
            // That a list may be cut is nothing to warn of here: nobody is shown it.
            listed = await AccountTab.ReadAsync(instance, role, read, context with { Warning = _ => { } }).ConfigureAwait(false);
        }
        catch (DbAccountsException)
        {
            // No sign is no proof: the jobs have to do.
            return AccountTabFinding.None;
        }

        string name = job.Account[0];
        return request switch
        {
            AddUser add => Added(Hosts(listed, add.User, add.Host)),
            AddCkUser add => Added(Named(listed, add.User)),
            AddUsers add => Added(Named(listed, add.Name)),
            DelUser del => Removed(Hosts(listed, del.User, del.Host)),
            DelCkUser del => Removed(Named(listed, del.User)),
            RemoveUsers remove => Removed(Named(listed, remove.Name)),
            ModifyUsers modify when !listed.IsWhole && !Find(listed, modify.Name).Any() => AccountTabFinding.None,
            ModifyUsers modify => new AccountTabFinding(null, Modified(
                name, modify, Find(listed, modify.Name).FirstOrDefault(), job.Operation == nameof(OperationKind.ResetPassword))),
            _ => AccountTabFinding.None,
        };

        AccountTabFinding Added(bool[] found) => found.Contains(true)
            ? new AccountTabFinding(true, $"'{name}' is listed: it may be from before")
            : new AccountTabFinding(listed.IsWhole ? false : null, null);

        // What a list that is cut doesn't show may be there, or not: only what it shows is a sign.
        AccountTabFinding Removed(bool[] found) => !found.Contains(false) ? new AccountTabFinding(true, null)
            : !listed.IsWhole ? AccountTabFinding.None
            : new AccountTabFinding(found.Contains(true) ? null : false, $"'{name}' is not listed: it may have been gone before");
    }

    // The list shows nothing of passwords. A reset sends the hosts that it has read, so there only others are a sign: of somebody else.
    private static string? Modified(string name, ModifyUsers sent, DbAccount? found, bool isReset)
    {
        if (found is null)
        {
            return $"'{name}' is not listed";
        }

        if (found.AllowedHost is not { } hosts)
        {
            return null;
        }

        bool areSent = new HashSet<string>(hosts, StringComparer.OrdinalIgnoreCase).SetEquals(sent.Networks ?? []);
        return isReset == areSent ? null
            : isReset ? $"'{name}' shows other hosts than were sent along with the password"
            : $"'{name}' shows the hosts that were sent: it may have had them before";
    }

    /// <summary>For each host, whether the account is listed with it; without hosts in the list, whether it is listed.</summary>
    private static bool[] Hosts(IEnumerable<DbAccount> listed, string? name, IEnumerable<string>? hosts)
    {
        DbAccount[] found = [.. Find(listed, name)];
        return
        [
            .. (hosts ?? []).Select(host => found.Any(account =>
                account.AllowedHost is null || account.AllowedHost.Contains(host, StringComparer.OrdinalIgnoreCase))),
        ];
    }

    private static bool[] Named(IEnumerable<DbAccount> listed, string? name) => [Find(listed, name).Any()];

    private static IEnumerable<DbAccount> Find(IEnumerable<DbAccount> listed, string? name) =>
        listed.Where(account => account.Name == name);
}
