using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Engines.Listing;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Input;
using DbAccounts.PowerShell.Session;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>A command that reads something of accounts: those that are named, that match a pattern, or all.</summary>
public abstract class AccountReadingCommand : NamedInstanceCommand<DbInstanceReference[]>
{
    /// <summary>
    /// The account: a DbAccount, 'name@host', or 'name' for all of its hosts; wildcards are allowed. Default: all, and all of an instance from the pipeline.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [SupportsWildcards]
    [AccountTransformation(InstanceMeansAll = true)]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public DbAccountReference[]? Account { get; set; }

    /// <summary>Accounts that are left out: names, or 'name@host'; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [AccountTransformation]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public DbAccountReference[]? Exclude { get; set; }

    /// <summary>
    /// The connected instances: objects that Connect-DbInstance returned, ids, 'service/id', the service of the only one; wildcards are
    /// allowed, and match ids and services. Default: the session's.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("InstanceId")]
    [SupportsWildcards]
    [InstanceTransformation(Several = true)]
    [ArgumentCompleter(typeof(InstanceCompleter))]
    public override DbInstanceReference[]? Instance { get; set; }

    private readonly HashSet<DbInstance> _notTold = [];
    private readonly HashSet<DbInstance> _lookedUp = [];

    /// <summary>Reads what accounts hold, their list once for all.</summary>
    internal PrivilegeReader Reader { get; } = new();

    /// <inheritdoc/>
    private protected override string[] AlsoRead => [.. base.AlsoRead, "AllowedHost"];

    /// <inheritdoc/>
    private protected override IEnumerable<(object? Record, Row? Members)> Records() =>
        AccountRecords(Account, one => Account = one, account => account.Row);

    /// <inheritdoc/>
    protected override Task ProcessAsync() => ForRecordAsync(Account, async () =>
    {
        if (Account is null && MyInvocation.ExpectingInput)
        {
            throw DbError.InvalidInput(Messages.GetPrivilegeWithoutAccount, Messages.GetPrivilegeWithoutAccountAdvice);
        }

        foreach (DbAccountReference account in Account ?? [new DbAccountReference("*", [], null)])
        {
            object? origin = OriginOf(account);
            InstanceReading reading = Reading(origin, Given.Has(nameof(Account)) && PipedInstance is not null);
            await ForRecordAsync(origin, () => reading.RunAsync(
                Named,
                Belonging.Of(Unreadable.Require(account)),
                IsNamedByRecord,
                account.Origin,
                instance => ReadAsync(instance, account, origin, reading))).ConfigureAwait(false);
        }
    });

    /// <summary>The error for an instance whose service does not tell what is read.</summary>
    private protected abstract DbAccountsException NotTold(DbInstance instance);

    /// <summary>The error for an account that is not there, with what may have been meant instead.</summary>
    private protected virtual DbAccountsException NotThere(DbInstance instance, DbAccountReference account, DbAccountsException error) => error;

    /// <summary>Reads on one instance.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="accounts">The accounts that are meant there.</param>
    /// <param name="guard">Does the work for one of them; what goes wrong is an error about it, and the others go on.</param>
    private protected abstract Task ReadAsync(
        DbInstance instance, IReadOnlyList<DbAccountIdentity> accounts, Func<DbAccountIdentity, Func<Task>, Task> guard);

    private async Task ReadAsync(DbInstance instance, DbAccountReference account, object? origin, InstanceReading reading)
    {
        if (instance.Client.Info.Operations.All(offered => offered.Operation != OperationKind.ListPrivileges))
        {
            // Of each that was listed or matches it would be said otherwise; who was named has a right to an answer.
            if (_notTold.Add(instance) || account is { IsPattern: false, Origin: string })
            {
                throw NotTold(instance);
            }

            return;
        }

        // One of the others may be meant by the host.
        if (reading.IsShared && !account.IsPattern && !instance.Client.Info.HostIsIdentity && account is { AllowedHost.Length: > 0, Origin: string or DbInstance })
        {
            await reading.MissingAsync(account.ToString(), origin, instance, DbError.AccountNotFound(account.ToString(), instance.Key)).ConfigureAwait(false);
            return;
        }

        DbAccountIdentity[] all = account.IsPattern ? await FindAsync(instance, account).ConfigureAwait(false)
            : await OnAllHostsAsync(instance, account.On(instance)).ConfigureAwait(false);
        var excluded = new AccountFilters(Exclude, instance);
        await ReadAsync(instance, [.. all.Where(account => !excluded.Has(account))], (one, work) =>
        {
            // A name without a host is a name on every service, whatever it identifies accounts by.
            string what = account.AllowedHost.Length == 0 ? one.Name : one.Host is null ? account.ToString() : one.ToString();
            return ForRecordAsync(origin, async () =>
            {
                try
                {
                    await WithAccountAsync(instance, one, work).ConfigureAwait(false);
                    reading.Found(what);
                }
                catch (DbAccountsException e) when (e.ErrorId == DbErrorId.AccountNotFound)
                {
                    await reading.MissingAsync(what, origin, instance, NotThere(instance, account, e)).ConfigureAwait(false);
                }
            });
        }).ConfigureAwait(false);
    }

    private async Task<DbAccountIdentity[]> FindAsync(DbInstance instance, DbAccountReference pattern)
    {
        DbAccountList all = await Reader.ListAsync(instance, Call()).ConfigureAwait(false);
        foreach (DbAccount account in all)
        {
            Session.Remember(account);
        }

        bool hasHosts = instance.Client.Info.HostIsIdentity;
        var found = AccountFilter.Of(pattern, instance);
        return
        [
            .. all.Where(found.IsMatch)
                .Select(account => hasHosts ? DbAccountIdentity.Of(account) : new DbAccountIdentity(account.Name, null)),
        ];
    }

    // A name alone is the account of each of its hosts, as for Get-DbAccount. The first one is looked up by itself, more in one list.
    private async Task<DbAccountIdentity[]> OnAllHostsAsync(DbInstance instance, DbAccountIdentity[] named)
    {
        if (named is not [{ HostIsAssumed: true } account])
        {
            return named;
        }

        try
        {
            DbAccountList listed = _lookedUp.Add(instance)
                ? await instance.Client.LookUpAsync(instance, account.Name, Call()).ConfigureAwait(false)
                : await Reader.KnownAsync(instance, Call()).ConfigureAwait(false);
            DbAccountIdentity[] found = [.. listed.Where(one => one.Name == account.Name).Select(DbAccountIdentity.Of).Where(one => !one.HostIsUnknown)];
            // Where none is shown, the account of all hosts is asked for, and its error says what is there instead.
            return found.Length > 0 ? found : named;
        }
        catch (DbAccountsException e) when (e.ErrorId == DbErrorId.AccessDenied)
        {
            Output.Warning(Messages.OtherHostsNotRead.With(account, account.Name, e.Message));
            return named;
        }
    }
}
