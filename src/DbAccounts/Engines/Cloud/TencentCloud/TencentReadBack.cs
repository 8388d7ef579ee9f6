using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Engines.Cloud.TencentCloud.Requests;
using DbAccounts.Engines.Delivery;
using DbAccounts.Execution;
using DbAccounts.Model;

namespace DbAccounts.Engines.Cloud.TencentCloud;

/// <summary>
/// Looks whether a change whose answer was lost shows. A task that was queued may still be waiting, so what does not show was not
/// made yet; it is never proven not to be.
/// </summary>
internal sealed class TencentReadBack(TencentMySqlEngine service, DbInstance instance, CallContext context)
{
    // The zone of the times is not documented; China's is inferred. If it were another, it would look like a clock that is off.
    private static readonly TimeSpan _zone = TimeSpan.FromHours(8);

    // What may be made twice is sent again sooner.
    private static readonly TimeSpan[] _briefly = [RecentChanges.LongestLag, TimeSpan.FromSeconds(2)];
    private static readonly TimeSpan[] _thoroughly = [.. _briefly, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3)];

    /// <summary>Looks several times over some seconds, the first time when reading does not lag behind the sending any more.</summary>
    public async Task<ReadBack> FindAsync(object request, DbJob job, SendHistory sending)
    {
        TimeSpan[] waits = request is CreateAccounts or ModifyAccountHost ? _thoroughly : _briefly;
        ReadBack? seen = null;
        foreach (TimeSpan wait in waits)
        {
            await context.WaitAsync(wait).ConfigureAwait(false);
            seen = await LookAsync(request, job, sending).ConfigureAwait(false);
            if (seen.Job is not null || seen.IsNotApplied)
            {
                return seen;
            }
        }

        string words = FormattableString.Invariant(
            $"{seen!.Words} The task of the change may still be waiting after {waits.Sum(wait => wait.TotalSeconds):0.#} seconds.");
        return seen.MayBeSentAgain ? ReadBack.NotYet(words) : ReadBack.Unclear(words);
    }

    /// <summary>Looks once.</summary>
    public async Task<ReadBack> LookAsync(object request, DbJob job, SendHistory sending)
    {
        switch (request)
        {
            case CreateAccounts create:
                return await EachAsync(create.Accounts!, (name, found) => CreatedAsync(name, found, create, job, sending))
                    .ConfigureAwait(false);
            case DeleteAccounts delete:
                return await EachAsync(delete.Accounts!, (name, found) => Shows(found is null, $"'{name}' is still listed."))
                    .ConfigureAwait(false);
            case ModifyAccountPassword password:
                return await EachAsync(password.Accounts!, (name, found) =>
                    found is null ? NotListed(name) : sending.ProvePassword(name, found.PasswordChanged, job)).ConfigureAwait(false);
            case ModifyAccountDescription text:
                return await EachAsync(text.Accounts!, (name, found) =>
                    Changed(name, found, (found?.Description ?? "") == (text.Description ?? ""))).ConfigureAwait(false);
            case ModifyAccountMaxUserConnections limit:
                return await EachAsync(limit.Accounts!, (name, found) =>
                    Changed(name, found, found?.MaxUserConnections == limit.MaxUserConnections)).ConfigureAwait(false);
            case ModifyAccountHost host:
                Account before = new() { User = host.User, Host = host.Host };
                Account after = new() { User = host.User, Host = host.NewHost };
                bool isThere = await FindAsync(before).ConfigureAwait(false) is not null;
                bool hasMoved = await FindAsync(after).ConfigureAwait(false) is not null;
                return isThere && !hasMoved ? ReadBack.NotYet($"'{before.User}@{before.Host}' is still listed.")
                    : isThere ? ReadBack.Unclear($"'{before.User}@{before.Host}' is still listed.")
                    : hasMoved ? ReadBack.Applied(job.FoundByReadingBack())
                    : NotListed($"{after.User}@{after.Host}");
            case ModifyAccountPrivileges privileges:
                return Shows(await HoldsAsync(privileges).ConfigureAwait(false), $"'{job.Account[0]}' does not show the change.");
            default:
                throw new ArgumentOutOfRangeException(nameof(request));
        }

        ReadBack Shows(bool isSo, string otherwise) => isSo ? ReadBack.Applied(job.FoundByReadingBack()) : ReadBack.NotYet(otherwise);

        ReadBack Changed(string name, DbAccount? found, bool isSo) =>
            found is null ? NotListed(name) : Shows(isSo, $"'{name}' does not show the change.");

        static ReadBack NotListed(string name) => ReadBack.Unclear($"'{name}' is not listed.");
    }

    private async Task<ReadBack> CreatedAsync(string name, DbAccount? found, CreateAccounts create, DbJob job, SendHistory sending)
    {
        if (found is null)
        {
            sending.SawAbsent = true;
            return ReadBack.NotYet($"'{name}' is not listed.");
        }

        bool isAnother = (create.Description is { } text && found.Description is { } shown && text != shown)
            || (create.MaxUserConnections is { } most && found.MaxUserConnections is { } limit && most != limit);
        return await sending.ProveCreationAsync(name, Utc(found.Created ?? found.Modified), isAnother, job, () => ReadClockAsync(job))
            .ConfigureAwait(false);
    }

    private static DateTime? Utc(DateTime? local) =>
        local is { } time ? DateTime.SpecifyKind(time - _zone, DateTimeKind.Utc) : null;

    private Task<ServiceClock?> ReadClockAsync(DbJob job) =>
        ServiceClock.ReadAsync(instance, job.Account, async known => Utc((await FindAsync(known).ConfigureAwait(false))?.Created), context);

    /// <summary>What is seen of all accounts of a change: the first that does not show it, or that all do.</summary>
    private Task<ReadBack> EachAsync(IEnumerable<Account> accounts, Func<string, DbAccount?, ReadBack> look) =>
        EachAsync(accounts, (name, found) => Task.FromResult(look(name, found)));

    private async Task<ReadBack> EachAsync(IEnumerable<Account> accounts, Func<string, DbAccount?, Task<ReadBack>> look)
    {
        var seen = new List<ReadBack>();
        foreach (Account account in accounts)
        {
            DbAccount? found = await FindAsync(account).ConfigureAwait(false);
            seen.Add(await look($"{account.User}@{account.Host}", found).ConfigureAwait(false));
        }

        ReadBack first = seen.FirstOrDefault(one => one.Job is null) ?? seen[0];
        // Of several some may have been there before.
        return seen.Count > 1 && first.MayBeSentAgain && seen.Any(one => !one.MayBeSentAgain) ? ReadBack.Unclear(first.Words) : first;
    }

    private Task<DbAccount?> FindAsync(Account account) => FindAsync(new DbAccountIdentity(account.User!, account.Host));

    // Hosts are the same in any case.
    private async Task<DbAccount?> FindAsync(DbAccountIdentity account) =>
        (await service.LookUpAsync(instance, account.Name, context).ConfigureAwait(false))
        .FirstOrDefault(found => DbAccountIdentity.Of(found).Equals(account));

    private async Task<bool> HoldsAsync(ModifyAccountPrivileges sent)
    {
        foreach (Account account in sent.Accounts!)
        {
            DbPrivilegeSet held = await service.GetPrivilegesAsync(
                instance, new DbAccountIdentity(account.User!, account.Host), context).ConfigureAwait(false);
            if (TencentPrivileges.Difference(sent, held) is not null)
            {
                return false;
            }
        }

        return true;
    }
}
