using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Grants;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Errors;
using DbAccounts.PowerShell.Input;
using DbAccounts.PowerShell.Session;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>What granting, revoking and replacing privileges have in common.</summary>
public abstract class PrivilegeCommand : ChangeCommand
{
    private const string ByAccount = "Account";
    private const string ByObject = "InputObject";
    private static readonly string[] _objects = [nameof(Database), nameof(Table), nameof(Column), nameof(Global)];

    // What a privilege can be on, and rows say only together with Level.
    private static readonly string[] _otherObjects =
        [nameof(DbPrivilege.Routine), "Procedure", "Function", nameof(DbPrivilege.Role), nameof(DbPrivilege.ProxiedAccount)];

    // These are on no database: beside one, such a column is about something else, as the role of a person.
    private static readonly string[] _withoutDatabase = [nameof(DbPrivilege.Role), nameof(DbPrivilege.ProxiedAccount)];

    // What any service calls a privilege.
    private static readonly Lazy<HashSet<string>> _known = new(() =>
    [
        "ALL",
        .. ServiceCatalog.All.SelectMany(ServiceCatalog.Rules).Where(rule => rule is { Level: not null, Parameter: nameof(Privilege) })
            .SelectMany(rule => rule.Values),
    ]);

    private static readonly string[] _no = ["false", "0", "no", "n", "off"];

