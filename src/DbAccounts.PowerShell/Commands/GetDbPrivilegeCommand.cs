using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.Services;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Lists the privileges of accounts, one object per level and object.</summary>
[Cmdlet(VerbsCommon.Get, "DbPrivilege")]
[OutputType(typeof(DbPrivilege))]
public sealed class GetDbPrivilegeCommand : InstanceCommand
{
    private readonly PrivilegeReader _reader = new();

    /// <summary>The account: a DbAccount, 'name' or 'name@host'. Default: every account of the instance.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [AccountTransformation]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public DbAccountIdentity[]? Account { get; set; }

    /// <inheritdoc/>
    protected override IEnumerable<object?> Records() => OneByOne(Account, one => Account = one, OriginOf);

    /// <inheritdoc/>
    protected override Task ProcessAsync() => ForRecordAsync(Account, async () =>
    {
        foreach (DbAccountIdentity account in Account ?? await EveryAccountAsync().ConfigureAwait(false))
        {
            await ForRecordAsync(OriginOf(account), async () =>
            {
                DbInstance instance = ResolveInstance(account);
                foreach (DbAccountIdentity known in OneByOne(instance, AsKnownTo(instance, account)))
                {
                    DbPrivilegeSet held = await _reader.ReadAsync(instance, known, Call()).ConfigureAwait(false);
                    foreach (DbPrivilege privilege in held.ToPrivileges(instance.Service, instance.InstanceId, known.ToString()))
                    {
                        await Output.WriteAsync(privilege).ConfigureAwait(false);
                    }
                }
            }).ConfigureAwait(false);
        }
    });

    // Where the host is part of the identity, a name with several hosts is several accounts.
    private static IEnumerable<DbAccountIdentity> OneByOne(DbInstance instance, DbAccountIdentity account) =>
        instance.Client.Info.HostIsIdentity
            ? account.AllowedHost.Select(host =>
                new DbAccountIdentity(account.Name, [host], account.Service, account.InstanceId, account.Origin))
            : [account];

    private async Task<IEnumerable<DbAccountIdentity>> EveryAccountAsync()
    {
        IReadOnlyCollection<DbAccount> all = await _reader.ListAsync(ResolveInstance(), Call()).ConfigureAwait(false);
        foreach (DbAccount account in all)
        {
            Session.Remember(account);
        }

        return all.Select(account => new DbAccountIdentity(account));
    }
}
