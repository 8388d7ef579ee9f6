using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Comparison;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Planning;

/// <summary>
/// Finds how far an instance is on the way of a plan: each account is as it was when the plan was made, or as one of its steps leaves it, or
/// it has drifted.
/// </summary>
internal sealed class PlanCheck
{
    private PlanCheck(DbInstance instance, IReadOnlyList<DbPlanStep> steps, IReadOnlyList<DbAccountsException> drifted)
    {
        Instance = instance;
        Steps = steps;
        Drifted = drifted;
    }

    /// <summary>Where.</summary>
    public DbInstance Instance { get; }

    /// <summary>The steps that are still to be made, in their order.</summary>
    public IReadOnlyList<DbPlanStep> Steps { get; }

    /// <summary>The accounts that are something else, each with what.</summary>
    public IReadOnlyList<DbAccountsException> Drifted { get; }

    /// <summary>Reads the accounts of a plan on an instance.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="accounts">The accounts there, as they were when the plan was made.</param>
    /// <param name="steps">The steps there.</param>
    /// <param name="context">Cancellation and messages.</param>
    public static async Task<PlanCheck> ReadAsync(
        DbInstance instance, IReadOnlyList<DbPlanAccount> accounts, IReadOnlyList<DbPlanStep> steps, CallContext context)
    {
        DbServiceInfo info = instance.Client.Info;
        ILookup<string, DbPlanStep> stepsOf = steps.OrderBy(step => step.Number).ToLookup(step => step.Account);
        HashSet<DbAccountIdentity> withPrivileges =
        [
            .. accounts.Where(one => one.Grant is not null || stepsOf[one.Account].Any(step => step.Grant is not null))
                .Select(one => StepChange.Identity(one.Account, info)),
        ];
        CurrentState current = await CurrentState.ReadAsync(instance, withPrivileges.Contains, context).ConfigureAwait(false);
        var remaining = new List<DbPlanStep>();
        var drifted = new List<DbAccountsException>();
        foreach (DbPlanAccount account in accounts)
        {
            DbAccountIdentity identity = StepChange.Identity(account.Account, info);
            AccountState now = current[identity]?.State ?? AccountState.Absent;
            DbPlanStep[] own = [.. stepsOf[account.Account]];
            AccountState before = Before(account, current);
            AccountState[][] states = [.. States(before, own, current.Catalog)];
            int done = Array.FindLastIndex(states, some => some.Any(state => state.IsShownBy(now, info)));
            // A step of several statements may have ended between them: all of it is made again.
            done = Math.Max(done, Array.FindLastIndex(own, step => states[Array.IndexOf(own, step)].Any(
                state => state.With(now.Privileges).IsShownBy(now, info) && StepChange.IsUnderWay(state, now, step))));
            if (ProtectedAccounts.Why(instance, identity) is { } why)
            {
                drifted.Add(DbError.PlanDrifted(account.Account, instance.Key, Messages.PlanProtected.With(why)));
            }
            else if (done < 0)
            {
                drifted.Add(DbError.PlanDrifted(account.Account, instance.Key, Differences(instance, identity, now, before)));
            }
            else if (done < own.Length && account.Expires <= context.Clock.Now)
            {
                drifted.Add(DbError.PlanExpired(account.Account, instance.Key, account.Expires.Value));
            }
            else
            {
                remaining.AddRange(own.Skip(done));
            }
        }

        return new PlanCheck(instance, [.. remaining.OrderBy(step => step.Number)], drifted);
    }

    private static AccountState Before(DbPlanAccount account, CurrentState current) => new(
        account.Exists,
        account.Setting.ToDictionary(one => one.Key, one => one.Value),
        account.Grant is null ? null
            : ComparablePrivileges.Of(StepChange.Privileges(account.Grant), current.Catalog));

    // What it was, and what each step makes of it.
    private static IEnumerable<AccountState[]> States(AccountState before, DbPlanStep[] steps, PrivilegeCatalog catalog)
    {
        bool isOfPrivileges = before.Privileges is not null || steps.Any(step => step.Grant is not null);
        AccountState[] states = [before];
        yield return states;
        foreach (DbPlanStep step in steps)
        {
            yield return states =
            [
                .. states.SelectMany(state => StepChange.After(state, step, isOfPrivileges))
                    .Select(state => state.Privileges is { } held ? state.With(catalog.WithoutIncluded(held)) : state),
            ];
        }
    }

    private static string Differences(DbInstance instance, DbAccountIdentity account, AccountState now, AccountState before) => string.Join(
        "; ",
        new AccountComparison(instance, account, now, before).Differences()
            .Select(one => Messages.PlanDifference.With(one.Aspect, one.Current ?? "absent", one.Desired ?? "absent")));
}
