using System;
using System.Linq;
using DbAccounts.Comparison;
using DbAccounts.Model;

namespace DbAccounts.Planning;

/// <summary>
/// The changes that make of what is there what a document says, in their order, with the state that they were made from. Plain data: it
/// may be saved, looked at, approved, and made somewhere else.
/// </summary>
public sealed class DbAccountPlan
{
    /// <summary>When it was made, UTC.</summary>
    public DateTime Created { get; set; }

    /// <summary>The steps, in the order in which they are made.</summary>
    public DbList<DbPlanStep> Step { get; set; } = [];

    /// <summary>The accounts that it changes, as they were.</summary>
    public DbList<DbPlanAccount> Account { get; set; } = [];

    /// <summary>A digest of all that: a plan that was edited has another one, and is not carried out.</summary>
    public string Fingerprint { get; set; } = "";

    /// <summary>The worst that a step can do.</summary>
    public DbChangeRisk Risk => Step.Select(step => step.Risk).DefaultIfEmpty(DbChangeRisk.None).Max();

    /// <summary>How much it changes.</summary>
    public override string ToString() => Step.Length == 0
        ? "nothing to change"
        : FormattableString.Invariant($"{Step.Length} steps on {Account.Length} accounts of ")
            + FormattableString.Invariant($"{Account.Select(one => (one.Service, one.InstanceId, one.Endpoint)).Distinct().Count()} instances");
}
