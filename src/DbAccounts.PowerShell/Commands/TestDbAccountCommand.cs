using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Input;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Checks values against the documented rules of a service. Nothing is sent, and no connection is needed.</summary>
[Cmdlet(VerbsDiagnostic.Test, "DbAccount")]
[OutputType(typeof(DbAccountTestResult), typeof(bool))]
public sealed class TestDbAccountCommand : AccountValuesCommand
{
    private static readonly string[] _privileges =
        [nameof(Database), nameof(Table), nameof(Column), nameof(Global), nameof(Privilege)];

    // The accounts of earlier rows, and which rows these were.
    private readonly Dictionary<(string Service, string Instance, string Account), int> _created = [];

    /// <summary>The service whose rules are checked. Default: that of -Instance, or of the session's default instance.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    public string? Service { get; set; }

    /// <summary>The operation that the values are for. Default: CreateAccount.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(OperationCompleter))]
    public string Operation { get; set; } = nameof(OperationKind.CreateAccount);

    /// <summary>TencentMySql, MySql: the tables that privileges are on, in each of the databases.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(TableCompleter))]
    public string[]? Table { get; set; }

    /// <summary>TencentMySql, MySql: the columns that privileges are on, in each of the tables.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    public string[]? Column { get; set; }

    /// <summary>With -Operation ModifyAccount: what is taken away, Description, Database or PasswordLifetime.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ClearedSettingCompleter))]
    public string[]? Clear { get; set; }

    /// <summary>Return true or false.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    private protected override string[] AlsoRead => [.. base.AlsoRead, "Account", nameof(DbPrivilege.Level)];

    /// <inheritdoc/>
    private protected override string[] Unread => [];

    /// <inheritdoc/>
    private protected override void CheckCommandLine() => ClearedSettings.Require(Clear, ClearedSettings.OfAccount, Given);

