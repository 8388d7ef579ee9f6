using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using DbAccounts.Engines;
using DbAccounts.Engines.Listing;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Async;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Errors;
using DbAccounts.PowerShell.Input;
using DbAccounts.PowerShell.Session;

namespace DbAccounts.PowerShell.Commands;

/// <summary>A command about one connected instance.</summary>
public abstract class InstanceCommand : ProgressCommand
{
    /// <summary>What several values in one text are separated by, where a blank may be part of one.</summary>
    private protected static string ListSeparators => ListForm.Words.Separators;

    private RowBinder? _rows;
    private ChangeSender? _changes;
    private readonly Absences _absences = new();

    /// <summary>The instances that are named; null where none is.</summary>
    private protected abstract DbInstanceReference[]? Named { get; }

    /// <inheritdoc/>
    private protected override Func<DbInstanceName, IEnumerable<string>>? SeenAccounts => Session.AccountsOf;

    /// <summary>What this runspace has connected and seen.</summary>
    internal DbSession Session { get; private set; } = null!;

    /// <inheritdoc/>
    private protected override RowBinder Rows => _rows ??= new RowBinder(this) { Also = AlsoRead, Unread = Unread };

    /// <summary>Columns that the command reads, and has no parameter for.</summary>
    private protected virtual string[] AlsoRead => ["Service", "Endpoint"];

    /// <summary>Columns that would narrow what the command does, and that it can't follow.</summary>
    private protected virtual string[] Unread => [];

    /// <summary>True where a privilege from the pipeline says what is done to the account of the command line.</summary>
    private protected virtual bool TakesPrivilege => false;

    /// <summary>The connected instance that comes through the pipeline; null where something else does.</summary>
    private protected DbInstance? PipedInstance =>
        PipelineObject.Plain() is DbInstance { IsConnected: true } piped ? piped : null;

    /// <summary>Makes changes for the command.</summary>
    /// <param name="wait">Wait for their ends.</param>
    /// <param name="timeout">How long each may take.</param>
    /// <param name="skipRuleCheck">Leave the documented rules to the service.</param>
    private protected ChangeSender Changes(bool wait, TimeSpan timeout, bool skipRuleCheck) => _changes ??= new ChangeSender(
        Output, Progress, Session, wait, Call() with { Timeout = timeout, SkipRuleCheck = skipRuleCheck });

    /// <inheritdoc/>
    protected override void Begin()
    {
        Session = DbSession.Current;
        base.Begin();
    }

