using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Comparison;
using DbAccounts.Documents;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Async;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Errors;
using DbAccounts.PowerShell.Input;
using DbAccounts.PowerShell.Session;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>A command about what differs between a document, or another instance, and what is there.</summary>
public abstract class DocumentCommand : ProgressCommand
{
    private readonly List<PSObject> _objects = [];
    private CurrentState? _reference;
    private string? _path;

    /// <summary>The access document: a file .json or .psd1.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [AllowNull, AllowEmptyString]
    public string? Path { get; set; }

    /// <summary>
    /// The access document as objects: a hashtable, what ConvertFrom-Json or ConvertFrom-Yaml give, its JSON text; or accounts row by row,
    /// with the columns Name, AllowedHost, Grant and the settings.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    [AllowNull, AllowEmptyCollection]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public PSObject[]? InputObject { get; set; }

    /// <summary>Another connected instance, whose accounts are what shall be.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ReferenceInstance")]
    [AllowNull]
    [InstanceTransformation]
    [ArgumentCompleter(typeof(InstanceCompleter))]
    public DbInstanceReference? ReferenceInstance { get; set; }

    /// <summary>Only these accounts: names, or 'name@host'; wildcards are allowed. Default: all.</summary>
    [Parameter]
    [Alias("Name")]
    [SupportsWildcards]
    [AccountTransformation]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public DbAccountReference[]? Account { get; set; }

    /// <summary>
    /// Only these of the document's instances; where the document names none, the instances that it is about. Wildcards are allowed.
    /// Default: all that the document names, else the session's default.
    /// </summary>
    [Parameter]
    [Alias("InstanceId")]
    [SupportsWildcards]
    [InstanceTransformation(Several = true)]
    [ArgumentCompleter(typeof(InstanceCompleter))]
    public DbInstanceReference[]? Instance { get; set; }

    /// <inheritdoc/>
    private protected override bool BlankIsContent => true;

    /// <summary>What this runspace has connected and seen.</summary>
    internal DbSession Session { get; private set; } = null!;

