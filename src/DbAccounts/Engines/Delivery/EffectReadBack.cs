using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Delivery;

/// <summary>
/// Looks whether a request whose answer was lost shows in the accounts. Where changes are immediate, what does not show was not applied;
/// where they are tasks, one may still be waiting in a queue, and is never proven not to be.
/// </summary>
/// <param name="reader">Reads what the service shows.</param>
/// <param name="effect">What to look for.</param>
/// <param name="job">The job of the request.</param>
/// <param name="context">How long.</param>
internal sealed class EffectReadBack(AccountReader reader, Effect effect, DbJob job, CallContext context)
{
    /// <summary>Looks several times over some seconds, the first time when reading does not lag behind the sending any more.</summary>
    public async Task<ReadBack> FindAsync(SendHistory history)
    {
        IReadOnlyList<TimeSpan> waits = reader.Waits(effect);
        ReadBack seen = ReadBack.NotApplied("");
        foreach (TimeSpan wait in waits)
        {
            await context.WaitAsync(wait).ConfigureAwait(false);
            seen = await LookAsync(history).ConfigureAwait(false);
            // What an immediate change does not show at first may be older than it is.
            if (seen.Job is not null || (seen.IsNotApplied && !reader.IsImmediate))
            {
                return seen;
            }
        }

        if (reader.IsImmediate)
        {
            return seen;
        }

        string words = Messages.SeenTaskMayWait.With(seen.Words, waits.Sum(wait => wait.TotalSeconds));
        return seen.MayBeSentAgain ? ReadBack.NotYet(words) : ReadBack.Unclear(words);
    }

    /// <summary>Looks once at all accounts of the request: the first that does not show it decides, or that all do.</summary>
    public async Task<ReadBack> LookAsync(SendHistory history)
    {
        var seen = new List<ReadBack>();
        foreach (DbAccountIdentity account in effect.Accounts)
        {
            seen.Add(await LookAsync(account, history).ConfigureAwait(false));
        }

        ReadBack first = seen.FirstOrDefault(one => one.Job is null) ?? seen[0];
        // Of several that are created some may have been there before; what may be made twice, each account's own request tells.
        return !effect.IsRepeatable && seen.Count > 1 && first.MayBeSentAgain && seen.Any(one => !one.MayBeSentAgain) ? ReadBack.Unclear(first.Words) : first;
    }

    private async Task<ReadBack> LookAsync(DbAccountIdentity account, SendHistory history)
    {
        if (effect.Kind == EffectKind.Privileges)
        {
            DbPrivilegeSet held = await reader.PrivilegesAsync(account, context).ConfigureAwait(false);
            return effect.Difference(held) is null ? Applied() : NotSeen(Messages.SeenNoChange.With(account));
        }

        DbAccount? found = await reader.FindAsync(account, context).ConfigureAwait(false);
        return effect.Kind switch
        {
            EffectKind.Creation => await CreatedAsync(account, found, history).ConfigureAwait(false),
            EffectKind.Removal => found is null ? Applied() : NotSeen(Messages.SeenStillListed.With(account)),
            EffectKind.Move => await MovedAsync(account, found).ConfigureAwait(false),
            EffectKind.Password => found is null ? Missing(account) : history.ProvePassword(account.ToString(), found.PasswordChanged, job),
            _ => found is null ? Missing(account)
                : effect.NotTold(found) is { } words ? ReadBack.Unclear(words)
                : effect.IsShownBy!(found) ? Applied()
                : NotSeen(Messages.SeenNoChange.With(account)),
        };
    }

    private async Task<ReadBack> CreatedAsync(DbAccountIdentity account, DbAccount? found, SendHistory history)
    {
        if (found is null)
        {
            history.SawAbsent = true;
            return NotSeen(Messages.SeenNotListed.With(account));
        }

        return await history.ProveCreationAsync(
            account.ToString(),
            reader.CreatedUtc(found),
            isAnother: effect.IsShownBy?.Invoke(found) == false,
            job,
            () => reader.ReadClockAsync(job, context)).ConfigureAwait(false);
    }

    private async Task<ReadBack> MovedAsync(DbAccountIdentity account, DbAccount? found)
    {
        DbAccount? moved = await reader.FindAsync(effect.MovedTo!, context).ConfigureAwait(false);
        return found is not null && moved is null ? NotSeen(Messages.SeenStillListed.With(account))
            : found is not null ? ReadBack.Unclear(Messages.SeenStillListed.With(account))
            : moved is not null ? Applied()
            : ReadBack.Unclear(Messages.SeenNotListed.With(effect.MovedTo));
    }

    private ReadBack Applied() => ReadBack.Applied(job.FoundByReadingBack());

    private ReadBack NotSeen(string words) => reader.IsImmediate ? ReadBack.NotApplied(words) : ReadBack.NotYet(words);

    // An account that is gone shows nothing; only where changes are immediate is that a proof.
    private ReadBack Missing(DbAccountIdentity account) => reader.IsImmediate
        ? ReadBack.NotApplied(Messages.SeenNotListed.With(account))
        : ReadBack.Unclear(Messages.SeenNotListed.With(account));
}
