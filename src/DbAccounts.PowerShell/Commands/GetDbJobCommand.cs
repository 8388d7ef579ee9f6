using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Engines;
using DbAccounts.Engines.Delivery;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Session;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Looks at the present state of jobs: those of this session, or any by id.</summary>
[Cmdlet(VerbsCommon.Get, "DbJob")]
[OutputType(typeof(DbJob))]
public sealed class GetDbJobCommand : RowCommand<DbInstanceReference[]>
{
    private DbJobState[]? _states;

    /// <summary>Ids of jobs. Default: all that this session has seen.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ColumnTransformation("Id")]
    [ArgumentCompleter(typeof(JobCompleter))]
    public string[]? Id { get; set; }

    /// <summary>Only jobs that are in one of these states now.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(JobStateCompleter))]
    public string[]? State { get; set; }

    /// <summary>Only jobs of these accounts: names, or 'name@host'; wildcards are allowed.</summary>
    [Parameter]
    [Alias("Name")]
    [SupportsWildcards]
    [AccountTransformation]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public DbAccountReference[]? Account { get; set; }

    /// <summary>
    /// The connected instances: objects that Connect-DbInstance returned, ids, 'service/id', the service of the only one; wildcards are
    /// allowed, and match ids and services. Default: the session's.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("InstanceId")]
    [SupportsWildcards]
    [InstanceTransformation(Several = true)]
    [ArgumentCompleter(typeof(InstanceCompleter))]
    public override DbInstanceReference[]? Instance { get; set; }

    /// <inheritdoc/>
    private protected override void CheckCommandLine() => _states = State?.Select(JobStateName.Read).ToArray();

    /// <inheritdoc/>
    protected override Task ProcessAsync() => ForRecordAsync(InputTarget ?? Id, async () =>
    {
        string[]? ids = Id ?? (MeansWholeInstance ? null : InputText is { } text ? [text] : []);
        if (ids is { Length: 0 })
        {
            // Where changes are immediate, a job has no id, and stays as it is.
            if (Input?.BaseObject is DbJob job && job.HasEnded())
            {
                await RememberedAsync([job], isAsked: true).ConfigureAwait(false);
                return;
            }

            throw DbError.InvalidInput(
                Messages.GetJobWithoutId, Messages.GetJobWithoutIdAdvice);
        }

        Belonging own = RowPlace();
        InstanceReading reading = Reading(InputTarget ?? Id, Given.Has(nameof(Id)) && Input is { BaseObject: DbInstance });
        if (Named is not null || own != Belonging.Nowhere)
        {
            await reading.RunAsync(Named, own, IsNamedByRecord, RowSubject, instance => ids is null
                ? LookAsync(instance, [.. Session.Jobs.Where(job => Belonging.Of(job).Fits(instance))], null)
                : FindAsync(instance, ids, reading)).ConfigureAwait(false);
            return;
        }

        DbJob[] asked = ids is null ? [.. Session.Jobs]
            : [.. ids.Select(id => Session.JobById(id, null) ?? JobOf(id, ResolveInstance()))];
        foreach (var group in asked.GroupBy(job => (job.Service, job.InstanceId, job.Endpoint, job.Connection)))
        {
            DbJob[] jobs = [.. group];
            await ForRecordAsync(group.Key.InstanceId, () => Session.Instances.Any(Belonging.Of(jobs[0]).Fits)
                ? LookAsync(InstanceOf(jobs[0]), jobs, ids is null ? null : reading)
                : RememberedAsync(jobs, isAsked: ids is not null)).ConfigureAwait(false);
        }
    });

    // A job that has ended stays so, and of others only the service knows, which is not connected any more.
    private async Task RememberedAsync(DbJob[] jobs, bool isAsked)
    {
        DbServiceInfo info = ServiceCatalog.Get(jobs[0].Service).Info;
        var accounts = new AccountFilters(Account, info);
        foreach (DbJob job in jobs.Where(job => job.HasEnded() || !isAsked))
        {
            await WriteAsync(job, accounts).ConfigureAwait(false);
        }

        DbJob[] open = [.. jobs.Where(job => !job.HasEnded() && IsOf(job, accounts))];
        if (isAsked && open.Length > 0)
        {
            _ = InstanceOf(open[0]);
        }
        else if (open.Length > 0 && Session.IsNews(new DbInstanceName(open[0].Service, open[0].InstanceId, open[0].Endpoint)))
        {
            Output.Warning(VisibleText.Of(Messages.JobsAsLastSeen.With(
                new DbInstanceName(open[0].Service, open[0].InstanceId), open[0].Endpoint, string.Join(", ", open.SelectMany(job => job.Account).Distinct().Take(5)))));
        }
    }

    private async Task FindAsync(DbInstance instance, string[] ids, InstanceReading reading)
    {
        // A job that the session has seen elsewhere is asked for there, where that is among what a pattern names.
        ILookup<bool, string> here = ids.ToLookup(id =>
            !reading.IsPattern || Session.JobById(id, null) is not { } seen || Belonging.Of(seen).Fits(instance));
        await LookAsync(
            instance,
            [.. here[true].Select(id => Session.JobById(id, instance) ?? JobOf(id, instance))],
            reading).ConfigureAwait(false);
        foreach (string id in here[false])
        {
            await reading.MissingAsync(id, id, instance, NotFound(id, instance)).ConfigureAwait(false);
        }
    }

    private static DbAccountsException NotFound(string id, DbInstance instance) =>
        DbError.JobNotFound(id, instance.Key, instance.Client.Info.HasJobs);

    // Services forget old jobs; one that nobody asked for by name is forgotten here too.
    private async Task LookAsync(DbInstance instance, DbJob[] jobs, InstanceReading? reading)
    {
        var accounts = new AccountFilters(Account, instance);
        // A job of which only the id is known tells its accounts when it was looked at.
        jobs = [.. jobs.Where(job => job.Account.Length == 0 || IsOf(job, accounts))];
        // What has no id had ended when it was answered, and was then cut off before anybody got its password.
        foreach (DbJob job in jobs.Where(job => job.Id is null))
        {
            await WriteAsync(job, accounts).ConfigureAwait(false);
        }

        jobs = [.. jobs.Where(job => job.Id is not null)];
        int size = Math.Max(1, instance.Client.Info.JobsPerRequest);
        for (int start = 0; start < jobs.Length; start += size)
        {
            DbJob[] batch = [.. jobs.Skip(start).Take(size)];
            IReadOnlyList<DbJob> found = instance.Client.Jobs is { } source
                ? await source.GetJobsAsync(instance, batch, Call()).ConfigureAwait(false)
                : [];
            foreach (DbJob job in batch)
            {
                if (found.FirstOrDefault(f => f.Id == job.Id) is { } now)
                {
                    reading?.Found(job.Id ?? "");
                    Session.Remember(now);
                    RecentChanges.NoteSeen(instance, now, Call());
                    await WriteAsync(now, accounts).ConfigureAwait(false);
                }
                else if (reading is null)
                {
                    Session.Forget(job);
                }
                else
                {
                    await reading.MissingAsync(job.Id ?? "", job.Id, instance, NotFound(job.Id ?? "", instance)).ConfigureAwait(false);
                }
            }
        }
    }

    private Task WriteAsync(DbJob job, AccountFilters accounts) =>
        _states?.Contains(job.State) == false || !IsOf(job, accounts) ? Task.CompletedTask : Output.WriteAsync(job);

    private static bool IsOf(DbJob job, AccountFilters accounts) =>
        accounts.IsEmpty || job.Account.Any(text => accounts.Has(new DbAccountIdentity(text)));
}
