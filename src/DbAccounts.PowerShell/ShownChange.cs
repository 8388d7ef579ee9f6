using System.Linq;
using DbAccounts.Comparison;
using DbAccounts.Planning;

namespace DbAccounts.PowerShell;

/// <summary>What the views of differences and plans show in a cell: a sign for what is done, then the words of documents and grants.</summary>
public static class ShownChange
{
    private const string Existence = "account";

    /// <summary>A difference in lines that break between words: <c>+</c> for what is added, <c>-</c> for what is removed, <c>~</c> for what changes.</summary>
    /// <param name="difference">The difference.</param>
    /// <param name="others">How many columns of the screen other cells and the spaces between them take.</param>
    public static string Difference(DbAccountDifference? difference, int others) => difference is null ? "" : ShownCell.Wrapped(
        difference switch
        {
            { Aspect: Existence, Change: DbDifferenceKind.Add } => $"+ {Existence}",
            { Aspect: Existence, Change: DbDifferenceKind.Remove } => $"- {Existence}",
            { Change: DbDifferenceKind.Add } => $"+ {difference.Aspect} {difference.Desired}",
            { Change: DbDifferenceKind.Remove } => $"- {difference.Aspect} {difference.Current}",
            _ => $"~ {difference.Aspect} {difference.Current} -> {difference.Desired}",
        },
        others,
        "  ");

    /// <summary>What a step does, in lines that break between words.</summary>
    /// <param name="step">The step.</param>
    /// <param name="others">How many columns of the screen other cells and the spaces between them take.</param>
    public static string Step(DbPlanStep? step, int others) => ShownCell.Wrapped(step?.Effect, others, "  ");

    /// <summary>What all steps of a plan do, each beginning a line.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="others">How many columns of the screen other cells and the spaces between them take.</param>
    public static string Steps(DbAccountPlan? plan, int others) => plan is { Step.Length: 0 } ? plan.ToString()
        : string.Join("\n", (plan?.Step ?? []).Select(step => Step(step, others)));

    /// <summary>An account as it was when a plan was made: absent, or its settings and privileges as far as the plan is about them.</summary>
    /// <param name="account">The account.</param>
    /// <param name="others">How many columns of the screen other cells and the spaces between them take.</param>
    public static string State(DbPlanAccount? account, int others) => account is null ? "" : !account.Exists ? "absent" : ShownCell.Wrapped(
        string.Join("; ", account.Setting.Select(setting => $"{setting.Key} {setting.Value}").Prepend("present").Concat(account.Grant ?? [])),
        others,
        "  ");
}
