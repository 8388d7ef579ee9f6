using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Lists the privileges of accounts, one object per level and object.</summary>
[Cmdlet(VerbsCommon.Get, "DbPrivilege")]
[OutputType(typeof(DbPrivilege))]
public sealed class GetDbPrivilegeCommand : InstanceCommand
{
    /// <summary>The account: a DbAccount, 'name' or 'name@host'. Default: every account of the instance.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [AccountTransformation]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public DbAccountIdentity[]? Account { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync() => ForRecordAsync(Account, async () =>
    {
        foreach (DbAccountIdentity account in Account ?? await EveryAccountAsync().ConfigureAwait(false))
        {
            await ForRecordAsync(account.Origin ?? account, async () =>
            {
                DbInstance instance = ResolveInstance(account);
                DbPrivilegeSet held = await instance.Client.GetPrivilegesAsync(instance, account, Call()).ConfigureAwait(false);
                foreach (DbPrivilege privilege in held.ToPrivileges(instance.Service, instance.InstanceId, Spelled(instance, account)))
                {
                    await Output.WriteAsync(privilege).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        }
    });

    private async Task<IEnumerable<DbAccountIdentity>> EveryAccountAsync()
    {
        var all = new List<DbAccountIdentity>();
        DbInstance instance = ResolveInstance();
        await instance.Client.ListAccountsAsync(
            instance,
            account =>
            {
                Session.Remember(account);
                all.Add(new DbAccountIdentity(account));
                return Task.CompletedTask;
            },
            Call()).ConfigureAwait(false);
        return all;
    }

    private static string Spelled(DbInstance instance, DbAccountIdentity account) =>
        instance.Client.Info.HostIsIdentity && account.AllowedHost.Length == 0 ? account.Name + "@%" : account.ToString();
}
