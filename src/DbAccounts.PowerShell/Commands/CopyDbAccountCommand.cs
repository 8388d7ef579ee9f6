using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Comparison;
using DbAccounts.Documents;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Planning;
using DbAccounts.PowerShell.Async;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Errors;
using DbAccounts.PowerShell.Session;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>
/// Creates accounts of one instance on another one, of the same service or not. What can't be carried is said before anything is sent, and
/// nothing is sent for an account that would lose something unless -Force accepts that.
/// </summary>
[Cmdlet(VerbsCommon.Copy, "DbAccount", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DbJob))]
public sealed class CopyDbAccountCommand : ProgressCommand
{
    private PlanSender? _sender;
    private readonly List<DbAccountReference> _accounts = [];
    private readonly Dictionary<DbAccountIdentity, DbAccountIdentity> _copies = [];

    // Copies that could hold privileges, and get none, with the accounts that they are of.
    private readonly Dictionary<string, DbAccountIdentity> _bare = [];

    /// <summary>The accounts: objects of Get-DbAccount, names, or 'name@host'.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [Alias("Name")]
    [AllowNull, AllowEmptyCollection]
    [AccountTransformation]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public DbAccountReference[]? Account { get; set; }

    /// <summary>The instance that the accounts are on. Default: their own, else the session's.</summary>
    [Parameter]
    [Alias("InstanceId")]
    [InstanceTransformation]
    [ArgumentCompleter(typeof(InstanceCompleter))]
    public DbInstanceReference? Instance { get; set; }

    /// <summary>The connected instance that they are created on; it may be the same with -NewName.</summary>
    [Parameter(Position = 1)]
    [InstanceTransformation]
    [ArgumentCompleter(typeof(InstanceCompleter))]
    public DbInstanceReference? Destination { get; set; }

    /// <summary>
    /// The name of the copy, for one account; where accounts have a host, 'name@host' is its host too. Default: the same name.
    /// </summary>
    [Parameter]
    [ValidateAccountName]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? NewName { get; set; }

    /// <summary>Carry the privileges too.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter IncludePrivilege { get; set; }

    /// <summary>
    /// Generate the passwords of the copies, as no service tells a password; they come with the jobs as the property Credential, in memory only.
    /// </summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter GeneratePassword { get; set; }

    /// <summary>The name of the secret that holds the copy's password; {name} in it is the name of the copy.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionSettingCompleter))]
    public string? SecretName { get; set; }

    /// <summary>The vault of the secret; without it the one that Get-Secret takes by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionSettingCompleter))]
    public string? Vault { get; set; }

    /// <summary>Copy an account without what can't be carried.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Force { get; set; }

    /// <summary>Wait for the last changes too, and return finished jobs.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Wait { get; set; }

    /// <summary>
    /// How long a change may be tried while its instance is busy, and waited for; seconds or a TimeSpan. Default: 600 seconds.
    /// </summary>
    [Parameter]
    [DurationTransformation, ValidatePositive]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        _accounts.AddRange(Account ?? []);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    private protected override Task UnderWay => _sender?.QuietAsync() ?? Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        DbSession session = DbSession.Current;
        DbInstance destination = Destination is null
            ? session.Resolve(Belonging.Nowhere)
            : Destination.Resolve(session, Belonging.Nowhere, isOfRecord: false, null);
        if (NewName is not null && _accounts.Count > 1)
        {
            throw DbError.InvalidInput(Messages.CopyNewNameOfSeveral, Messages.CopyNewNameOfSeveralAdvice);
        }

        if (SecretName is not null && SecretNameText.Stray(SecretName) is { } stray)
        {
            throw DbError.InvalidInput($"-SecretName: {Messages.SecretNameParameter.With(stray)}.", Messages.SecretNameParameterAdvice);
        }

        var builder = new PlanBuilder(GeneratePassword, Output.IsWhatIf) { Remark = WithoutPrivilege };
        CurrentState there = await CurrentState.ReadAsync(destination, _ => false, Call()).ConfigureAwait(false);
        foreach (IGrouping<DbInstance, DbAccountReference> source in await SourcesAsync(session).ConfigureAwait(false))
        {
            HashSet<DbAccountIdentity> named = [.. source.SelectMany(account => account.On(source.Key))];
            CurrentState state = await CurrentState.ReadAsync(
                source.Key, account => IncludePrivilege && named.Contains(account), Call()).ConfigureAwait(false);
            foreach (DbAccountIdentity account in named)
            {
                await TryAsync(account, () => Add(builder, state, account, there)).ConfigureAwait(false);
            }
        }

        builder.Notes.ForEach(Output.Warning);
        foreach (DbAccountsException error in builder.Errors)
        {
            DbAccountsException told = error.ErrorId == DbErrorId.PasswordNotNamed
                ? error.Advising(Messages.CopyWithoutPasswordAdvice) : error;
            await Output.ErrorAsync(ErrorRecords.From(told, null)).ConfigureAwait(false);
        }

