using System.Collections.Generic;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;

namespace DbAccounts.Engines;

/// <summary>What an engine can do whose changes become jobs that go on after the answer.</summary>
public interface IJobSource
{
    /// <summary>
    /// The present state of jobs, at most <see cref="DbServiceInfo.JobsPerRequest"/> of them; an unknown one is left out.
    /// </summary>
    /// <exception cref="DbAccountsException">They can't be looked at.</exception>
    Task<IReadOnlyList<DbJob>> GetJobsAsync(DbInstance instance, IReadOnlyList<DbJob> jobs, CallContext context);
}
