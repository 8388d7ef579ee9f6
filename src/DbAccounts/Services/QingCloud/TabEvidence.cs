using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Services.QingCloud.Requests;

namespace DbAccounts.Services.QingCloud;

/// <summary>
/// Looks in the cluster's list of accounts for signs that a change was made. They prove nothing alone: what is listed
/// may have been so before. But a change that shows signs of having been made is not proven not to have been.
/// </summary>
internal sealed class TabEvidence(DbInstance instance, string? role, AccountTab.Reader read, CallContext context)
{
    /// <summary>The sign that a change was made, in a clause; null where there is none, or no list that can be read.</summary>
    public async Task<string?> SignOfAsync(object request, DbJob job)
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
            return null;
        }

        string name = job.Account[0];
        return request switch
        {
            // What a list that is cut doesn't show may be there, or not: only what it shows is a sign.
            DelUser or DelCkUser or RemoveUsers when !listed.IsWhole => null,
            ModifyUsers modify when !listed.IsWhole && !Find(listed, modify.Name).Any() => null,
            AddUser add => IfAny(name, Hosts(listed, add.User, add.Host).Any(found => found)),
            AddCkUser add => IfAny(name, Find(listed, add.User).Any()),
            AddUsers add => IfAny(name, Find(listed, add.Name).Any()),
            DelUser del => IfGone(name, !Hosts(listed, del.User, del.Host).All(found => found)),
            DelCkUser del => IfGone(name, !Find(listed, del.User).Any()),
            RemoveUsers remove => IfGone(name, !Find(listed, remove.Name).Any()),
            ModifyUsers modify => Modified(
                name, modify, Find(listed, modify.Name).FirstOrDefault(), job.Operation == nameof(OperationKind.ResetPassword)),
            _ => null,
        };
    }

    private static string? IfAny(string name, bool isListed) => isListed ? $"'{name}' is listed: it may be from before" : null;

    private static string? IfGone(string name, bool isGone) => isGone ? $"'{name}' is not listed: it may have been gone before" : null;

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
    private static IEnumerable<bool> Hosts(IEnumerable<DbAccount> listed, string? name, IEnumerable<string>? hosts)
    {
        DbAccount[] found = [.. Find(listed, name)];
        return (hosts ?? []).Select(host => found.Any(
            account => account.AllowedHost is null || account.AllowedHost.Contains(host, StringComparer.OrdinalIgnoreCase)));
    }

    private static IEnumerable<DbAccount> Find(IEnumerable<DbAccount> listed, string? name) =>
        listed.Where(account => account.Name == name);
}
