using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using DbAccounts.Errors;
using DbAccounts.Grants;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Errors;
using DbAccounts.PowerShell.Input;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Writes privileges as GRANT or REVOKE statements: sorted, one for each object of an account, every name between quotes.</summary>
[Cmdlet(VerbsData.ConvertTo, "DbGrant")]
[OutputType(typeof(string))]
public sealed class ConvertToDbGrantCommand : DbCommand
{
    // In the order in which the accounts first came.
    private readonly List<(string, string, string?, string Account)> _order = [];
    private readonly Dictionary<(string, string, string?, string Account), DbPrivilegeSet> _privileges = [];

    /// <summary>Privileges as Get-DbPrivilege and ConvertFrom-DbGrant return them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull, AllowEmptyCollection]
    [PrivilegeTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public DbPrivilege[] InputObject { get; set; } = [];

    /// <summary>For which server. Default: MySql, which is 8.4 and 9.</summary>
    [Parameter]
    [CellTransformation]
    [ArgumentCompleter(typeof(GrantDialectCompleter))]
    public DbGrantDialect? Dialect { get; set; }

    /// <summary>Write the REVOKE statements that take the privileges away.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Revoke { get; set; }

    /// <inheritdoc/>
    protected override void Record()
    {
        foreach (DbPrivilege one in InputObject)
        {
            try
            {
                Unreadable.Require(one);
                DbPrivilegeSet own = DbPrivilegeSet.Of([one]);
                GrantStatements.RequireNames(own);
                var account = (one.Service, one.InstanceId, one.Endpoint, one.Account);
                if (!_privileges.TryGetValue(account, out DbPrivilegeSet? privileges))
                {
                    _order.Add(account);
                    privileges = DbPrivilegeSet.Empty;
                }

                _privileges[account] = privileges.Union(own);
            }
            catch (Exception e) when (e is FormatException or DbAccountsException)
            {
                DbAccountsException error = e as DbAccountsException ?? DbError.UnreadableInput(e);
                WriteError(ErrorRecords.From(error, Unreadable.Target(one)));
            }
        }
    }

    /// <summary>What an account holds on a table and on its columns is one statement, whichever came first.</summary>
    protected override void End()
    {
        DbGrantDialect dialect = Dialect ?? DbGrantDialect.MySql;
        foreach (var account in _order)
        {
            DbPrivilegeSet privileges = dialect.Named(_privileges[account]);
            if (dialect.Lacks(privileges) is { IsEmpty: false } unknown)
            {
                WriteWarning(Messages.DialectLacks.With(account.Account, dialect, unknown));
            }

            IEnumerable<string> statements = Revoke
                ? GrantStatements.Revoke(account.Account, privileges, dialect)
                : GrantStatements.Grant(account.Account, privileges, dialect);
            statements.ToList().ForEach(statement => WriteObject(statement + ";"));
        }
    }
}
