using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Errors;
using DbAccounts.PowerShell.Input;
using DbAccounts.PowerShell.Session;
using DbAccounts.Running;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Waits for jobs, many at once, and writes each as it ends. Ctrl+C stops the waiting, not the jobs.</summary>
[Cmdlet(VerbsLifecycle.Wait, "DbJob", DefaultParameterSetName = "Job")]
[OutputType(typeof(DbJob))]
public sealed class WaitDbJobCommand : NamedInstanceCommand<DbInstanceReference>
{
    private JobWaiter _waiter = null!;
    private Task _waiting = Task.CompletedTask;

    /// <summary>The jobs, of any service and instance, from this session or another.</summary>
    [Parameter(ParameterSetName = "Job", Position = 0, ValueFromPipeline = true)]
    [JobTransformation]
    [ArgumentCompleter(typeof(JobCompleter))]
    public DbJob[]? Job { get; set; }

    /// <summary>Ids of jobs that this session has seen, or of the session's default instance.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true)]
    [AllowNull, AllowEmptyString, AllowEmptyCollection]
    [ArgumentCompleter(typeof(JobCompleter))]
    public string[]? Id { get; set; }

    /// <summary>How long each job is waited for; seconds or a TimeSpan. Default: 600 seconds.</summary>
    [Parameter]
    [DurationTransformation, ValidatePositive]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The time between two looks; seconds or a TimeSpan. Default: half a second at first, up to 3 seconds.</summary>
    [Parameter]
    [DurationTransformation, ValidatePositive]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public TimeSpan? PollingInterval { get; set; }

    /// <summary>End with the first job that ends.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Any { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        var options = new JobWaitOptions { Timeout = Timeout, PollingInterval = PollingInterval, Any = Any, Looked = ShowProgress };
        _waiter = new JobWaiter(options, Call(), EndedAsync);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        foreach (DbJob job in Job ?? [.. (Id ?? []).Select(id => new DbJob { Id = id })])
        {
            await ForRecordAsync(Unreadable.Target(job), () =>
            {
                DbJob known = Known(Unreadable.Require(job));
                DbInstance instance = InstanceOf(known);
                // What somebody holds shall show how the job ends.
                Session.Remember(known);
                _waiter.Add(instance, known);
                return Task.CompletedTask;
            }).ConfigureAwait(false);
        }

        // Looking begins with the first job, while others still come.
        if (_waiting.IsCompleted && _waiter.Open > 0 && !(Any && _waiter.Open < _waiter.Total))
        {
            _waiting = Task.Run(_waiter.RunAsync);
        }
    }

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        _waiter.Complete();
        await _waiting.ConfigureAwait(false);
    }

    // An id alone is that of a job that the session has seen, or of the instance that is meant where none is named.
    private DbJob Known(DbJob job)
    {
        if (job.InstanceId.Length > 0 || job.Id is not { } id)
        {
            return job;
        }

        DbInstance? named = Instance is null ? null : ResolveInstance();
        return Session.JobById(id, named) ?? JobOf(id, named ?? InstanceOf(job));
    }

    private async Task EndedAsync(DbJob job, DbAccountsException? error)
    {
        // Asked for at an instance that does not know it, it is a job of another one.
        if (error?.ErrorId == DbErrorId.JobNotFound)
        {
            Session.Forget(job);
        }
        else
        {
            Session.Remember(job);
        }

        // A job that is late or can't be looked at has not ended: that is said as an error alone.
        if (job.HasEnded())
        {
            await Output.WriteAsync(job).ConfigureAwait(false);
        }

        if (error is not null)
        {
            await Output.ErrorAsync(ErrorRecords.From(JobCredential.Tell(error, job), job)).ConfigureAwait(false);
        }
    }

    private void ShowProgress(JobWaiter waiter)
    {
        // No service documents how far an account's job is: the count is all there is to say, and of one job not even that.
        int total = waiter.Total, done = total - waiter.Open;
        string oldest = waiter.Oldest is { } job ? $"; {job.Operation} {string.Join(", ", job.Account)}: {job.State}" : "";
        Progress?.Show(Messages.ProgressWaiting, Messages.ProgressEnded.With(done, total, oldest), total > 1 ? done * 100 / total : -1);
    }
}