        DbAccountPlan plan = builder.Build(DateTimeOffset.UtcNow);
        if (plan.Step.Length > 0)
        {
            if (_bare.Count > 0 && !Output.IsWhatIf)
            {
                Output.Warning(Messages.CopyPrivilegeLeft.With(string.Join(", ", _bare.Values.Distinct())));
            }

            _sender = new PlanSender(Output, Progress, session, Wait, strict: false, Call() with { Timeout = Timeout });
            await _sender.RunAsync(plan, confirms: false).ConfigureAwait(false);
        }
    }

    private void Add(PlanBuilder builder, CurrentState state, DbAccountIdentity account, CurrentState there)
    {
        DbInstance destination = there.Instance;
        CurrentAccount found = state[account]
            ?? throw DbError.AccountNotFoundAmong(account, state.Instance.Key, [.. state.Accounts.Select(one => one.Account).Where(one => one.Name == account.Name)], known: [.. state.Accounts.Select(one => one.Account.ToString())]);
        AccountCarry carry = AccountCarry.Of(state, found, destination.Client, there.Catalog, there.NotHeld);
        (string name, IReadOnlyList<string>? hosts) = Called(carry.Account, destination.Client.Info);
        if (ProtectedAccounts.Why(destination, new DbAccountIdentity(name, null)) is { } why)
        {
            throw DbError.InvalidInput(Messages.CopyProtected.With(account, destination, name, why), Messages.CopyProtectedAdvice);
        }

        if (carry.Losses.Count > 0 && !Force)
        {
            throw DbError.CopyLoses(account.ToString(), destination.Key, carry.Losses);
        }

        foreach (string loss in carry.Losses)
        {
            Output.Warning(Messages.CopyLosing.With(account, destination, loss));
        }

        var problems = new List<DocumentProblem>();
        IReadOnlyList<DesiredAccount> wanted = DesiredState.Of(
            new AccessInstance
            {
                Accounts =
                [
                    carry.Account with
                    {
                        Name = name,
                        AllowedHost = hosts,
                        Place = new DocumentPlace(""),
                        Password = SecretName is null ? null : new SecretName(SecretNameText.Of(SecretName, name), Vault),
                    },
                ],
            },
            destination.Client,
            DateTimeOffset.UtcNow,
            problems);
        if (problems.Count > 0)
        {
            throw DbError.DocumentInvalid(Messages.CopyOf.With(account), [.. problems.Select(problem => problem.Text)]);
        }

        foreach (DesiredAccount copy in wanted)
        {
            if (there[copy.Account] is not null)
            {
                throw DbError.CopyExists(copy.Account.ToString(), destination.Key);
            }

            // Where hosts don't tell accounts apart, several would be one.
            if (_copies.TryGetValue(copy.Account, out DbAccountIdentity? first))
            {
                throw DbError.CopyOfSeveral(account.ToString(), destination.Key, copy.Account.ToString(), first.ToString());
            }
        }

        bool isBare = !IncludePrivilege && state.Instance.Client.Info.PrivilegeLevels.Count > 0 && destination.Client.Info.PrivilegeLevels.Count > 0;
        foreach (DesiredAccount copy in wanted)
        {
            _copies[copy.Account] = account;
            if (isBare)
            {
                _bare[copy.Account.ToString()] = account;
            }
        }

        SayOthers(state, account);

        builder.Add(InstanceComparison.Of(there, wanted, prune: false, _ => true), PruneLimit.Default);
    }

    // Who copies an account may expect that the copy can do the same.
    private string WithoutPrivilege(DbPlanStep step) =>
        step.Operation == OperationKind.CreateAccount && _bare.TryGetValue(step.Account, out DbAccountIdentity? source)
            ? Messages.CopyWithoutPrivilege.With(source) : "";

    // A name alone is one account; that others have it, too, need not be known.
    private void SayOthers(CurrentState state, DbAccountIdentity account)
    {
        string[] others = [.. state.Accounts.Select(one => one.Account).Where(one => one.Name == account.Name && !one.Equals(account)).Select(one => one.ToString())];
        if (account.HostIsAssumed && others.Length > 0)
        {
            Output.Warning(Messages.CopyOthersLeft.With(account, string.Join(", ", others)));
        }
    }

    private (string Name, IReadOnlyList<string>? Hosts) Called(AccessAccount account, DbServiceInfo there)
    {
        if (NewName is null || !there.HostIsIdentity)
        {
            return (NewName ?? account.Name, account.AllowedHost);
        }

        try
        {
            var named = new DbAccountIdentity(NewName);
            return (named.Name, named.Host is null ? account.AllowedHost : [named.Host]);
        }
        catch (FormatException e)
        {
            throw DbError.UnreadableInput(e);
        }
    }

    private async Task<IEnumerable<IGrouping<DbInstance, DbAccountReference>>> SourcesAsync(DbSession session)
    {
        var all = new List<(DbInstance Instance, DbAccountReference Account)>();
        foreach (DbAccountReference account in _accounts)
        {
            await TryAsync(account.ToString()!, () =>
            {
                Belonging own = Belonging.Of(Input.Unreadable.Require(account));
                all.Add((Instance is null ? session.Resolve(own) : Instance.Resolve(session, own, isOfRecord: false, account.Origin), account));
            }).ConfigureAwait(false);
        }

        return all.GroupBy(one => one.Instance, one => one.Account);
    }

    private async Task TryAsync(object target, Action work)
    {
        try
        {
            work();
        }
        catch (DbAccountsException e)
        {
            await Output.ErrorAsync(ErrorRecords.From(e, target)).ConfigureAwait(false);
        }
    }
}