    /// <inheritdoc/>
    private protected override Task UnderWay => _changes?.QuietAsync() ?? Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        await InstanceReading.SayAsync(_absences, WriteErrorAsync).ConfigureAwait(false);
        await (_changes?.CompleteAsync() ?? Task.CompletedTask).ConfigureAwait(false);
    }

    /// <summary>The instance that a record is about: the one that is named, else the account's own, else the session's default.</summary>
    protected DbInstance ResolveInstance(DbAccountReference? account = null) => account is null
        ? ResolveInstance(Belonging.Nowhere, null)
        // To whom and where stands on the command line then; what is piped says what.
        : Unreadable.Require(account).PlacedBy is not null && !IsNamedByRecord ? ResolveInstance(Belonging.Nowhere, account.Origin)
        : ResolveInstance(Belonging.Of(account), account.PlacedBy ?? account.Origin);

    /// <summary>
    /// The instance that is named, which must be the record's own where it says one; else the record's own, else the session's default.
    /// </summary>
    /// <param name="own">Where the record says that it belongs.</param>
    /// <param name="subject">What the record was read from.</param>
    /// <exception cref="DbAccountsException">It isn't connected, several fit, or the record belongs elsewhere.</exception>
    private protected DbInstance ResolveInstance(Belonging own, object? subject) => Named is null
        ? Session.Resolve(own)
        : Named.Single().Resolve(Session, own, IsNamedByRecord, subject);

    /// <summary>True where no instance was written on the command line, so that one that is named is the record's own.</summary>
    private protected bool IsNamedByRecord => !Given.Has("Instance");

    /// <summary>
    /// The instance of a job: the one that was handed over, as it need not be connected in this session, or a connected one.
    /// </summary>
    /// <exception cref="DbAccountsException">It is not connected, or -Instance is another one.</exception>
    protected DbInstance InstanceOf(DbJob job) => ResolveInstance(Belonging.Of(job), job);

    /// <summary>A job of which only the id is known.</summary>
    private protected static DbJob JobOf(string id, DbInstance instance)
    {
        DbJob job = instance.NewJob();
        job.Id = id;
        return job;
    }

    /// <summary>Does the work for one record; what goes wrong becomes one error about that record, and the next record goes on.</summary>
    /// <returns>False where something went wrong.</returns>
    protected async Task<bool> ForRecordAsync(object? target, Func<Task> work)
    {
        RowPlace place = Place;
        try
        {
            await work().ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            // The model's own words about a name, an object or a pattern that can't be.
            await Output.ErrorAsync(ErrorRecords.From(place.Of(DbError.UnreadableInput(e)), target)).ConfigureAwait(false);
        }
        catch (DbAccountsException e)
        {
            await Output.ErrorAsync(ErrorRecords.From(place.Of(e), target)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException and not PipelineStoppedException and not RuntimeException)
        {
            await Output.ErrorAsync(ErrorRecords.From(e, target)).ConfigureAwait(false);
        }

        return false;
    }

    /// <summary>Reads what a record asks for on all instances that it means.</summary>
    /// <param name="target">What it was read from, for errors.</param>
    /// <param name="isOneOfMany">Other instances come through the pipeline.</param>
    private protected InstanceReading Reading(object? target, bool isOneOfMany) =>
        new(Session, work => ForRecordAsync(target, work), _absences, WriteErrorAsync) { IsOneOfMany = isOneOfMany };

    /// <summary>Writes an error.</summary>
    /// <param name="target">What it is of.</param>
    /// <param name="error">The error.</param>
    private protected Task WriteErrorAsync(object? target, DbAccountsException error) =>
        Output.ErrorAsync(ErrorRecords.From(Place.Of(error), target));

    /// <summary>Does something with an account; where the service does not have it, the error says which others it has.</summary>
    private protected async Task WithAccountAsync(DbInstance instance, DbAccountIdentity account, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (DbAccountsException e) when (e.ErrorId == DbErrorId.AccountNotFound)
        {
            throw await AccountSearch.ExplainAsync(instance, account, e, Call()).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// The records that a parameter for accounts holds. One that is written on the command line, or made by a script block, is beside what
    /// comes through the pipeline, and that counts as ever: an instance says where, a privilege what.
    /// </summary>
    /// <param name="accounts">What is bound to -Account.</param>
    /// <param name="set">Sets -Account.</param>
    /// <param name="members">The members of what names an account that are meant as parameters.</param>
    /// <param name="hostMayBeNew">A host in a column of its own may be the one that the account shall have.</param>
    private protected IEnumerable<(object? Record, Row? Members)> AccountRecords(
        DbAccountReference[]? accounts,
        Action<DbAccountReference[]?> set,
        Func<DbAccountReference, Row?> members,
        bool hostMayBeNew = false)
    {
        bool isBeside = Given.Has("Account") && MyInvocation.ExpectingInput && PipelineObject is not null;
        bool isScript = Given.Scripts.Contains("Account", StringComparer.OrdinalIgnoreCase);
        DbAccountReference[]? meant = !(isScript || isBeside) || accounts is null ? accounts
            : !isScript ? [.. accounts.Select(
                account => AccountTransformationAttribute.Beside(account, PipelineObject, hostMayBeNew, TakesPrivilege))]
            : [.. accounts.Select(account => AccountTransformationAttribute.Of(account, PipelineObject, hostMayBeNew))];
        foreach ((object? Record, Row? Members) record in OneByOne(meant, set, account => (OriginOf(account), members(account))))
        {
            yield return record;
        }

        // What the command line names is beside the next record again.
        set(accounts);
    }

    /// <summary>What an account was read from, for errors about it.</summary>
    protected static object? OriginOf(DbAccountReference account) => account.Origin ?? Unreadable.Target(account);

    /// <summary>Values as they are meant: one text may hold several.</summary>
    /// <param name="values">The values of a parameter; null where it is not given.</param>
    /// <param name="separators">What separates several in one text.</param>
    /// <param name="parameter">The parameter, for the message.</param>
    /// <exception cref="DbAccountsException">There are separators and nothing else.</exception>
    protected static string[]? List(
        string[]? values, string separators, [CallerArgumentExpression(nameof(values))] string parameter = "")
    {
        if (values is null)
        {
            return null;
        }

        // No privilege has a separator in its name; another name may, where several are given one by one.
        string[] list = values.Length == 1 || parameter == nameof(DbPrivilege.Privilege)
            ? [.. values.SelectMany(value => ListForm.Split(value, separators))]
            : [.. values.Select(part => part.Trim()).Where(part => part.Length > 0)];
        return list.Length > 0 ? list : throw DbError.EmptyParameter(parameter, isWhole: true);
    }

    /// <summary>Null for a blank text.</summary>
    protected static string? Text(string? value) => TextValue.OrNull(value);
}
