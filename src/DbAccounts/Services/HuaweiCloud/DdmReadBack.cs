using System;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Services.HuaweiCloud.Requests;

namespace DbAccounts.Services.HuaweiCloud;

/// <summary>Looks whether a change whose answer was lost shows. Changes of DDM are immediate, so what does not show was not applied.</summary>
internal sealed class DdmReadBack(Func<string, Task<DbAccount?>> find, CallContext context)
{
    private static readonly TimeSpan[] _waits = [TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];

    /// <summary>Looks several times over a few seconds, because reading may lag.</summary>
    public async Task<ReadBack> FindAsync(object request, DbJob job, DateTimeOffset sentAt)
    {
        ReadBack result = ReadBack.NotApplied("");
        foreach (TimeSpan wait in _waits)
        {
            await context.WaitAsync(wait).ConfigureAwait(false);
            result = await LookAsync(request, job, sentAt).ConfigureAwait(false);
            if (!result.IsNotApplied)
            {
                return result;
            }
        }

        return result;
    }

    private async Task<ReadBack> LookAsync(object request, DbJob job, DateTimeOffset sentAt)
    {
        string name = job.Account[0];
        DbAccount? account = await find(name).ConfigureAwait(false);
        return request switch
        {
            CreateDdmUser => account is null
                ? ReadBack.NotApplied($"'{name}' does not exist: the account was not created.")
                : ByTime(account.Created, job, sentAt, $"'{name}' has existed from before."),
            DeleteDdmUser => account is null ? ReadBack.Applied(job.FoundByReadingBack()) : ReadBack.NotApplied($"'{name}' still exists: it was not removed."),
            UpdateDdmUser update => account is not null && DdmPrivileges.Shows(account, update)
                ? ReadBack.Applied(job.FoundByReadingBack())
                : ReadBack.NotApplied($"'{name}' does not show the change."),
            _ => ByTime(account?.PasswordChanged, job, sentAt, $"The password of '{name}' is older."),
        };
    }

    private static ReadBack ByTime(DateTime? time, DbJob job, DateTimeOffset sentAt, string otherwise) =>
        time is not { } shown ? ReadBack.Unclear("The service does not tell the time of the last change.")
        : Window.IsSince(shown, sentAt, TimeSpan.Zero) ? ReadBack.Applied(job.FoundByReadingBack())
        : ReadBack.NotApplied(otherwise);
}
