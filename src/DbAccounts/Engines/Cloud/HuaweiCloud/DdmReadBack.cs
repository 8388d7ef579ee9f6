using System;
using System.Threading.Tasks;
using DbAccounts.Engines.Cloud.HuaweiCloud.Requests;
using DbAccounts.Engines.Delivery;
using DbAccounts.Execution;
using DbAccounts.Model;

namespace DbAccounts.Engines.Cloud.HuaweiCloud;

/// <summary>
/// Looks whether a change whose answer was lost shows. Changes of DDM are immediate, so what does not show was not applied.
/// </summary>
internal sealed class DdmReadBack(DbInstance instance, Func<string, Task<DbAccount?>> find, CallContext context)
{
    // What is read earlier may be older than the change.
    private static readonly TimeSpan[] _waits = [RecentChanges.LongestLag, TimeSpan.FromSeconds(1)];

    /// <summary>Looks twice, the first time when reading does not lag behind the sending any more.</summary>
    public async Task<ReadBack> FindAsync(object request, DbJob job, SendHistory sending)
    {
        ReadBack result = ReadBack.NotApplied("");
        foreach (TimeSpan wait in _waits)
        {
            await context.WaitAsync(wait).ConfigureAwait(false);
            result = await LookAsync(request, job, sending).ConfigureAwait(false);
            if (result.Job is not null)
            {
                return result;
            }
        }

        return result;
    }

    private async Task<ReadBack> LookAsync(object request, DbJob job, SendHistory sending)
    {
        string name = job.Account[0];
        DbAccount? account = await find(name).ConfigureAwait(false);
        return request switch
        {
            CreateDdmUser create => account is null ? Absent() : await JudgeAsync(create, account).ConfigureAwait(false),
            DeleteDdmUser => account is null
                ? ReadBack.Applied(job.FoundByReadingBack())
                : ReadBack.NotApplied($"'{name}' still exists: it was not removed."),
            UpdateDdmUser { Description: not null } when account is { Description: null } =>
                ReadBack.Unclear("The service does not tell the description."),
            UpdateDdmUser update => account is not null && DdmPrivileges.Shows(account, update)
                ? ReadBack.Applied(job.FoundByReadingBack())
                : ReadBack.NotApplied($"'{name}' does not show the change."),
            _ => account is null
                ? ReadBack.NotApplied($"'{name}' does not exist.")
                : sending.ProvePassword(name, account.PasswordChanged, job),
        };

        ReadBack Absent()
        {
            sending.SawAbsent = true;
            return ReadBack.NotApplied($"'{name}' does not exist: the account was not created.");
        }

        Task<ReadBack> JudgeAsync(CreateDdmUser create, DbAccount account) => sending.ProveCreationAsync(
            name, account.Created, !DdmPrivileges.MayShow(account, create), job, () => ReadClockAsync(job));
    }

    private Task<ServiceClock?> ReadClockAsync(DbJob job) => ServiceClock.ReadAsync(
        instance,
        job.Account,
        async known => (await find(known.Name).ConfigureAwait(false))?.Created,
        context);
}
