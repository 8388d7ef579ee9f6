using System;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.Services;

namespace DbAccounts.PowerShell.Commands;

/// <summary>A command that changes an existing account.</summary>
public abstract class ChangeCommand : InstanceCommand
{
    /// <summary>Wait for the change and return the finished job.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>
    /// How long a change may be tried while its instance is busy, and waited for; seconds or a TimeSpan. Default: 600 seconds.
    /// </summary>
    [Parameter]
    [DurationTransformation, ValidatePositive]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Do not check the documented rules: the service judges alone.</summary>
    [Parameter]
    public SwitchParameter SkipRuleCheck { get; set; }

    /// <summary>Makes the change of each account; what goes wrong with one is an error about it, and the next goes on.</summary>
    /// <param name="accounts">The accounts, or null.</param>
    /// <param name="operation">The change of one of them, and a password that was generated for it.</param>
    protected async Task ForAccountsAsync(
        DbAccountIdentity[]? accounts, Func<DbInstance, DbAccountIdentity, (AccountOperation Operation, Secret? Generated)> operation)
    {
        if (accounts is null)
        {
            await ForRecordAsync(null, () => throw NoAccount()).ConfigureAwait(false);
            return;
        }

        foreach (DbAccountIdentity account in accounts)
        {
            await ForRecordAsync(OriginOf(account), async () =>
            {
                DbInstance instance = ResolveInstance(account);
                (AccountOperation change, Secret? generated) = operation(instance, AsKnownTo(instance, account));
                await ChangeAsync(instance, change, generated).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
    }

    /// <summary>Plans one change, asks, sends it, and writes its jobs.</summary>
    protected Task ChangeAsync(DbInstance instance, AccountOperation operation, Secret? generated = null) =>
        Changes.SendAsync(instance, operation, Wait, Call() with { Timeout = Timeout, SkipRuleCheck = SkipRuleCheck }, generated);

    /// <summary>The error for a call that names no account.</summary>
    protected static Errors.DbAccountsException NoAccount() =>
        Errors.DbError.InvalidInput("No account is named: give -Account, or objects with the property Account or Name.");
}