    /// <summary>The account: a DbAccount, 'name' or 'name@host'.</summary>
    [Parameter(ParameterSetName = ByAccount, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [AccountTransformation]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public DbAccountReference[]? Account { get; set; }

    /// <summary>
    /// The privileges, such as SELECT, INSERT; case does not matter. ALL is each that the service offers there. Or grants with their objects,
    /// such as 'SELECT, INSERT ON shop.*'.
    /// </summary>
    [Parameter(ParameterSetName = ByAccount, Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(PrivilegeCompleter))]
    public string[]? Privilege { get; set; }

    /// <summary>The databases that the privileges are on; on DDM the schemas, default all of the account's.</summary>
    [Parameter(ParameterSetName = ByAccount, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(DatabaseCompleter))]
    public string[]? Database { get; set; }

    /// <summary>TencentMySql, MySql: the tables, in each of the databases.</summary>
    [Parameter(ParameterSetName = ByAccount, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(TableCompleter))]
    public string[]? Table { get; set; }

    /// <summary>TencentMySql, MySql: the columns, in each of the tables.</summary>
    [Parameter(ParameterSetName = ByAccount, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    public string[]? Column { get; set; }

    /// <summary>TencentMySql, MySql: the privileges are on the whole instance. Not together with -Database.</summary>
    [Parameter(ParameterSetName = ByAccount, ValueFromPipelineByPropertyName = true)]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Global { get; set; }

    /// <summary>Privileges as Get-DbPrivilege returns them.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, ValueFromPipeline = true)]
    [AllowNull, AllowEmptyCollection]
    [PrivilegeTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public DbPrivilege[]? InputObject { get; set; }

    /// <summary>Which of the three changes it is.</summary>
    protected abstract OperationKind Kind { get; }

    /// <summary>Whether a wider effect is accepted where the service can't do less.</summary>
    protected virtual bool AcceptsWiderEffect => false;

    /// <inheritdoc/>
    private protected override bool TakesPrivilege => true;

    /// <inheritdoc/>
    private protected override string[] AlsoRead => [.. base.AlsoRead, nameof(DbPrivilege.Level), nameof(DbAccount.Grant)];

    /// <inheritdoc/>
    private protected override IEnumerable<(object? Record, Row? Members)> Records() =>
        AccountRecords(Account, one => Account = one, account => account.Row);

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (InputObject is null)
        {
            await ForAccountsAsync(
                Account, (instance, named, account) => MakeAsync(instance, Change(instance, named, account), OriginOf(named)))
                .ConfigureAwait(false);
            return;
        }

        // Several objects of one account that come at once are one change.
        foreach (var same in InputObject.GroupBy(one => Unreadable.Of(one) is null ? (one.Service, one.InstanceId, one.Account) : default))
        {
            if (same.Key == default)
            {
                foreach (DbPrivilege one in same)
                {
                    Refused(Unreadable.Mark(new DbAccountReference("-", [], null), Unreadable.Target(one), new FormatException()));
                    await ForRecordAsync(Unreadable.Target(one), () => Task.FromResult(Unreadable.Require(one))).ConfigureAwait(false);
                }

                continue;
            }

            DbPrivilege[] all = [.. same];
            await ForAccountsAsync([AccountTransformationAttribute.Of(all[0])], (instance, _, account) => MakeAsync(
                instance, Change(account, DbPrivilegeSet.Of(all)), all[0]))
                .ConfigureAwait(false);
        }
    }

    /// <summary>Makes the change that one record asks for.</summary>
    private protected virtual Task MakeAsync(DbInstance instance, ChangePrivilege change, object? target) =>
        ChangeAsync(instance, change, target);

    private ChangePrivilege Change(DbAccountIdentity account, DbPrivilegeSet privileges, bool global) =>
        new(Kind, account, privileges) { Global = global, Force = AcceptsWiderEffect };

    // Grants that name their objects say by that whether everything is meant.
    private ChangePrivilege Change(DbAccountIdentity account, DbPrivilegeSet grants) =>
        Change(account, grants, grants[DbPrivilegeTarget.Global].Count > 0) with { NamesAreExact = true };

    // A privilege that names the account means its own object, unless the command line names another.
    private ChangePrivilege Change(DbInstance instance, DbAccountReference named, DbAccountIdentity account)
    {
        if (GrantTexts.Of(Privilege, hasObject: Database is not null || Table is not null || Column is not null || Global) is { } texts)
        {
            return Change(account, texts);
        }

        if (named.Access is { } access && !Given.HasAny(_objects))
        {
            return Change(account, AccessPrivileges.Of(access, Kind, List(Privilege, ListSeparators), AcceptsWiderEffect));
        }

        if (Privilege is null && named.Grants is { IsEmpty: false } grants && !Given.HasAny(_objects))
        {
            return Change(account, grants);
        }

        string[] privileges = List(Privilege, ListSeparators) ?? named.Privilege?.Words()
            ?? throw (Kind == OperationKind.SetPrivilege && SaysNoGrant(named)
                ? DbError.InvalidInput(Messages.ReplacementEmpty.With(account), Messages.ReplacementEmptyAdvice.With(account))
                : DbError.InvalidInput(
                    Rows.IsBlank(nameof(Privilege)) ? Messages.RowPrivilegeEmpty.With(account) : Messages.NoPrivilegeNamed,
                    Messages.NoPrivilegeNamedAdvice));
        if (named.Privilege is { } held && !Given.HasAny(_objects))
        {
            return Change(account, DbPrivilegeSet.Of([held.Target()], privileges), held.Level == DbPrivilegeLevel.Global) with { NamesAreExact = true };
        }

        RequireOneObject(named);
        RequireWholeObject(instance, named);
        DbPrivilegeTarget[] targets = PrivilegeObjects.Of(
            List(Database, ListSeparators), List(Table, ListSeparators), List(Column, ListSeparators), Global);
        return Change(account, DbPrivilegeSet.Of(targets, privileges), Global) with { Written = privileges };
    }

    /// <inheritdoc/>
    private protected override void CheckCommandLine()
    {
        if (Account is not [{ Origin: string, AllowedHost.Length: 0, Name: var name }] || !IsPrivilege(name))
        {
            return;
        }

        if (!Given.Has(nameof(Privilege)))
        {
            if (MyInvocation.ExpectingInput)
            {
                // PowerShell has a word of its own for each text that it could not bind to -Account, and none that helps.
                ThrowTerminatingError(ErrorRecords.From(
                    DbError.InvalidInput(Messages.PrivilegeInPlaceOfPiped.With(name), Messages.PrivilegeInPlaceOfPipedAdvice.With(name)), name));
            }

            return;
        }

        string[] privileges = List(Privilege, ListSeparators) ?? [];
        if (privileges is [var account, ..] && !privileges.Any(one => IsPrivilege(one) || GrantText.IsGrant(one)))
        {
            throw DbError.InvalidInput(
                Messages.AccountBehindPrivilege.With(name, account), Messages.AccountBehindPrivilegeAdvice.With(MyInvocation.MyCommand.Name, account, name));
        }
    }

    private static bool IsPrivilege(string word) => _known.Value.Contains(DbPrivilegeSet.Normalize(word));

    // An account that was listed, and has nothing in Grant: it holds nothing, or nobody asked what.
    private static bool SaysNoGrant(DbAccountReference named) =>
        named.Origin is DbAccount || named.Row?.IsBlank(nameof(DbAccount.Grant)) == true;

    // A part of an object in the row and another on the command line are together one that nobody wrote; and what a row says that no
    // parameter takes would make the privilege one on everything around it.
    private void RequireOneObject(DbAccountReference named)
    {
        if (named.Row is not { } row)
        {
            return;
        }

        if (Given.HasAny(_objects))
        {
            string said = _objects.First(name => Given.Has(name));
            if (new[] { nameof(Table), nameof(Column) }.FirstOrDefault(name => !Given.Has(name) && Says(row, name)) is { } part)
            {
                throw DbError.InvalidInput(Messages.ObjectInParts.With(said, part), Messages.ObjectInPartsAdvice.With(part));
            }

            return;
        }

        bool hasDatabase = Says(row, nameof(Database));
        if (_otherObjects.FirstOrDefault(name => Says(row, name) && !(hasDatabase && _withoutDatabase.Contains(name))) is { } other)
        {
            throw DbError.InvalidInput(Messages.ObjectWithoutLevel.With(other), Messages.ObjectWithoutLevelAdvice.With(other));
        }

        if (Says(row, nameof(DbPrivilege.GrantOption)) && row.Text(nameof(DbPrivilege.GrantOption))?.Trim() is { } option
            && !_no.Contains(option, StringComparer.OrdinalIgnoreCase))
        {
            throw DbError.InvalidInput(
                Messages.ObjectWithoutLevel.With(nameof(DbPrivilege.GrantOption)), Messages.GrantOptionWithoutLevelAdvice);
        }
    }

    private static bool Says(Row row, string name) => row.Has(name) && !row.IsBlank(name);

    // An empty cell would make a privilege on a column one on its table, and so on up to everything.
    private void RequireWholeObject(DbInstance instance, DbAccountReference named)
    {
        if (Global)
        {
            return;
        }

        bool hasTables = instance.Client.Info.PrivilegeLevels.Contains(DbPrivilegeLevel.Table);
        WholeObject.Require(Rows.IsBlank, hasTables);
        if (hasTables && named.Row is { } row && !Given.HasAny(_objects))
        {
            WholeObject.RequireSelected(row);
        }
    }
}
