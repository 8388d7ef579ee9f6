using System;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Session;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>A command that changes an existing account.</summary>
public abstract class ChangeCommand : NamedInstanceCommand<DbInstanceReference>
{
    /// <summary>Wait for the change and return the finished job.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Wait { get; set; }

    /// <summary>
    /// How long a change may be tried while its instance is busy, and waited for; seconds or a TimeSpan. Default: 600 seconds.
    /// </summary>
    [Parameter]
    [DurationTransformation, ValidatePositive]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Do not check the documented rules: the service judges alone.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter SkipRuleCheck { get; set; }

    /// <inheritdoc/>
    private protected override string[] AlsoRead => [.. base.AlsoRead, "AllowedHost"];

    /// <summary>Makes a change of each account; what goes wrong with one is an error about it, and the next goes on.</summary>
    /// <param name="accounts">The accounts, as they were written, or null.</param>
    /// <param name="change">Makes the change of one of them.</param>
    private protected async Task ForAccountsAsync(
        DbAccountReference[]? accounts, Func<DbInstance, DbAccountReference, DbAccountIdentity, Task> change)
    {
        if (accounts is null)
        {
            await ForRecordAsync(null, () => throw NoAccount()).ConfigureAwait(false);
            return;
        }

        foreach (DbAccountReference account in accounts)
        {
            object? origin = OriginOf(account);
            bool isWell = await ForRecordAsync(origin, async () =>
            {
                DbInstance instance = ResolveInstance(account);
                foreach (DbAccountIdentity one in account.On(instance))
                {
                    if (!await ForRecordAsync(origin, () => WithAccountAsync(instance, one, () => change(instance, account, one)))
                        .ConfigureAwait(false))
                    {
                        Refused(account);
                    }
                }
            }).ConfigureAwait(false);
            if (!isWell)
            {
                Refused(account);
            }
        }
    }

    /// <summary>Learns of an account of which a record is no good.</summary>
    private protected virtual void Refused(DbAccountReference account)
    {
    }

    /// <summary>Plans one change, asks, and has it sent; its jobs are written as they come to be.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="change">What.</param>
    /// <param name="target">What it was read from, for errors.</param>
    /// <param name="generated">A password that was generated for it.</param>
    private protected Task ChangeAsync(DbInstance instance, AccountChange change, object? target, Secret? generated = null) =>
        Changes(Wait, Timeout, SkipRuleCheck).SendAsync(instance, change, target, generated, Place);

    /// <summary>The error for a call that names no account.</summary>
    protected static DbAccountsException NoAccount() =>
        DbError.InvalidInput(Messages.ChangeWithoutAccount, Messages.ChangeWithoutAccountAdvice);
}