    /// <inheritdoc/>
    protected override Task ProcessAsync() => ForRecordAsync(Subject, async () =>
    {
        IDbEngine service = Text(Service) is { } name ? ServiceCatalog.Get(name) : ResolveInstance().Client;
        OperationKind kind = OperationName.Read(Operation);
        bool isOfPrivileges = kind is OperationKind.GrantPrivilege or OperationKind.RevokePrivilege or OperationKind.SetPrivilege;
        if (!isOfPrivileges && (Table ?? Column) is not null)
        {
            string given = Table is null ? nameof(Column) : nameof(Table);
            throw DbError.InvalidInput(
                Messages.TestObjectWithoutPrivilege.With(given, kind), Messages.TestObjectWithoutPrivilegeAdvice.With(given));
        }

        if (Clear is not null && kind != OperationKind.ModifyAccount)
        {
            throw DbError.InvalidInput(Messages.TestClearWithoutModify.With(kind), Messages.TestClearWithoutModifyAdvice);
        }

        object? row = InputTarget;
        int place = Place.Number;
        foreach (string account in AccountNames())
        {
            await ForRecordAsync(row ?? account, async () =>
            {
                foreach (AccountChange change in isOfPrivileges ? [Privileges(kind, account, service)] : Others(kind, account, service))
                {
                    Violation[] violations = [.. service.Check(change), .. Twice(change, service.Info.Service)];
                    await Output.WriteAsync(Quiet
                        ? violations.Length == 0
                        : new DbAccountTestResult(change.Account.Name, service.Info.Service, kind.ToString(), [.. violations])
                        {
                            Account = change.Account.ToString(),
                            Row = place > 0 ? place : null,
                        })
                        .ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        }
    });

    // A service would refuse the second one.
    private IEnumerable<Violation> Twice(AccountChange change, string service)
    {
        (string, string, string) key = (service, Text(Instance?.ToString()) ?? Text(RowPlace().InstanceId) ?? "", change.Subject);
        if (change is not CreateAccount || !_created.TryGetValue(key, out int earlier))
        {
            _created[key] = Place.Number;
            yield break;
        }

        yield return new Violation(RuleId.OfTarget(nameof(Name), "Twice"), nameof(Name), Messages.TestTwiceRule, "", change.Subject)
        {
            Told = earlier > 0 ? Messages.TestTwiceRow.With(change.Subject, earlier) : Messages.TestTwice.With(change.Subject),
        };
    }

    /// <summary>Listed accounts and privileges name theirs in the column Account.</summary>
    private protected override string[] AccountNames() =>
        Name is null && Credential is null && Members?.Text("Account") is { } account ? [account] : base.AccountNames();

    private ChangePrivilege Privileges(OperationKind kind, string name, IDbEngine service)
    {
        DbPrivilegeSet privileges;
        bool isGlobal = Global;
        bool isExact = true;
        if (Members is { } row && PrivilegeTransformationAttribute.IsPrivilege(row) && !Given.HasAny(_privileges))
        {
            DbPrivilege listed = PrivilegeTransformationAttribute.FromRow(row);
            privileges = DbPrivilegeSet.Of([listed]);
            isGlobal = listed.Level == DbPrivilegeLevel.Global;
        }
        else if (GrantTexts.Of(Privilege, hasObject: Database is not null || Table is not null || Column is not null || Global) is { } texts)
        {
            privileges = texts;
            isGlobal = texts[DbPrivilegeTarget.Global].Count > 0;
        }
        else
        {
            privileges = DbPrivilegeSet.Of(
                PrivilegeObjects.Of(
                    List(Database, ListSeparators), List(Table, ListSeparators), List(Column, ListSeparators), Global),
                List(Privilege, ListSeparators) ?? []);
            isExact = false;
        }

        return new ChangePrivilege(kind, Existing(name, service, AllowedHost), privileges) { Global = isGlobal, NamesAreExact = isExact };
    }

    private AccountChange[] Others(OperationKind kind, string name, IDbEngine service) =>
        kind == OperationKind.CreateAccount ? NewAccounts(name, service, NewPassword(service).Password)
        : [Other(kind, Existing(name, service, kind == OperationKind.ModifyAccount ? null : AllowedHost), service)];

    private static DbAccountIdentity Existing(string name, IDbEngine service, string[]? hosts)
    {
        var account = new DbAccountIdentity(name);
        return account.Host is not null || !service.Info.HostIsIdentity ? account
            : new DbAccountIdentity(
                account.Name,
                (service.Info.AccountHasHostList ? DbAccountIdentity.HostOf(hosts) : hosts?.FirstOrDefault()) ?? "%");
    }

    // Set-DbAccount takes true, false, and nothing at all, of which a switch here can say the last only by not being there.
    private bool? Said(string name, bool value) => value || Given.Has(name) || (Members is { } row && row.Has(name) && !row.IsBlank(name)) ? value : null;

    private AccountChange Other(OperationKind kind, DbAccountIdentity account, IDbEngine service) => kind switch
    {
        OperationKind.ModifyAccount => new ModifyAccount(account)
        {
            AllowedHost = List(AllowedHost, ListForm.Hosts.Separators),
            Database = List(Database, ListSeparators) ?? (ClearedSettings.Has(Clear, nameof(Database)) ? [] : null),
            Description = Description ?? (ClearedSettings.Has(Clear, nameof(Description)) ? "" : null),
            MaxUserConnections = MaxUserConnections,
            Password = NewPassword(service).Password,
            PasswordLifetime = PasswordLifetime,
            Privilege = List(Privilege, ListSeparators),
            RequireSsl = Said(nameof(RequireSsl), RequireSsl),
            Locked = Said(nameof(Locked), Locked),
            Clear = ClearedSettings.Has(Clear, nameof(PasswordLifetime)) ? nameof(PasswordLifetime) : null,
        },
        OperationKind.ResetPassword => new ResetPassword(account, NewPassword(service).Password ?? Secret.From("")),
        _ => new RemoveAccount(account),
    };
}