    /// <summary>Something could not be read or compared; an error has said what.</summary>
    private protected bool HasFailed { get; private set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        Session = DbSession.Current;
        base.Begin();
    }

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        _objects.AddRange((InputObject ?? []).Where(one => one is not null));
        return Task.CompletedTask;
    }

    /// <summary>Compares; an instance that can't be reached is one error, and the others go on.</summary>
    /// <param name="prune">Accounts that the document doesn't name shall not be there.</param>
    /// <exception cref="DbAccountsException">The document can't be what was meant.</exception>
    private protected async Task<IReadOnlyList<InstanceComparison>> CompareAsync(bool prune)
    {
        IReadOnlyList<(DbInstance Instance, IReadOnlyList<DesiredAccount> Accounts)> wanted = ReferenceInstance is null
            ? await FromDocumentAsync().ConfigureAwait(false)
            : await FromInstanceAsync(prune).ConfigureAwait(false);
        InstanceComparison?[] all = await Task.WhenAll(wanted.Select(one => TryAsync(one.Instance, async () =>
        {
            var named = new HashSet<DbAccountIdentity>(
                one.Accounts.Where(account => account.State.Privileges is not null || !account.State.Exists).Select(account => account.Account));
            var meant = new AccountFilters(Account, one.Instance);
            CurrentState current = await ReadAsync(one.Instance, meant, account => prune || named.Contains(account)).ConfigureAwait(false);
            InstanceComparison comparison = InstanceComparison.Of(
                current, one.Accounts, prune, meant.Means);
            foreach (string note in comparison.Notes)
            {
                Output.Warning(note);
            }

            if (comparison.NotSeen.Count > 0)
            {
                await FailAsync(DbError.ComparedInPart(one.Instance.Key, comparison.NotSeen), one.Instance).ConfigureAwait(false);
            }

            return comparison;
        }))).ConfigureAwait(false);
        InstanceComparison[] read = [.. all.OfType<InstanceComparison>()];
        if (read.Length == all.Length)
        {
            await RequireNamedAsync(wanted, read).ConfigureAwait(false);
        }

        // What another instance holds is carried as far as it can be.
        var problems = new List<DocumentProblem>();
        foreach (InstanceComparison comparison in ReferenceInstance is null ? read : [])
        {
            await TryAsync(comparison.Current.Instance, async () =>
            {
                problems.AddRange(await NotHoldable.FindAsync(comparison, Call()).ConfigureAwait(false));
                return problems;
            }).ConfigureAwait(false);
        }

        return await HasNoneAsync(problems).ConfigureAwait(false) ? read : [];
    }

    private async Task<bool> HasNoneAsync(List<DocumentProblem> problems)
    {
        string name = _path is null ? Messages.DocumentFromPipeline : $"'{_path}'";
        string[] texts = [.. problems.Select(problem => problem.ToString()).Distinct()];
        for (int i = 0; i < texts.Length; i++)
        {
            await FailAsync(DbError.DocumentInvalid(name, texts, i), Path).ConfigureAwait(false);
        }

        return texts.Length == 0;
    }

    // A name that is nowhere was meant to be somewhere; what a pattern matches may be nothing.
    private async Task RequireNamedAsync(
        IReadOnlyList<(DbInstance Instance, IReadOnlyList<DesiredAccount> Accounts)> wanted, IReadOnlyList<InstanceComparison> read)
    {
        var known = new NamedAccounts(Account);
        if (_reference is not null)
        {
            known.See(_reference.Accounts.Select(account => account.Account), _reference.Instance);
        }

        foreach ((DbInstance instance, IReadOnlyList<DesiredAccount> accounts) in wanted)
        {
            known.See(accounts.Select(account => account.Account), instance);
        }

        foreach (CurrentState current in read.Select(comparison => comparison.Current))
        {
            known.See(current.Accounts.Select(account => account.Account).Concat(current.Unnamed), current.Instance);
        }

        foreach (DbAccountsException missing in known.Missing())
        {
            await FailAsync(missing, null).ConfigureAwait(false);
        }
    }

    // Shows how far it is.
    private Task<CurrentState> ReadAsync(
        DbInstance instance, AccountFilters meant, Func<DbAccountIdentity, bool> withPrivileges) => CurrentState.ReadAsync(
        instance,
        account => withPrivileges(account) && meant.Means(account),
        Call(),
        (read, all) => Progress?.Show(Messages.DocumentReading.With(instance), FormattableString.Invariant($"{read} of {all}")));

    /// <summary>Does something with an instance; what goes wrong is an error about it, and the others go on.</summary>
    private protected async Task<T?> TryAsync<T>(object target, Func<Task<T>> work)
        where T : class
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException and not RuntimeException)
        {
            await FailAsync(e, target).ConfigureAwait(false);
            return null;
        }
    }

    /// <summary>Says what goes wrong, and that not all of it was done.</summary>
    private protected Task FailAsync(Exception error, object? target)
    {
        HasFailed = true;
        return Output.ErrorAsync(ErrorRecords.From(error, target));
    }

    private async Task<IReadOnlyList<(DbInstance, IReadOnlyList<DesiredAccount>)>> FromDocumentAsync()
    {
        var problems = new List<DocumentProblem>();
        _path = Path is null ? null : DocumentFiles.PathOf(this, Path);
        if (_path is null && _objects.All(Blank.Is))
        {
            throw DbError.DocumentMissing();
        }

        AccessDocument document = _path is null ? DocumentFiles.Objects(_objects, problems) : DocumentFiles.File(_path, problems);
        var all = new List<(DbInstance, IReadOnlyList<DesiredAccount>)>();
        IReadOnlyList<DbInstance>? named = Instance is null ? null : DocumentInstances.Named(Session, Instance);
        var places = new Dictionary<DbInstance, DocumentPlace>();
        bool isAny = false;
        foreach (AccessInstance one in document.Instances)
        {
            // In a list what names nothing has been told.
            if (!one.IsNamed && one.Place.Path.Length > 0)
            {
                continue;
            }

            IReadOnlyList<DbInstance>? found = await TryAsync(one.Place.ToString(), () => Task.FromResult(
                one.IsNamed ? DocumentInstances.Resolve(Session, one, named) : DocumentInstances.Named(Session, Instance))).ConfigureAwait(false);
            foreach (DbInstance instance in found ?? [])
            {
                isAny |= named is null || named.Contains(instance);
                if (named is not null && !named.Contains(instance))
                {
                    continue;
                }

                if (places.TryGetValue(instance, out DocumentPlace? first))
                {
                    // Where it is written twice alike, that was said.
                    if (!problems.Exists(problem => problem.Place == one.Place))
                    {
                        problems.Add(new DocumentProblem(one.Place, Messages.DocumentInstanceTwice.With(instance, first)));
                    }

                    continue;
                }

                places[instance] = one.Place;
                all.Add((instance, DesiredState.Of(one, instance.Client, DateTimeOffset.UtcNow, problems)));
            }
        }

        if (!await HasNoneAsync(problems).ConfigureAwait(false))
        {
            return [];
        }

        return isAny || HasFailed || document.Instances.Count == 0 ? all : throw DbError.InvalidInput(
            Messages.DocumentWithoutInstance, Messages.DocumentWithoutInstanceAdvice);
    }

    private async Task<IReadOnlyList<(DbInstance, IReadOnlyList<DesiredAccount>)>> FromInstanceAsync(bool prune)
    {
        DbInstance reference = ReferenceInstance!.Resolve(Session, Belonging.Nowhere, isOfRecord: false, null);
        var meant = new AccountFilters(Account, reference);
        CurrentState state = await ReadAsync(reference, meant, _ => true).ConfigureAwait(false);
        _reference = state;
        if (!state.IsWhole)
        {
            DbAccountsException error = DbError.ReferenceInPart(reference.Key, prune);
            await (prune ? throw error : FailAsync(error, reference)).ConfigureAwait(false);
        }

        var all = new List<(DbInstance, IReadOnlyList<DesiredAccount>)>();
        foreach (DbInstance instance in DocumentInstances.Named(Session, Instance).Where(one => !one.Key.Equals(reference.Key)))
        {
            var problems = new List<DocumentProblem>();
            PrivilegeCatalog offered = await instance.Client.GetPrivilegeCatalogAsync(instance, Call()).ConfigureAwait(false);
            IReadOnlyDictionary<string, string> notHeld = await CurrentState.NotHeldAsync(instance, Call()).ConfigureAwait(false);
            AccountCarry[] carried =
            [
                .. state.Accounts.Where(account => ProtectedAccounts.Why(reference, account.Account) is null && meant.Means(account.Account))
                    .Select(account => AccountCarry.Of(state, account, instance.Client, offered, notHeld)),
            ];
            foreach (IGrouping<string, AccountCarry> loss in carried.SelectMany(one => one.Losses.Select(loss => (loss, one)))
                .GroupBy(one => one.loss, one => one.one))
            {
                Output.Warning(Messages.DocumentNotCompared.With(instance, loss.Key, string.Join(", ", loss.Select(one => one.Source))));
            }

            IReadOnlyList<DesiredAccount> wanted = DesiredState.Of(
                new AccessInstance { Accounts = [.. carried.Select(one => one.Account)] }, instance.Client, DateTimeOffset.UtcNow, problems);
            if (problems.Count > 0)
            {
                throw DbError.DocumentInvalid($"{reference}, for {instance},", [.. problems.Select(problem => problem.ToString())]);
            }

            all.Add((instance, wanted));
        }

        return all.Count > 0 ? all : throw DbError.InvalidInput(
            Messages.DocumentInstanceIsReference, Messages.DocumentInstanceIsReferenceAdvice);
    }
}
