using System.Collections.Generic;
using System.Management.Automation;
using System.Security;
using System.Threading.Tasks;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.Services;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Changes accounts; what is not given stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "DbAccount", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DbJob))]
public sealed class SetDbAccountCommand : ChangeCommand
{
    /// <summary>The account: a DbAccount, 'name', 'name@host', or rows whose other columns are the changes.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [AccountTransformation(HostIsIdentity = false)]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public DbAccountIdentity[]? Account { get; set; }

    /// <summary>DDM, TencentDB: the new description; an empty one on the command line clears it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Description { get; set; }

    /// <summary>DDM: how many days the password is valid, 0 to 65535; 0 is for ever.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellTransformation]
    public int? PasswordLifetime { get; set; }

    /// <summary>DDM: the schemas, exactly these; @() for none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyCollection]
    public string[]? Database { get; set; }

    /// <summary>DDM: the privileges, exactly these.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RuleValueCompleter))]
    public string[]? Privilege { get; set; }

    /// <summary>The new hosts. TencentDB: one, and the account's identity with it. ChronusDB: together with -Password.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateHost]
    public string[]? AllowedHost { get; set; }

    /// <summary>ChronusDB: the new password, together with -AllowedHost; in rows also as text.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SecretTransformation]
    public SecureString? Password { get; set; }

    /// <summary>TencentDB: how many connections the account may hold at once, 0 to 10240; 0 is no limit of its own.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellTransformation]
    public int? MaxUserConnections { get; set; }

    /// <inheritdoc/>
    protected override IEnumerable<object?> Records() => OneByOne(Account, one => Account = one, OriginOf);

    /// <inheritdoc/>
    protected override Task ProcessAsync() => ForAccountsAsync(Account, (instance, account) => (
        new ModifyAccount(account)
        {
            Description = IsGiven(account, nameof(Description))
                ? (IsOnCommandLine(nameof(Description)) ? Description : Text(Description))
                : null,
            PasswordLifetime = IsGiven(account, nameof(PasswordLifetime)) ? PasswordLifetime : null,
            Database = IsGiven(account, nameof(Database)) ? List(Database, ListSeparators) : null,
            Privilege = IsGiven(account, nameof(Privilege)) ? List(Privilege, ListSeparators) : null,
            AllowedHost = IsGiven(account, nameof(AllowedHost)) ? List(AllowedHost, instance.Client.Info.HostSeparator) : null,
            Password = Password is null ? null : new Secret(Password),
            MaxUserConnections = IsGiven(account, nameof(MaxUserConnections)) ? MaxUserConnections : null,
        },
        null));

    // The properties of a listed account say what it is, not what it shall become.
    private bool IsGiven(DbAccountIdentity account, string parameter) => account.Origin is not DbAccount || IsOnCommandLine(parameter);
}
