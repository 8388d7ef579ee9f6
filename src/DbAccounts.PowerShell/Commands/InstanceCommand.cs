using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Async;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Session;
using DbAccounts.Services;

namespace DbAccounts.PowerShell.Commands;

/// <summary>A command about one connected instance.</summary>
public abstract class InstanceCommand : AsyncCommand
{
    /// <summary>What several values in one text are separated by, where the service has no separator of its own.</summary>
    protected const string ListSeparators = ",;";

    private readonly RowBinder _rows;
    private ChangeSender? _changes;
    private HashSet<string> _commandLine = [];

    /// <summary>Prepares the binding of rows.</summary>
    protected InstanceCommand() => _rows = new RowBinder(this);

    /// <summary>
    /// The connected instance: the object that Connect-DbInstance returned, its id, 'service/id', or the service of the only one.
    /// Default: the session's.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("InstanceId")]
    [InstanceTransformation]
    [ArgumentCompleter(typeof(InstanceCompleter))]
    public DbInstanceReference? Instance { get; set; }

    /// <summary>What this runspace has connected and seen.</summary>
    internal DbSession Session { get; private set; } = null!;

    /// <summary>Shows how far the command is.</summary>
    private protected ProgressDisplay? Progress { get; private set; }

    /// <summary>
    /// The records that one object of the pipeline holds, as a text of JSON may hold several: each is set as the parameter's only value
    /// when it is its turn. What is returned is the record as it came; a table is bound key by key.
    /// </summary>
    protected virtual IEnumerable<object?> Records() => [null];

    /// <summary>Makes changes for the command.</summary>
    private protected ChangeSender Changes => _changes ??= new ChangeSender(Output, Progress, Session);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Session = DbSession.Current;
        _commandLine = new HashSet<string>(MyInvocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);
        Progress = new ProgressDisplay(this, Output, Session.Progress);
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        Progress?.Dispose();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Progress?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (object? record in Records())
        {
            try
            {
                _rows.Bind(record, _commandLine);
                _rows.Validate();
                base.ProcessRecord();
            }
            catch (DbAccountsException e)
            {
                WriteError(ErrorRecords.From(e, record));
            }
            finally
            {
                _rows.Restore();
            }
        }
    }

    /// <summary>Takes what is bound to a parameter one by one, and leaves the parameter as it was.</summary>
    /// <param name="all">What is bound, or null.</param>
    /// <param name="set">Sets the parameter.</param>
    /// <param name="record">The record that one was read from.</param>
    protected static IEnumerable<object?> OneByOne<T>(T[]? all, Action<T[]?> set, Func<T, object?> record)
    {
        if (all is null)
        {
            yield return null;
            yield break;
        }

        foreach (T one in all)
        {
            set([one]);
            yield return record(one);
        }

        set(all);
    }

    /// <summary>True when a parameter was written on the command line, not bound from the pipeline.</summary>
    protected bool IsOnCommandLine(string parameter) => _commandLine.Contains(parameter);

    /// <summary>The instance that a record is about: the one that is named, else the account's own, else the session's default.</summary>
    protected DbInstance ResolveInstance(DbAccountIdentity? account = null) =>
        account is null ? ResolveInstance(null, null) : ResolveInstance(Unreadable.Require(account).Service, account.InstanceId);

    /// <summary>The instance that is named, else the one that a record's own service and id mean, else the session's default.</summary>
    protected DbInstance ResolveInstance(string? service, string? instanceId) =>
        Instance is not null ? Instance.Resolve(Session, service, instanceId) : Session.Resolve(instanceId, service);

    /// <summary>
    /// The instance of a job: the one that was handed over, as it need not be connected in this session, or a connected one.
    /// </summary>
    /// <exception cref="DbAccountsException">It is not connected.</exception>
    protected DbInstance InstanceOf(DbJob job) =>
        Instance?.Instance is { } given && (job.Service.Length == 0 || given.Service == job.Service) && given.InstanceId == job.InstanceId
            ? given
            : Session.Resolve(job.InstanceId, job.Service, job.Region);

    /// <summary>Does the work for one record; what goes wrong becomes one error about that record, and the next record goes on.</summary>
    protected async Task ForRecordAsync(object? target, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            // The model's own words about a name, an object or a pattern that can't be.
            await Output.ErrorAsync(ErrorRecords.From(DbError.InvalidInput(e.Message), target)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException and not PipelineStoppedException and not RuntimeException)
        {
            await Output.ErrorAsync(ErrorRecords.From(e, target)).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// The account as an instance identifies it: hosts in one text apart, and where a host belongs to it but none is named, any.
    /// </summary>
    protected static DbAccountIdentity AsKnownTo(DbInstance instance, DbAccountIdentity account)
    {
        DbServiceInfo info = instance.Client.Info;
        string[] hosts = List(account.AllowedHost, info.HostSeparator) ?? [];
        if (hosts.Length > 0 && !info.HostIsIdentity && account.Origin is string)
        {
            throw DbError.InvalidInput($"{info.Service} identifies accounts by name alone: write '{account.Name}', without a host.");
        }

        hosts = hosts.Length == 0 && info.HostIsIdentity ? ["%"] : hosts;
        return new DbAccountIdentity(account.Name, hosts, account.Service, account.InstanceId, account.Origin);
    }

    /// <summary>What an account was read from, for errors about it.</summary>
    protected static object? OriginOf(DbAccountIdentity account) => account.Origin ?? Unreadable.Target(account);

    /// <summary>Values as they are meant: blank cells of a row are not given, and one text may hold several.</summary>
    protected static string[]? List(string[]? values, string separators)
    {
        if (values is null)
        {
            return null;
        }

        IEnumerable<string> parts = values.Length == 1 ? values[0].Split(separators.ToCharArray()) : values;
        string[] list = [.. parts.Select(part => part.Trim()).Where(part => part.Length > 0)];
        return list.Length == 0 && values.Length > 0 ? null : list;
    }

    /// <summary>Null for a blank text.</summary>
    protected static string? Text(string? value) => TextValue.OrNull(value);
}
