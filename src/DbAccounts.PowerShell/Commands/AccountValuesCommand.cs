using System.Linq;
using System.Management.Automation;
using System.Security;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Input;
using DbAccounts.PowerShell.Session;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>The parameters that describe a new account, for the command that creates it and the one that only checks it.</summary>
public abstract class AccountValuesCommand : RowCommand<DbInstanceReference>
{
    /// <summary>The account's name; of several each is an account, and all else that is given holds for each.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateAccountName]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The password; in rows also as text.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SecretTransformation]
    [ArgumentCompleter(typeof(SecretCompleter))]
    public SecureString? Password { get; set; }

    /// <summary>Name and password together.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CredentialCompleter))]
    public PSCredential? Credential { get; set; }

    /// <summary>
    /// Generate a password that the service's rules accept; it comes with the job as the property Credential, in memory only.
    /// </summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter GeneratePassword { get; set; }

    /// <summary>The hosts, networks or patterns from which the account may connect. Default: from everywhere (% or ::/0).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(HostCompleter))]
    public string[]? AllowedHost { get; set; }

    /// <summary>The databases (DDM: schemas) that the account is for. Default on MySQL Plus: * (all).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(DatabaseCompleter))]
    public string[]? Database { get; set; }

    /// <summary>MySQL Plus: the account's type, Standard (default) or Superuser.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AccountTypeCompleter))]
    public string? AccountType { get; set; }

    /// <summary>
    /// The privileges on the databases, or with -Global on the whole instance; or grants with their objects, such as 'SELECT ON shop.*'. On
    /// TencentMySql they are granted after the account is created.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(PrivilegeCompleter))]
    public string[]? Privilege { get; set; }

    /// <summary>
    /// What the account is granted, on any level: texts such as 'SELECT, INSERT ON shop.*', objects of Get-DbPrivilege, and what
    /// Get-DbAccount -IncludePrivilege has read.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [GrantTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string[]? Grant { get; set; }

    /// <summary>TencentMySql, MySql: the privileges are on the whole instance. Not together with -Database.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Global { get; set; }

    /// <summary>Ddm, TencentMySql, MySql: a description.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Description { get; set; }

    /// <summary>DDM: how many days the password is valid, 0 to 65535; 0 is for ever.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int? PasswordLifetime { get; set; }

    /// <summary>MySQL Plus: the account has to connect with TLS.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter RequireSsl { get; set; }

    /// <summary>TencentMySql, MySql: how many connections the account may hold at once, 0 to 10240.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int? MaxUserConnections { get; set; }

    /// <summary>MySql: nobody can connect as the account at first.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Locked { get; set; }

    /// <summary>What the work is about, for errors.</summary>
    protected object? Subject => InputTarget ?? (Name is [var one] ? one : Name);

    /// <inheritdoc/>
    private protected override string[] Unread => ["Table", "Column", "Routine", "Procedure"];

    /// <summary>The names that are meant, each once: those of the parameter, the credential's, or a text from the pipeline.</summary>
    /// <exception cref="DbAccountsException">There is none.</exception>
    private protected virtual string[] AccountNames()
    {
        if (Given.Has(nameof(Name)) && !Given.Scripts.Contains(nameof(Name)))
        {
            RequireNoOther(Name ?? []);
        }
        else if (InputText is not null && Given.Has(nameof(Credential)) && Credential is { } other)
        {
            RequireNoOther([other.UserName]);
        }
        else if (Members is { } row && row.Has(nameof(Name)))
        {
            // A row is of one account: its password is.
            _ = TextValue.Of(Messages.TheRowsName, row[nameof(Name)]);
        }

        string[] all = Name is { Length: > 0 } names && !(names is [var only] && Text(only) is null) ? [.. names.Distinct()]
            : (Text(Credential?.UserName) ?? InputText) is { } one ? [one]
            : throw DbError.InvalidInput(Messages.NewAccountWithoutName, Messages.NewAccountWithoutNameAdvice);
        if (FileAsName.Problem(all, Members is null ? InputText : null) is { } problem)
        {
            throw problem;
        }

        return all;
    }

    /// <summary>The new accounts in the words of the engine, one for each host where that makes an account of its own.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="service">Where.</param>
    /// <param name="password">The password, which all of them share; null for none.</param>
    private protected CreateAccount[] NewAccounts(string name, IDbEngine service, Secret? password)
    {
        DbServiceInfo info = service.Info;
        RequireWideCells(info);
        string[]? hosts = List(AllowedHost, ListForm.Hosts.Separators);
        DbPrivilegeSet? texts = GrantTexts.Of(Privilege, hasObject: Database is not null || Global);
        DbPrivilegeSet? grants = Grant is null ? texts : GrantForms.Set(Grant).Union(texts ?? DbPrivilegeSet.Empty);
        var account = new CreateAccount(name)
        {
            Password = password,
            AllowedHost = hosts,
            Database = List(Database, ListSeparators),
            AccountType = Text(AccountType),
            Privilege = texts is null ? List(Privilege, ListSeparators) : null,
            Global = Global,
            Grant = grants,
            Description = Text(Description),
            PasswordLifetime = PasswordLifetime,
            RequireSsl = RequireSsl ? true : null,
            MaxUserConnections = MaxUserConnections,
            Locked = Locked ? true : null,
        };
        return !info.HostIsIdentity ? [account]
            : info.AccountHasHostList
                ? [account with { Account = new DbAccountIdentity(account.Name, DbAccountIdentity.HostOf(hosts) ?? "%") }]
            : [.. (hosts ?? ["%"]).Select(host => new DbAccountIdentity(account.Name, host)).Distinct().Select(one => account with
            {
                Account = one,
                AllowedHost = hosts is null ? null : [one.Host!],
            })];
    }

    /// <summary>The password that was given, or one that is generated now.</summary>
    private protected (Secret? Password, Secret? Generated) NewPassword(IDbEngine service)
    {
        SecureString? given = Password ?? Credential?.Password;
        if (GeneratePassword && given is { Length: > 0 })
        {
            throw DbError.PasswordTwice(Password is null ? nameof(Credential) : nameof(Password));
        }

        Secret? generated = GeneratePassword ? ServiceCatalog.NewPassword(service) : null;
        return (generated ?? (given is null ? null : new Secret(given)), generated);
    }

    // An empty cell would let the account in from everywhere, or into everything.
    private void RequireWideCells(DbServiceInfo info)
    {
        if (Rows.IsBlank(nameof(AllowedHost)) && info.Takes(OperationKind.CreateAccount, nameof(AllowedHost)))
        {
            string everywhere = info.HostIsIdentity ? "%" : "::/0";
            throw DbError.BlankColumn(nameof(AllowedHost), Messages.EffectEveryHost, Messages.NameTheHosts.With(everywhere));
        }

        if (Rows.IsBlank(nameof(Database)) && info.AllDatabases is { } all)
        {
            throw DbError.BlankColumn(nameof(Database), Messages.EffectAllDatabases, Messages.NameTheDatabase.With(all));
        }
    }
}
