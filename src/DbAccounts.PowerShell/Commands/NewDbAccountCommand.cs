using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Creates accounts: one, or one for each row of the pipeline.</summary>
[Cmdlet(VerbsCommon.New, "DbAccount", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DbJob))]
public sealed class NewDbAccountCommand : AccountValuesCommand
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
    protected override Task ProcessAsync() => ForRecordAsync(Subject, async () =>
    {
        DbInstance instance = ResolveRowInstance();
        object? row = InputTarget;
        foreach (string name in AccountNames())
        {
            object subject = row ?? name;
            await ForRecordAsync(subject, () => CreateAsync(instance, name, subject)).ConfigureAwait(false);
        }
    });

    private static void RequireHosts(IDbEngine service, string name, CreateAccount[] accounts)
    {
        Violation[] wrong = [.. accounts.SelectMany(service.Check).Where(violation => violation.Id == RuleId.OfHost).Distinct()];
        if (wrong.Length > 0)
        {
            throw DbError.RuleViolation(service.Info.Service, name, wrong, canBeSkipped: false, canGenerate: true);
        }
    }

    private async Task CreateAsync(DbInstance instance, string name, object subject)
    {
        int at = name.LastIndexOf('@');
        if (at > 0 && AllowedHost is null && instance.Client.Info.Takes(OperationKind.CreateAccount, nameof(AllowedHost)))
        {
            throw DbError.InvalidInput(
                Messages.NameHasHost.With(name), Messages.NameHasHostAdvice.With(name.Substring(0, at), name.Substring(at + 1)));
        }

        if (Members is { } row && row.Has(nameof(DbAccount.OtherSetting)) && $"{row[nameof(DbAccount.OtherSetting)]}" is { Length: > 0 } others)
        {
            Output.Warning(Messages.CreatedWithout.With(name, others));
        }

        (Secret? password, Secret? generated) = NewPassword(instance.Client);
        CreateAccount[] accounts = NewAccounts(name, instance.Client, password);
        // Of several hosts of one row, none is created where one can't be meant.
        if (accounts.Length > 1)
        {
            RequireHosts(instance.Client, name, accounts);
        }

        foreach (CreateAccount account in accounts)
        {
            await ForRecordAsync(subject, () => Changes(Wait, Timeout, SkipRuleCheck).SendAsync(instance, account, subject, generated, Place))
                .ConfigureAwait(false);
        }
    }
}
