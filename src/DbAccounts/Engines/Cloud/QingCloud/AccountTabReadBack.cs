using System;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.QingCloud;

/// <summary>
/// Looks in the cluster's list of accounts for signs of a change. What is listed may have been so before, so a sign proves nothing
/// alone: but a change that shows signs of having been made is not proven not to have been. That an account is not there is proven.
/// </summary>
internal sealed class AccountTabReadBack(DbInstance instance, string? role, AccountTab.Reader read, CallContext context)
{
    /// <summary>Looks for the account of a change.</summary>
    public async Task<AccountTabFinding> LookAsync(Effect effect, DbJob job)
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

        DbAccountIdentity account = effect.Accounts[0];
        DbAccount[] named = [.. listed.Where(one => one.Name == account.Name)];
        return effect.Kind switch
        {
            EffectKind.Creation => Added(),
            EffectKind.Removal => Removed(),
            _ when !listed.IsWhole && named.Length == 0 => AccountTabFinding.None,
            _ => new AccountTabFinding(null, Modified()),
        };

        AccountTabFinding Added() => Hosts().Contains(true)
            ? new AccountTabFinding(true, Messages.SignListedMaybeBefore.With(account))
            : new AccountTabFinding(listed.IsWhole ? false : null, null);

        // What a list that is cut doesn't show may be there, or not: only what it shows is a sign.
        AccountTabFinding Removed() => !Hosts().Contains(false) ? new AccountTabFinding(true, null)
            : !listed.IsWhole ? AccountTabFinding.None
            : new AccountTabFinding(Hosts().Contains(true) ? null : false, Messages.SignNotListedMaybeBefore.With(account));

        // For each host, whether the account is listed with it; without hosts in the list, whether it is listed.
        bool[] Hosts() => account.Host is null
            ? [named.Length > 0]
            : [.. account.Hosts().Select(host => named.Any(one =>
                one.AllowedHost is null || one.AllowedHost.Contains(host, StringComparer.OrdinalIgnoreCase)))];

        // The list shows nothing of passwords. A reset sends the hosts that it has read, so there only others are a sign: of somebody else.
        string? Modified()
        {
            bool isReset = job.Operation == nameof(OperationKind.ResetPassword);
            return named.Length == 0 ? Messages.SignNotListed.With(account)
                : named[0].AllowedHost is null || effect.IsShownBy!(named[0]) == isReset ? null
                : isReset ? Messages.SignOtherHosts.With(account)
                : Messages.SignSameHosts.With(account);
        }
    }
}
