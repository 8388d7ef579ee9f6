using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Lists the privileges of accounts, one object per level and object.</summary>
[Cmdlet(VerbsCommon.Get, "DbPrivilege")]
[OutputType(typeof(DbPrivilege))]
public sealed class GetDbPrivilegeCommand : AccountReadingCommand
{
    /// <inheritdoc/>
    private protected override DbAccountsException NotTold(DbInstance instance) => DbError.NotSupported(
        instance.Service,
        OperationWords.Of(OperationKind.ListPrivileges),
        OperationWords.Of(instance.Client.Info.Operations.Select(offered => offered.Operation)));

    /// <inheritdoc/>
    private protected override Task ReadAsync(
        DbInstance instance, IReadOnlyList<DbAccountIdentity> accounts, Func<DbAccountIdentity, Func<Task>, Task> guard) =>
        Reader.ReadAllAsync(instance, accounts, (account, reading) => guard(account, async () =>
        {
            DbPrivilegeSet held = await reading.ConfigureAwait(false);
            Session.Objects.Keep(instance.Key, held);
            foreach (DbPrivilege privilege in instance.PrivilegesOf(account.ToString(), held))
            {
                await Output.WriteAsync(privilege).ConfigureAwait(false);
            }
        }), Call());
}
