using System.Collections.Generic;
using System.Management.Automation;
using System.Security;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Input;
using DbAccounts.PowerShell.Session;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Changes accounts; what is not given stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "DbAccount", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DbJob))]
public sealed class SetDbAccountCommand : ChangeCommand
{
    private static readonly string[] _changes =
    [
        nameof(Description), nameof(PasswordLifetime), nameof(Database), nameof(Privilege), nameof(AllowedHost), nameof(Password),
        nameof(MaxUserConnections), nameof(RequireSsl), nameof(Locked), nameof(Clear),
    ];

    /// <summary>The account: a DbAccount, 'name', 'name@host', or rows whose other columns are the changes.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [AccountTransformation(HostMayBeNew = true)]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public DbAccountReference[]? Account { get; set; }

    /// <summary>Ddm, TencentMySql, MySql: the new description; -Clear Description takes it away.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Description { get; set; }

    /// <summary>DDM: how many days the password is valid, 0 to 65535; 0 is for ever.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int? PasswordLifetime { get; set; }

    /// <summary>DDM: the schemas, exactly these; -Clear Database for none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(DatabaseCompleter))]
    public string[]? Database { get; set; }

    /// <summary>DDM: the privileges, exactly these.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(PrivilegeCompleter))]
    public string[]? Privilege { get; set; }

    /// <summary>The new hosts. TencentMySql, MySql: one, and the account's identity with it. ChronusDB: together with -Password.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(HostCompleter))]
    public string[]? AllowedHost { get; set; }

    /// <summary>ChronusDB: the new password, together with -AllowedHost; in rows also as text.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SecretTransformation]
    [ArgumentCompleter(typeof(SecretCompleter))]
    public SecureString? Password { get; set; }

    /// <summary>TencentMySql, MySql: how many connections the account may hold at once, 0 to 10240; 0 is no limit of its own.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int? MaxUserConnections { get; set; }

    /// <summary>MySql: whether the account has to connect with TLS.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellTransformation(IsChoice = true)]
    [ArgumentCompleter(typeof(ChoiceCompleter))]
    public bool? RequireSsl { get; set; }

    /// <summary>MySql: whether nobody can connect as the account.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellTransformation(IsChoice = true)]
    [ArgumentCompleter(typeof(ChoiceCompleter))]
    public bool? Locked { get; set; }

    /// <summary>MySql: also lock or move root, an account of the server itself, or the one that is connected.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Force { get; set; }

    /// <summary>What is taken away: Description, Database (on DDM the schemas), on MySql PasswordLifetime.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ClearedSettingCompleter))]
    public string[]? Clear { get; set; }

    /// <inheritdoc/>
    private protected override IEnumerable<(object? Record, Row? Members)> Records() =>
        AccountRecords(Account, one => Account = one, ColumnsOf, hostMayBeNew: true);

    /// <inheritdoc/>
    protected override Task ProcessAsync() => ForAccountsAsync(Account, (instance, named, account) =>
        named is { IsListed: true, Origin: DbAccount } && !Given.HasAny(_changes)
            ? throw DbError.InvalidInput(Messages.RowIsListed, Messages.RowIsListedAdvice)
            : ChangeAsync(instance, Change(instance, named, account), OriginOf(named)));

    private ModifyAccount Change(DbInstance instance, DbAccountReference named, DbAccountIdentity account) => new(account)
    {
        Description = Description ?? (IsCleared(nameof(Description)) ? "" : null),
        PasswordLifetime = PasswordLifetime,
        Database = List(Database, ListSeparators) ?? (IsCleared(nameof(Database)) ? [] : null),
        Privilege = List(Privilege, ListSeparators),
        AllowedHost = IsNewHost(instance, named) ? List(AllowedHost, ListForm.Hosts.Separators) : null,
        Password = Password is null ? null : new Secret(Password),
        MaxUserConnections = MaxUserConnections,
        RequireSsl = RequireSsl,
        Locked = Locked,
        Clear = IsCleared(nameof(PasswordLifetime)) ? nameof(PasswordLifetime) : null,
        Force = Force,
    };

    /// <inheritdoc/>
    private protected override void CheckCommandLine() => ClearedSettings.Require(Clear, ClearedSettings.OfAccount, Given);

    /// <summary>
    /// The properties of what a service has listed say what it is, not what it shall become; those of a selection of them only where
    /// nothing else says what to change.
    /// </summary>
    private Row? ColumnsOf(DbAccountReference account) =>
        account.Privilege is not null || Row.IsSelectionOf<DbPrivilege>(account.Origin)
        || (Row.IsSelectionOf<DbAccount>(account.Origin) && Given.HasAny(_changes))
            ? null : account.Row;

    private bool IsCleared(string parameter) => ClearedSettings.Has(Clear, parameter);

    // Beside a name alone a row's host says which account is meant.
    private bool IsNewHost(DbInstance instance, DbAccountReference named) =>
        Given.Has(nameof(AllowedHost)) || named.HostIsInName || !instance.Client.Info.HostIsIdentity;
}
