using System;
using System.Threading.Tasks;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;

namespace DbAccounts.Running;

/// <summary>A job that is waited for.</summary>
internal sealed class WaitingJob(
    DbInstance instance, DbJob job, TimeSpan since, Func<DbJob, DbAccountsException?, Task> ended)
{
    /// <summary>Where it is carried out.</summary>
    public DbInstance Instance { get; } = instance;

    /// <summary>Takes it when it is not waited for any more.</summary>
    public Func<DbJob, DbAccountsException?, Task> Ended { get; } = ended;

    /// <summary>As it was last seen.</summary>
    public DbJob Job { get; set; } = job;

    /// <summary>When it was handed over, by the clock.</summary>
    public TimeSpan Since { get; } = since;

    /// <summary>Since when the service has not known it, by the clock; null where it does.</summary>
    public TimeSpan? MissingSince { get; set; }

    /// <summary>Why it is not waited for any more, though it has not ended, or not well.</summary>
    public DbAccountsException? Error { get; set; }

    /// <summary>True when it is not waited for any more.</summary>
    public bool IsDone => Error is not null || Job.HasEnded();
}
