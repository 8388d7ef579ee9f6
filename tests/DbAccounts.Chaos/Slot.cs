using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Running;
using DbAccounts.Simulator.State;

namespace DbAccounts.Chaos;

/// <summary>One account through its life: change after change, each checked against what was claimed of it.</summary>
internal sealed class Slot(DbInstance instance, string name, int seed, SimulatorStore store, Clock clock, ChaosReport report)
{
    private const string FoundState = "found by reading back";
    private const string NothingState = "nothing to change";
    private const string ReadBackOutcome = "Succeeded (read back)";
    private static readonly HashSet<string> _saysUnknown = [DbErrorId.OutcomeUnknown, DbErrorId.ChangeNotVerified];
    private readonly Random _random = new(seed);
    private readonly ChangeMaker _maker = new(instance.Service, name, new Random(seed));
    private readonly List<string> _story = [];
    private ModelAccount? _account;
    private int _applied;
    private int _created;

    /// <summary>The service and the account.</summary>
    public (string Service, string Name) Key => (instance.Service, name);

    /// <summary>Counts a change that the simulator has applied to the account.</summary>
    public void Applied(StoredChange change)
    {
        Interlocked.Increment(ref _applied);
        if (change.Kind is ChangeKind.Create or ChangeKind.CreateOrOverwrite)
        {
            Interlocked.Increment(ref _created);
        }
    }

    /// <summary>Tries the next change, and looks whether what is claimed of it is so.</summary>
    public async Task ChangeAsync()
    {
        ChaosChange change = _maker.Next(_account);
        IReadOnlyList<ModelAccount?> states = change.States(_account);
        _applied = 0;
        _created = 0;
        Claim claim = await SendAsync(change.Operation).ConfigureAwait(false);
        await SettleAsync().ConfigureAwait(false);
        report.Add(instance.Service, claim.Outcome);
        Check(change, states, claim);
    }

    /// <summary>Looks whether the account is what it was last known to be.</summary>
    public void CheckEnd()
    {
        lock (store.Gate)
        {
            if (!ModelAccount.AreEqual(_account, Real(out int count)) || count > 1)
            {
                report.Mismatch($"{instance.Service} {name}: at the end it is not what it was after its last change");
            }
        }
    }

    private async Task<Claim> SendAsync(AccountChange operation)
    {
        var context = new CallContext { Clock = clock, Timeout = TimeSpan.FromSeconds(60), Verbose = text => _story.Add(text) };
        var wait = new JobWaitOptions { Timeout = TimeSpan.FromSeconds(_random.Next(2) == 0 ? 6 : 60) };
        int succeeded = 0;
        bool isOpen = false;
        bool found = false;
        string outcome = "Succeeded";
        try
        {
            ChangePlan plan = (await instance.Client.PlanAsync(instance, [operation], context).ConfigureAwait(false))[0].Require();
            await ChangeRunner.RunAsync(instance, plan, wait: true, wait, context, (job, error) =>
            {
                succeeded += job.State == DbJobState.Succeeded ? 1 : 0;
                isOpen |= !job.HasEnded();
                found |= job.ServiceState is FoundState or NothingState;
                outcome = error?.ErrorId ?? (found ? ReadBackOutcome : outcome);
                _story.Add($"{job} {job.ServiceState} {error?.ErrorId}");
                return Task.CompletedTask;
            }).ConfigureAwait(false);
            return new Claim(outcome, succeeded, isOpen, found);
        }
        catch (DbAccountsException e)
        {
            _story.Add($"{e.ErrorId}: {e.Message}");
            return new Claim(e.ErrorId, succeeded, isOpen || _saysUnknown.Contains(e.ErrorId), found);
        }
    }

    // Jobs that were not waited for to the end go on; what they do belongs to this change.
    private async Task SettleAsync()
    {
        while (true)
        {
            lock (store.Gate)
            {
                store.Settle();
                if (!store.IsPending(instance.Service, name))
                {
                    return;
                }
            }

            await clock.WaitAsync(TimeSpan.FromSeconds(0.5), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private void Check(ChaosChange change, IReadOnlyList<ModelAccount?> states, Claim claim)
    {
        lock (store.Gate)
        {
            StoredAccount? real = Real(out int count);
            ModelAccount?[] allowed = [.. states.Skip(claim.Succeeded).Take(claim.IsOpen ? 2 : 1)];
            ModelAccount? match = allowed.FirstOrDefault(state => ModelAccount.AreEqual(state, real));
            // An account that is found to be gone may have been so before: that it is gone is what is claimed.
            bool isGone = change.Operation is RemoveAccount && claim.Outcome == ReadBackOutcome && real is null;
            bool isSo = isGone || allowed.Any(state => ModelAccount.AreEqual(state, real));
            // What is found by reading back may have been so from before; anything else that is claimed was done. What comes to the same
            // when it is done twice may be sent again where nobody can tell whether it was done.
            bool isCounted = _created <= 1 && (_applied >= claim.Succeeded || claim.FoundByReading);
            if (!isSo || !isCounted || count > 1)
            {
                report.Mismatch(
                    $"{instance.Service} {name} {change.Operation.Kind}: claimed {claim}; applied {_applied} times; it is [{(real is null ? "gone" : ModelAccount.Of(real))}]"
                    + $" and may be [{string.Join("] or [", allowed.Select(state => state?.ToString() ?? "gone"))}], {count} of the name\n      "
                    + string.Join("\n      ", _story));
                match = real is null ? null : ModelAccount.Of(real) with { Password = isSo ? match?.Password : _account?.Password };
            }

            _account = match;
            _story.Clear();
        }
    }

    private StoredAccount? Real(out int count)
    {
        StoredAccount[] real = [.. store.Accounts(instance.Service).All.Where(account => account.Name == name)];
        count = real.Length;
        return real.FirstOrDefault();
    }

    /// <summary>What the caller was told: how many steps have succeeded, whether the next may have been done,
    /// and whether a step was not answered, but found to be done.</summary>
    private sealed record Claim(string Outcome, int Succeeded, bool IsOpen, bool FoundByReading);
}
