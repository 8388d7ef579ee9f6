using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Comparison;
using DbAccounts.PowerShell.Binding;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Compares accounts with what an access document or another instance says, and writes what differs. Nothing is changed.</summary>
[Cmdlet(VerbsData.Compare, "DbAccount", DefaultParameterSetName = "Path")]
[OutputType(typeof(DbAccountDifference), typeof(bool))]
public sealed class CompareDbAccountCommand : DocumentCommand
{
    /// <summary>Accounts that the document doesn't name are differences too.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Prune { get; set; }

    /// <summary>Write true where nothing differs and all of it could be compared, else false.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        IReadOnlyList<InstanceComparison> comparisons = await CompareAsync(Prune).ConfigureAwait(false);
        foreach (InstanceComparison comparison in comparisons)
        {
            string[] untouched = [.. comparison.Accounts.Where(one => !one.IsEqual && one.Untouched is not null).Select(one => one.Account.ToString())];
            if (untouched.Length > 0)
            {
                Output.Warning(Messages.CompareUntouchedAccounts.With(comparison.Current.Instance, string.Join(", ", untouched)));
            }

            if (comparison.NotNamed is { Count: > 0 } others)
            {
                Output.Warning((ReferenceInstance is null ? Messages.CompareNotNamed : Messages.CompareNotOfReference).With(
                    comparison.Current.Instance, others.Few()));
            }
        }

        if (Quiet)
        {
            await Output.WriteAsync(!HasFailed && comparisons.All(one => one.Accounts.All(account => account.IsEqual))).ConfigureAwait(false);
            return;
        }

        foreach (DbAccountDifference difference in comparisons.SelectMany(one => one.Differences))
        {
            await Output.WriteAsync(difference).ConfigureAwait(false);
        }
    }
}
