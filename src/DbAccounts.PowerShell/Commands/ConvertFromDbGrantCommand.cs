using System.Collections.Generic;
using System.Management.Automation;
using DbAccounts.Errors;
using DbAccounts.Grants;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Errors;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>
/// Reads GRANT and REVOKE statements: what SHOW GRANTS and pt-show-grants print, scripts, dumps. Passwords in them are read past.
/// </summary>
[Cmdlet(VerbsData.ConvertFrom, "DbGrant")]
[OutputType(typeof(DbPrivilege))]
public sealed class ConvertFromDbGrantCommand : DbCommand
{
    private readonly List<string> _lines = [];

    /// <summary>Statements: one or several in a text, one over several texts, or rows of SHOW GRANTS.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [GrantLinesTransformation]
    [AllowNull, AllowEmptyString, AllowEmptyCollection]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string[] InputObject { get; set; } = [];

    /// <summary>Whose statements they are. Default: MySql, which is 8.4 and 9.</summary>
    [Parameter]
    [CellTransformation]
    [ArgumentCompleter(typeof(GrantDialectCompleter))]
    public DbGrantDialect? Dialect { get; set; }

    /// <inheritdoc/>
    private protected override bool BlankIsContent => true;

    /// <inheritdoc/>
    protected override void Record() => _lines.AddRange(InputObject);

    /// <summary>A statement may go over several lines, and one may take back what another has given: all are read together.</summary>
    protected override void End()
    {
        var script = new GrantScript(Dialect ?? DbGrantDialect.MySql);
        foreach (DbAccountIdentity account in script.Run(
            string.Join("\n", _lines), problem => WriteError(ErrorRecords.From(DbError.GrantUnreadable(problem), null))))
        {
            WriteWarning(Messages.RevokeOfNothing.With(account));
        }

        foreach (KeyValuePair<DbAccountIdentity, DbPrivilegeSet> account in script.Accounts)
        {
            foreach (DbPrivilege privilege in account.Value.ToPrivileges(new DbPrivilege { Account = account.Key.ToString() }))
            {
                WriteObject(privilege);
            }
        }
    }
}
