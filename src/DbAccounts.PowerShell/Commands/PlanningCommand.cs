using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Comparison;
using DbAccounts.Errors;
using DbAccounts.Planning;
using DbAccounts.PowerShell.Binding;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>A command that makes a plan of what differs.</summary>
public abstract class PlanningCommand : DocumentCommand
{
    private PruneLimit _limit = Planning.PruneLimit.Default;

    /// <summary>Remove accounts that the document doesn't name; never those that are protected.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Prune { get; set; }

    /// <summary>
    /// How many accounts -Prune may remove from an instance: a number such as 3, or a share of its accounts such as 25%. Beyond that
    /// nothing is planned there. Default: 10%.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(PruneLimitCompleter))]
    public string? PruneLimit { get; set; }

    /// <summary>Generate the password of a new account that names no secret; it comes with the job as the property Credential, in memory only.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter GeneratePassword { get; set; }

    /// <inheritdoc/>
    private protected override void CheckCommandLine()
    {
        base.CheckCommandLine();
        if (PruneLimit is not null && !Prune)
        {
            throw DbError.InvalidInput(Messages.PruneLimitAlone, Messages.PruneLimitAloneAdvice);
        }

        try
        {
            _limit = PruneLimit is null ? Planning.PruneLimit.Default : new PruneLimit(PruneLimit);
        }
        catch (FormatException e)
        {
            throw DbError.UnreadableInput(e);
        }
    }

    /// <summary>The plan; what can't be planned is an error, and is not in it.</summary>
    /// <param name="isShownOnly">It is not carried out.</param>
    private protected async Task<DbAccountPlan> PlanAsync(bool isShownOnly)
    {
        IReadOnlyList<InstanceComparison> comparisons = await CompareAsync(Prune).ConfigureAwait(false);
        var builder = new PlanBuilder(GeneratePassword, isShownOnly);
        foreach (InstanceComparison comparison in comparisons)
        {
            builder.Add(comparison, _limit);
        }

        builder.Notes.ForEach(Output.Warning);
        foreach (DbAccountsException error in builder.Errors)
        {
            await FailAsync(error, null).ConfigureAwait(false);
        }

        return builder.Build(DateTimeOffset.UtcNow);
    }
}
