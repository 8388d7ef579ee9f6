using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Errors;
using DbAccounts.PowerShell.Session;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Replaces all privileges of accounts: afterwards they hold exactly these, on every level.</summary>
[Cmdlet(
    VerbsCommon.Set,
    "DbPrivilege",
    DefaultParameterSetName = "Account",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(DbJob))]
public sealed class SetDbPrivilegeCommand : PrivilegeCommand
{
    // In the order in which the accounts first came.
    private readonly List<(DbInstance Instance, ChangePrivilege Change, object? Target, RowPlace Place)> _replacements = [];
    private readonly Dictionary<(DbInstanceName Instance, DbAccountIdentity Account), int> _indexes = [];
    private readonly List<DbAccountReference> _refused = [];
    private bool _hasRecord;

    /// <summary>MySql: also replace those of root, of an account of the server itself, or of the one that is connected.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override bool AcceptsWiderEffect => Force;

    /// <inheritdoc/>
    protected override OperationKind Kind => OperationKind.SetPrivilege;

    /// <summary>
    /// One account may come in several records; replacing by each in turn would leave only the last, so they are gathered.
    /// </summary>
    private protected override Task MakeAsync(DbInstance instance, ChangePrivilege change, object? target)
    {
        if (_indexes.TryGetValue((instance.Key, change.Account), out int same))
        {
            ChangePrivilege before = _replacements[same].Change;
            ChangePrivilege both = change with
            {
                Privileges = before.Privileges.Union(change.Privileges),
                Global = before.Global || change.Global,
            };
            _replacements[same] = (instance, both, target, Place);
        }
        else
        {
            _indexes[(instance.Key, change.Account)] = _replacements.Count;
            _replacements.Add((instance, change, target, Place));
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        _hasRecord = true;
        return base.ProcessAsync();
    }

    /// <inheritdoc/>
    private protected override void Refused()
    {
        _hasRecord = true;
        (Account ?? []).ToList().ForEach(Refused);
    }

    /// <inheritdoc/>
    private protected override void Refused(DbAccountReference account) => _refused.Add(account);

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        // To be replaced by what an account holds that holds nothing: that it happened is not to be thought.
        if (!_hasRecord && MyInvocation.ExpectingInput && Given.Has(nameof(Account)) && !Given.Has(nameof(Privilege)))
        {
            foreach (DbAccountReference account in Account ?? [])
            {
                await ForRecordAsync(account.ToString(), () => throw DbError.InvalidInput(
                    Messages.ReplacementMissing.With(account), Messages.ReplacementMissingAdvice.With(account))).ConfigureAwait(false);
            }
        }

        foreach ((DbInstance instance, ChangePrivilege change, object? target, RowPlace place) in _replacements)
        {
            Place = place;
            await ForRecordAsync(target, () => IsRefused(change.Account)
                ? throw DbError.IncompleteReplacement(change.Account, instance.Key)
                : WithAccountAsync(instance, change.Account, () => ChangeAsync(instance, change, target))).ConfigureAwait(false);
        }

        await base.EndAsync().ConfigureAwait(false);
    }

    // Where a row of the account was no good, the others are not all that it shall hold. Which instance that row meant need not be known.
    private bool IsRefused(DbAccountIdentity account) => _refused.Any(refused => refused.MayMean(account));
}
