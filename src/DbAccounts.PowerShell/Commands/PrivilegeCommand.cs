using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.Services;

namespace DbAccounts.PowerShell.Commands;

/// <summary>What granting, revoking and replacing privileges have in common.</summary>
public abstract class PrivilegeCommand : ChangeCommand
{
    private const string ByAccount = "Account";
    private const string ByObject = "InputObject";

    /// <summary>The account: a DbAccount, 'name' or 'name@host'.</summary>
    [Parameter(ParameterSetName = ByAccount, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [AccountTransformation]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public DbAccountIdentity[]? Account { get; set; }

    /// <summary>The privileges, such as SELECT, INSERT; case does not matter.</summary>
    [Parameter(ParameterSetName = ByAccount, Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(RuleValueCompleter))]
    public string[]? Privilege { get; set; }

    /// <summary>The databases that the privileges are on; on DDM the schemas, default all of the account's.</summary>
    [Parameter(ParameterSetName = ByAccount, ValueFromPipelineByPropertyName = true)]
    public string[]? Database { get; set; }

    /// <summary>TencentDB: the tables, in each of the databases.</summary>
    [Parameter(ParameterSetName = ByAccount, ValueFromPipelineByPropertyName = true)]
    public string[]? Table { get; set; }

    /// <summary>TencentDB: the columns, in each of the tables.</summary>
    [Parameter(ParameterSetName = ByAccount, ValueFromPipelineByPropertyName = true)]
    public string[]? Column { get; set; }

    /// <summary>TencentDB: the privileges are on the whole instance. Not together with -Database.</summary>
    [Parameter(ParameterSetName = ByAccount, ValueFromPipelineByPropertyName = true)]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Global { get; set; }

    /// <summary>Privileges as Get-DbPrivilege returns them.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, ValueFromPipeline = true)]
    [PrivilegeTransformation]
    public DbPrivilege[]? InputObject { get; set; }

    /// <summary>Which of the three changes it is.</summary>
    protected abstract OperationKind Kind { get; }

    /// <summary>Whether a wider effect is accepted where the service can't do less.</summary>
    protected virtual bool AcceptsWiderEffect => false;

    /// <inheritdoc/>
    protected override IEnumerable<object?> Records() =>
        Objects() is null ? OneByOne(Account, one => Account = one, OriginOf) : [null];

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (Objects() is not { } objects)
        {
            await ForRecordAsync(null, () => Account is null ? throw NoAccount() : Task.CompletedTask).ConfigureAwait(false);
            foreach (DbAccountIdentity account in Account ?? [])
            {
                object? target = OriginOf(account);
                await ForRecordAsync(target, () =>
                {
                    DbInstance instance = ResolveInstance(account);
                    return MakeAsync(instance, Change(AsKnownTo(instance, account), Asked(account), Global), target);
                }).ConfigureAwait(false);
            }

            return;
        }

        foreach (var group in objects.GroupBy(p => (p.Service, p.InstanceId, p.Account)))
        {
            DbPrivilege[] all = [.. group];
            await ForRecordAsync(Unreadable.Target(all[0]), () =>
            {
                Unreadable.Require(all[0]);
                var account = AccountTransformationAttribute.Of(all[0]);
                bool global = all.Any(p => p.Level == DbPrivilegeLevel.Global);
                DbInstance instance = ResolveInstance(account);
                return MakeAsync(instance, Change(AsKnownTo(instance, account), DbPrivilegeSet.Of(all), global), all[0]);
            }).ConfigureAwait(false);
        }
    }

    /// <summary>Makes the change that one record asks for.</summary>
    protected virtual Task MakeAsync(DbInstance instance, ChangePrivilege change, object? target) => ChangeAsync(instance, change);

    // The objects that say the change by themselves, or null. From the pipeline they are bound as what names an account.
    private DbPrivilege[]? Objects()
    {
        if (InputObject is not null)
        {
            return InputObject;
        }

        bool saidOtherwise =
            new[] { nameof(Privilege), nameof(Database), nameof(Table), nameof(Column), nameof(Global) }.Any(IsOnCommandLine);
        return !saidOtherwise && Account is { Length: > 0 } && Account.All(account => account.Origin is DbPrivilege)
            ? [.. Account.Select(account => (DbPrivilege)account.Origin!)]
            : null;
    }

    private ChangePrivilege Change(DbAccountIdentity account, DbPrivilegeSet privileges, bool global) =>
        new(Kind, account, privileges) { Global = global, Force = AcceptsWiderEffect };

    private DbPrivilegeSet Asked(DbAccountIdentity account)
    {
        string[] privileges = Given(account, nameof(Privilege), Privilege)
            ?? (IsOnCommandLine(nameof(Privilege)) && Kind == OperationKind.SetPrivilege
                ? []
                : throw DbError.InvalidInput("No privilege is named: give -Privilege, such as SELECT, INSERT."));
        string?[] databases = Given(account, nameof(Database), Database) ?? [];
        string?[] tables = Given(account, nameof(Table), Table) ?? [];
        string?[] columns = Given(account, nameof(Column), Column) ?? [];
        if ((tables.Length > 0 && databases.Length == 0) || (columns.Length > 0 && tables.Length == 0))
        {
            throw DbError.InvalidInput("A table is named together with its -Database, and a column with its -Database and -Table.");
        }

        if (Global && databases.Length > 0)
        {
            throw DbError.InvalidInput(
                "-Global means the whole instance and -Database a part of it: give one of them. "
                + "For both, make two calls, or pipe two rows.");
        }

        IEnumerable<DbPrivilegeTarget> targets =
            from database in databases
            from table in tables.DefaultIfEmpty()
            from column in columns.DefaultIfEmpty()
            select new DbPrivilegeTarget(database, table, column);
        return DbPrivilegeSet.Of(databases.Length == 0 ? [DbPrivilegeTarget.Global] : targets, privileges);
    }

    // The properties of what was listed say what is held, not what shall be.
    private string[]? Given(DbAccountIdentity account, string parameter, string[]? values) =>
        account.Origin is DbAccount or DbPrivilege && !IsOnCommandLine(parameter) ? null
        : List(values, ListSeparators) is { Length: > 0 } list ? list
        : null;
}
