using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Comparison;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Planning;

/// <summary>Makes a plan of what differs: the fewest changes that end it, in an order in which nobody loses what the plan leaves them.</summary>
/// <param name="generatePassword">New accounts without a named password get one that is generated.</param>
/// <param name="isShownOnly">The plan is not carried out: a password that nothing names is said, and is no error yet.</param>
internal sealed class PlanBuilder(bool generatePassword, bool isShownOnly = false)
{
    private readonly List<DbPlanAccount> _accounts = [];
    private readonly List<DbPlanStep> _steps = [];

    /// <summary>What can't be planned, with the account that it is about.</summary>
    public List<DbAccountsException> Errors { get; } = [];

    /// <summary>What is left as it is although it differs.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>What is said of a step behind its effect; empty for most.</summary>
    public Func<DbPlanStep, string> Remark { get; init; } = _ => "";

    /// <summary>Takes what differs on an instance.</summary>
    /// <param name="comparison">What differs.</param>
    /// <param name="limit">How many accounts that the document doesn't name may be removed.</param>
    public void Add(InstanceComparison comparison, PruneLimit limit)
    {
        DbInstance instance = comparison.Current.Instance;
        AccountComparison[] unnamed = [.. comparison.Accounts.Where(account => account.Named is null && account.Untouched is null)];
        if (!limit.Allows(unnamed.Length, comparison.Current.Accounts.Count))
        {
            Errors.Add(DbError.PruneLimitExceeded(
                instance.Key, [.. unnamed.Select(one => one.Account.ToString())], comparison.Current.Accounts.Count, limit.ToString()));
            return;
        }

        var rooms = new HostRooms(comparison);
        foreach (AccountComparison account in comparison.Accounts.Where(account => !account.IsEqual))
        {
            if (account.Untouched is { } why)
            {
                Notes.Add(Messages.PlanLeft.With(account.Account, instance, why));
                continue;
            }

            try
            {
                rooms.Require(account);
                List<DbPlanStep> steps = [.. new AccountSteps(account, generatePassword, isShownOnly).All()];
                if (rooms.IsInTheWay(account))
                {
                    steps.ForEach(step => step.Phase = DbPlanPhase.MakeRoom);
                }

                _steps.AddRange(steps);
                _accounts.Add(Before(account, steps));
            }
            catch (DbAccountsException e)
            {
                // Of another instance the place is the account, which the error has named.
                Errors.Add(account.Named?.Place.ToString() is { Length: > 0 } place && place != account.Account.ToString()
                    ? e.With(Messages.PlanPlace.With(place), e.RecommendedAction) : e);
            }
        }
    }

    /// <summary>The plan.</summary>
    public DbAccountPlan Build(DateTimeOffset now)
    {
        int number = 0;
        // Instances go side by side; on each the phases follow one another.
        DbPlanStep[] steps =
        [
            .. _steps.GroupBy(step => (step.Service, step.InstanceId, step.Endpoint))
                .SelectMany(instance => instance.OrderBy(step => step.Phase).ThenBy(step => step.Operation)),
        ];
        foreach (DbPlanStep step in steps)
        {
            step.Number = ++number;
            step.Effect += Remark(step);
        }

        var plan = new DbAccountPlan { Created = now.UtcDateTime, Step = steps, Account = [.. _accounts] };
        plan.Fingerprint = PlanText.Fingerprint(plan);
        return plan;
    }

    // What is given until a moment must not be given after it.
    private static DateTime? Expires(DesiredAccount? named, List<DbPlanStep> steps)
    {
        bool gives = steps.Any(step => step.Grant is not null && step.Operation != OperationKind.RevokePrivilege);
        DateTimeOffset? first = new[] { named?.Expires, gives ? named?.GrantsExpire : null }.Min();
        return first == DateTimeOffset.MaxValue ? null : first?.UtcDateTime;
    }

    // As much of the state as the steps depend on; of an account that goes, all that is known.
    private static DbPlanAccount Before(AccountComparison comparison, List<DbPlanStep> steps)
    {
        bool isRemoved = steps.Any(step => step.Operation == OperationKind.RemoveAccount);
        AccountState state = comparison.Current with
        {
            Settings = comparison.Current.Settings.Where(one => isRemoved || comparison.Desired.Settings.ContainsKey(one.Key))
                .ToDictionary(one => one.Key, one => one.Value),
            // Of an account that isn't there it is kept that it shall hold no more than the plan gives it.
            Privileges = isRemoved ? comparison.Current.Privileges
                : comparison.Desired.Privileges is null ? null
                : comparison.Current.Privileges ?? (comparison.Current.Exists ? null : DbPrivilegeSet.Empty),
        };
        var account = new DbPlanAccount
        {
            Service = comparison.Instance.Service,
            InstanceId = comparison.Instance.InstanceId,
            Endpoint = comparison.Instance.Key.Endpoint,
            Account = comparison.Account.ToString(),
            Exists = state.Exists,
            Grant = state.Privileges is null ? null : [.. state.Privileges.ToTexts()],
            Expires = Expires(comparison.Named, steps),
            Fingerprint = state.Fingerprint(),
        };
        foreach (KeyValuePair<string, string> setting in state.Settings)
        {
            account.Setting[setting.Key] = setting.Value;
        }

        return account;
    }
}
