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

/// <summary>Lists the privileges of accounts, one object per level and object.</summary>
[Cmdlet(VerbsCommon.Get, "DbPrivilege")]
[OutputType(typeof(DbPrivilege))]
public sealed class GetDbPrivilegeCommand : NamedInstanceCommand<DbInstanceReference[]>
{
    private readonly PrivilegeReader _reader = new();

    /// <summary>
    /// The account: a DbAccount, 'name' or 'name@host'; wildcards are allowed. Default: all, and all of an instance from the pipeline.
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
            var reading = new InstanceReading(Session, work => ForRecordAsync(origin, work));
            await ForRecordAsync(origin, () => reading.RunAsync(
                Named,
                Belonging.Of(Unreadable.Require(account)),
                IsNamedByRecord,
                account.Origin,
                instance => ReadAsync(instance, account, origin, reading))).ConfigureAwait(false);
        }
    });

    private async Task ReadAsync(DbInstance instance, DbAccountReference account, object? origin, InstanceReading reading)
    {
        if (account.IsPattern && instance.Client.Info.Operations.All(offered => offered.Operation != OperationKind.ListPrivileges))
        {
            // Of each account it would be said otherwise.
            throw DbError.NotSupported(instance.Service, OperationWords.Of(OperationKind.ListPrivileges), OperationWords.Of(instance.Client.Info.Operations.Select(offered => offered.Operation).Distinct().ToArray()));
        }

        DbAccountIdentity[] all = account.IsPattern ? await FindAsync(instance, account).ConfigureAwait(false) : account.On(instance);
        var excluded = new ExcludedAccounts(Exclude, instance);
        foreach (DbAccountIdentity one in all.Where(account => !excluded.Has(account)))
        {
            // A name without a host is a name on every service, whatever it identifies accounts by.
            string what = account.AllowedHost.Length == 0 ? one.Name : one.ToString();
            await ForRecordAsync(origin, async () =>
            {
                try
                {
                    await WithAccountAsync(instance, one, () => WriteAsync(instance, one)).ConfigureAwait(false);
                    reading.Found(what);
                }
                catch (DbAccountsException e) when (e.ErrorId == DbErrorId.AccountNotFound)
                {
                    await reading.MissingAsync(what, () => throw e).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(DbInstance instance, DbAccountIdentity account)
    {
        DbPrivilegeSet held = await _reader.ReadAsync(instance, account, Call()).ConfigureAwait(false);
        Session.Objects.Keep(instance.Key, held);
        foreach (DbPrivilege privilege in instance.PrivilegesOf(account.ToString(), held))
        {
            await Output.WriteAsync(privilege).ConfigureAwait(false);
        }
    }

    private async Task<DbAccountIdentity[]> FindAsync(DbInstance instance, DbAccountReference pattern)
    {
        DbAccountList all = await _reader.ListAsync(instance, Call()).ConfigureAwait(false);
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
}
