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
        string? missing = null;
        foreach (TimeSpan wait in _waits)
        {
            await context.WaitAsync(wait).ConfigureAwait(false);
            missing = await MissingAsync(request, job, sending).ConfigureAwait(false);
            if (missing is null)
            {
                return ReadBack.Applied(job.FoundByReadingBack());
            }
        }

        return ReadBack.Unclear(FormattableString.Invariant(
            $"{missing} The task of the change may still be waiting after {_waits.Sum(wait => wait.TotalSeconds):0.#} seconds."));
    }

    /// <summary>What is seen in place of the change, in a sentence; null where the change shows.</summary>
    private async Task<string?> MissingAsync(object request, DbJob job, Sending sending)
    {
        switch (request)
        {
            case CreateAccounts create:
                return await FirstAsync(create.Accounts!, (name, found) =>
                    Doubt(name, found, found?.Created ?? found?.Modified, "created it")).ConfigureAwait(false);
            case DeleteAccounts delete:
                return await FirstAsync(delete.Accounts!, Gone).ConfigureAwait(false);
            case ModifyAccountPassword password:
                return await FirstAsync(password.Accounts!, (name, found) =>
                    Doubt(name, found, found?.PasswordChanged, "set its password")).ConfigureAwait(false);
            case ModifyAccountDescription text:
                return await FirstAsync(text.Accounts!, (name, found) =>
                    Listed(name, found) ?? Unless((found!.Description ?? "") == (text.Description ?? ""), name)).ConfigureAwait(false);
            case ModifyAccountMaxUserConnections limit:
                return await FirstAsync(limit.Accounts!, (name, found) =>
                    Listed(name, found) ?? Unless(found!.MaxUserConnections == limit.MaxUserConnections, name)).ConfigureAwait(false);
            case ModifyAccountHost host:
                return await FirstAsync([new() { User = host.User, Host = host.Host }], Gone).ConfigureAwait(false)
                    ?? await FirstAsync([new() { User = host.User, Host = host.NewHost }], Listed).ConfigureAwait(false);
            case ModifyAccountPrivileges privileges:
                return Unless(await HoldsAsync(privileges).ConfigureAwait(false), job.Account[0]);
            default:
                throw new ArgumentOutOfRangeException(nameof(request));
        }

        string? Doubt(string name, DbAccount? found, DateTime? time, string done)
        {
            DateTime? shown = time is { } local ? DateTime.SpecifyKind(local - _zone, DateTimeKind.Utc) : null;
            return Listed(name, found)
                ?? (sending.Judge(shown, job, "The time of the last change is older.") is { Job: null } judged
                    ? $"'{name}' is listed, but nothing shows that this change {done}. {judged.Words}"
                    : null);
        }

        static string? Listed(string name, DbAccount? found) => found is null ? $"'{name}' is not listed." : null;

        static string? Gone(string name, DbAccount? found) => found is null ? null : $"'{name}' is still listed.";

        static string? Unless(bool shows, string name) => shows ? null : $"'{name}' does not show the change.";
    }

    /// <summary>What is first to be said of an account, by its entry in the list.</summary>
    private async Task<string?> FirstAsync(IEnumerable<Account> accounts, Func<string, DbAccount?, string?> say)
    {
        // Hosts are the same in any case.
        var listed = new Dictionary<DbAccountIdentity, DbAccount>();
        foreach (string user in accounts.Select(account => account.User!).Distinct())
        {
            foreach (DbAccount found in await service.LookUpAsync(instance, user, context).ConfigureAwait(false))
            {
                listed[DbAccountIdentity.Of(found)] = found;
            }
        }

        return accounts.Select(account => new DbAccountIdentity(account.User!, account.Host))
            .Select(account => say(account.ToString(), listed.TryGetValue(account, out DbAccount? found) ? found : null))
            .FirstOrDefault(words => words is not null);
    }

    private async Task<bool> HoldsAsync(ModifyAccountPrivileges sent)
    {
        DbPrivilegeSet wanted = TencentMapping.Privileges(
            JsonSerializer.SerializeToElement(sent, typeof(ModifyAccountPrivileges), TencentJson.Wire));
        foreach (Account account in sent.Accounts!)
        {
            DbPrivilegeSet held = await service.GetPrivilegesAsync(
                instance, new DbAccountIdentity(account.User!, account.Host), context).ConfigureAwait(false);
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
}
