using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Session;
using DbAccounts.Services;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Looks at the present state of jobs: those of this session, or any by id.</summary>
[Cmdlet(VerbsCommon.Get, "DbJob")]
[OutputType(typeof(DbJob))]
public sealed class GetDbJobCommand : RowCommand
{
    /// <summary>Ids of jobs. Default: all that this session has seen.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ColumnTransformation("Id")]
    [ArgumentCompleter(typeof(JobCompleter))]
    public string[]? Id { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync() => ForRecordAsync(InputTarget ?? Id, async () =>
    {
        string[]? ids = Id ?? (MeansWholeInstance ? null : InputText is { } text ? [text] : []);
        if (ids is { Length: 0 })
        {
            throw DbError.InvalidInput(
                "No job is named: give -Id, or objects with the property Id. An instance from the pipeline means all of its jobs.");
        }

        DbInstance? named = Instance is null && RowPlace() == Belonging.Nowhere ? null : ResolveRowInstance();
        DbJob[] asked = ids is null
            ? [.. Session.Jobs.Where(job => named is null || Belonging.Of(job).Fits(named))]
            : [.. ids.Select(id => Session.JobById(id, named) ?? JobFactory.Unknown(id, named ?? ResolveInstance()))];
        foreach (var group in asked.GroupBy(job => (job.Service, job.InstanceId, job.Endpoint, job.Connection)))
        {
            await ForRecordAsync(group.Key.InstanceId, () => LookAsync([.. group], ids is not null)).ConfigureAwait(false);
        }
    });

    // Services forget old jobs; one that nobody asked for by name is forgotten here too.
    private async Task LookAsync(DbJob[] jobs, bool named)
    {
        DbInstance instance = InstanceOf(jobs[0]);
        int size = Math.Max(1, instance.Client.Info.JobsPerRequest);
        for (int start = 0; start < jobs.Length; start += size)
        {
            DbJob[] batch = [.. jobs.Skip(start).Take(size)];
            IReadOnlyList<DbJob> found = await instance.Client.GetJobsAsync(instance, batch, Call()).ConfigureAwait(false);
            foreach (DbJob job in batch)
            {
                if (found.FirstOrDefault(f => f.Id == job.Id) is { } now)
                {
                    Session.Remember(now);
                    OwnChanges.NoteSeen(instance, now, Call());
                    await Output.WriteAsync(now).ConfigureAwait(false);
                }
                else if (!named)
                {
                    Session.Forget(job);
                }
                else
                {
                    await Output.ErrorAsync(ErrorRecords.From(DbError.JobNotFound(job.Id ?? "", instance), job.Id)).ConfigureAwait(false);
                }
            }
        }
    }
}
