using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Model;
using DbAccounts.Services.TencentCloud.Requests;

namespace DbAccounts.Services.TencentCloud;

/// <summary>
/// Looks whether a change whose answer was lost shows. A task that was queued may still be waiting, so what does not show
/// proves nothing: a change is found or remains unclear, and is never sent again.
/// </summary>
internal sealed class TencentReadBack(TencentMySqlService service, DbInstance instance, CallContext context)
{
    // The zone of the times is not documented; China's is inferred. If it were another, a change would remain unclear, not be claimed.
    private static readonly TimeSpan _zone = TimeSpan.FromHours(8);
    private static readonly TimeSpan[] _waits =
        [OwnChanges.LongestLag, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3)];

    /// <summary>Looks several times over ten seconds, the first time when reading does not lag behind the sending any more.</summary>
    public async Task<ReadBack> FindAsync(object request, DbJob job, Sending sending)
    {
        foreach (TimeSpan wait in _waits)
        {
            await context.WaitAsync(wait).ConfigureAwait(false);
            if (await ShowsAsync(request, sending).ConfigureAwait(false))
            {
                return ReadBack.Applied(job.FoundByReadingBack());
            }
        }

        return ReadBack.Unclear(FormattableString.Invariant(
            $"After {_waits.Sum(wait => wait.TotalSeconds):0.#} seconds the change does not show; its task may still be waiting."));
    }

    private async Task<bool> ShowsAsync(object request, Sending sending) => request switch
    {
        CreateAccounts create => await AllAsync(create.Accounts!, found => IsSince(found?.Created ?? found?.Modified, sending)).ConfigureAwait(false),
        DeleteAccounts delete => await AllAsync(delete.Accounts!, found => found is null).ConfigureAwait(false),
        ModifyAccountPassword password => await AllAsync(password.Accounts!, found => IsSince(found?.PasswordChanged, sending)).ConfigureAwait(false),
        ModifyAccountDescription text => await AllAsync(text.Accounts!, found => found is not null && (found.Description ?? "") == (text.Description ?? "")).ConfigureAwait(false),
        ModifyAccountMaxUserConnections limit => await AllAsync(limit.Accounts!, found => found?.MaxUserConnections == limit.MaxUserConnections).ConfigureAwait(false),
        ModifyAccountHost host => await AllAsync([new Account { User = host.User, Host = host.Host }], found => found is null).ConfigureAwait(false)
            && await AllAsync([new Account { User = host.User, Host = host.NewHost }], found => found is not null).ConfigureAwait(false),
        ModifyAccountPrivileges privileges => await HoldsAsync(privileges).ConfigureAwait(false),
        _ => false,
    };

    private async Task<bool> AllAsync(IEnumerable<Account> accounts, Func<DbAccount?, bool> test)
    {
        var listed = new Dictionary<string, DbAccount>(StringComparer.Ordinal);
        await service.ListAccountsAsync(
            instance,
            found =>
            {
                listed[found.ToString()] = found;
                return Task.CompletedTask;
            },
            context).ConfigureAwait(false);
        return accounts.All(account => test(listed.TryGetValue($"{account.User}@{account.Host}", out DbAccount? found) ? found : null));
    }

    private async Task<bool> HoldsAsync(ModifyAccountPrivileges sent)
    {
        DbPrivilegeSet wanted = TencentMapping.Privileges(JsonSerializer.SerializeToElement(sent, typeof(ModifyAccountPrivileges), TencentJson.Wire));
        foreach (Account account in sent.Accounts!)
        {
            DbPrivilegeSet held = await service.GetPrivilegesAsync(
                instance, new DbAccountIdentity(account.User!, [account.Host!]), context).ConfigureAwait(false);
            bool shows = sent.ModifyAction switch
            {
                "grant" => wanted.Except(held).IsEmpty,
                "revoke" => wanted.Intersect(held).IsEmpty,
                _ => wanted.Equals(held),
            };
            if (!shows)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSince(DateTime? time, Sending sending) =>
        time is { } shown && !sending.FollowsAnother && sending.IsBefore(DateTime.SpecifyKind(shown - _zone, DateTimeKind.Utc));
}
