using System.Collections.Generic;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Comparison;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Planning;

/// <summary>The steps that end what differs in one account.</summary>
/// <param name="comparison">What differs.</param>
/// <param name="generatePassword">A new account without a named password gets one that is generated.</param>
/// <param name="isShownOnly">The plan is not carried out: of a password that nothing names the step says that it will fail.</param>
internal sealed class AccountSteps(AccountComparison comparison, bool generatePassword, bool isShownOnly)
{
    // Of a password it is shown that there is one.
    private static readonly Secret _named = Secret.From("named");

    private readonly DbInstance _instance = comparison.Instance;
    private readonly DbServiceInfo _info = comparison.Instance.Client.Info;
    private readonly Dictionary<DbPlanStep, DbAccountsException> _failing = [];

    /// <summary>The steps.</summary>
    /// <exception cref="DbAccountsException">The service doesn't take them.</exception>
    public IEnumerable<DbPlanStep> All()
    {
        DbPlanStep[] steps = [.. comparison switch
        {
            { Desired.Exists: false } => [Step(OperationKind.RemoveAccount, "present", null, DbChangeRisk.CannotBeUndone)],
            { Current.Exists: false } => Creation(),
            _ => comparison.Settings.Select(Setting).Concat(Privileges()),
        }];
        foreach (string setting in steps.SelectMany(step => step.Setting.Keys))
        {
            if (comparison.NotHeld.TryGetValue(AccountAspect.Of(setting)!.Parameter, out string? whyNot))
            {
                throw DbError.SettingNotHeld(comparison.Account.ToString(), _instance.Key, setting, whyNot);
            }
        }

        foreach (DbPlanStep step in steps)
        {
            step.Effect = _failing.TryGetValue(step, out DbAccountsException? why)
                ? Messages.ReviewFails.With(Effect(step), Sentence.Inner(why.Message)) : Effect(step);
        }

        Violation[] violations = [.. steps.SelectMany(Violations).Distinct()];
        return violations.Length == 0 ? steps
            : throw DbError.RuleViolation(_info.Service, comparison.Account.ToString(), violations, canBeSkipped: false, canGenerate: true);
    }

    private IEnumerable<DbPlanStep> Creation()
    {
        DbPlanStep create = Step(OperationKind.CreateAccount, null, "present", DbChangeRisk.AddsAccess);
        foreach (KeyValuePair<string, string> setting in comparison.Desired.Settings
            .Where(setting => AccountAspect.Of(setting.Key)?.IsOfNewAccount(setting.Value) != true))
        {
            create.Setting[setting.Key] = setting.Value;
        }

        SetPassword(create);
        bool isWhole = _info.HasOnePrivilegeSet;
        create.Grant = isWhole && !comparison.Added.IsEmpty ? [.. comparison.Added.ToTexts()] : null;
        create.After = string.Join(
            "; ",
            create.Setting.Select(setting => $"{setting.Key} {setting.Value}").Prepend("present")
                .Concat(isWhole ? Texts(comparison.Added) : []));
        yield return create;
        if (!isWhole && !comparison.Added.IsEmpty)
        {
            yield return Privilege(OperationKind.GrantPrivilege, comparison.Added, null, Text(comparison.Added));
        }
    }

    private DbPlanStep Setting((AccountAspect Aspect, string? Current, string Desired) one)
    {
        if (!one.Aspect.IsChangeable(_info))
        {
            throw DbError.SettingIsFixed(
                comparison.Account.ToString(), _instance.Key, one.Aspect.Name, one.Current, one.Desired);
        }

        DbPlanStep step = Step(OperationKind.ModifyAccount, one.Current, one.Desired, one.Aspect.Risk(one.Current, one.Desired));
        step.Setting[one.Aspect.Name] = one.Desired;
        // ChronusDB has no change of anything without a password.
        if (_instance.Client.Check(StepChange.Of(step, _info, null)).Any(violation => violation.Parameter == nameof(ModifyAccount.Password)))
        {
            SetPassword(step);
        }

        return step;
    }

    private IEnumerable<DbPlanStep> Privileges()
    {
        (DbPrivilegeSet added, DbPrivilegeSet removed) = (comparison.Added, comparison.Removed);
        if (added.IsEmpty && removed.IsEmpty)
        {
            yield break;
        }

        DbPrivilegeSet current = comparison.Current.Privileges ?? DbPrivilegeSet.Empty;
        // No server takes the option of a proxy alone: the proxy is given back.
        removed = DbPrivilegeSet.From(removed.Select(
            held => (held.Key, (IEnumerable<string>)(held.Key.Level == DbPrivilegeLevel.Proxy ? current[held.Key] : held.Value))));
        DbPrivilegeSet desired = comparison.Desired.Privileges!;
        if (_info.HasOnePrivilegeSet && !desired.IsEmpty)
        {
            yield return Privilege(OperationKind.SetPrivilege, desired, Text(current), Text(desired));
            yield break;
        }

        if (!added.IsEmpty)
        {
            yield return Privilege(OperationKind.GrantPrivilege, added, Text(current), Text(current.Union(added)));
        }

        if (!removed.IsEmpty)
        {
            DbPrivilegeSet left = current.Union(added).Revoke(removed);
            yield return Privilege(OperationKind.RevokePrivilege, removed, Text(current.Union(added)), Text(left));
            DbPrivilegeSet lost = desired.Except(left);
            if (!lost.IsEmpty)
            {
                DbPlanStep restore = Privilege(OperationKind.GrantPrivilege, lost, Text(left), Text(desired));
                restore.Phase = DbPlanPhase.Restore;
                yield return restore;
            }
        }
    }

    private DbPlanStep Privilege(OperationKind operation, DbPrivilegeSet privileges, string? before, string? after)
    {
        DbPlanStep step = Step(
            operation,
            before,
            after,
            operation == OperationKind.GrantPrivilege || (operation == OperationKind.SetPrivilege && comparison.Removed.IsEmpty)
                ? DbChangeRisk.AddsAccess : DbChangeRisk.RemovesAccess);
        step.Grant = [.. privileges.ToTexts()];
        return step;
    }

    private DbPlanStep Step(OperationKind operation, string? before, string? after, DbChangeRisk risk) => new()
    {
        Service = _instance.Service,
        InstanceId = _instance.InstanceId,
        Endpoint = _instance.Key.Endpoint,
        Account = comparison.Account.ToString(),
        Operation = operation,
        Before = before,
        After = after,
        Risk = risk,
        Phase = operation switch
        {
            OperationKind.CreateAccount => DbPlanPhase.Create,
            OperationKind.RemoveAccount => DbPlanPhase.Remove,
            _ => risk >= DbChangeRisk.RemovesAccess ? DbPlanPhase.Take : DbPlanPhase.Add,
        },
    };

    private string Effect(DbPlanStep step) => ChangeDescription.Of(
        StepChange.Of(step, _info, step.SecretName is null ? null : _named),
        _instance.Key,
        new ChangeEffect
        {
            Removed = step.Operation == OperationKind.SetPrivilege ? comparison.Removed : null,
            Added = step.Operation == OperationKind.SetPrivilege ? comparison.Added : null,
            Before = step.Setting.Count == 1 && step.Setting.Keys.Single() is var aspect && comparison.Current.Settings.TryGetValue(aspect, out string? before)
                    && before.Length > 0
                ? new Dictionary<string, string> { [AccountAspect.Of(aspect)!.Parameter] = before } : null,
        },
        comparison.Catalog ?? PrivilegeCatalog.None);

    private void SetPassword(DbPlanStep step)
    {
        if (comparison.Named?.Password is { } secret)
        {
            (step.SecretName, step.Vault) = (secret.Name, secret.Vault);
            return;
        }

        // A password that nobody knows yet would lock out who uses the account.
        bool isNew = step.Operation == OperationKind.CreateAccount;
        step.GeneratePassword = generatePassword && isNew;
        if (!step.GeneratePassword)
        {
            DbAccountsException error = DbError.PasswordNotNamed(
                comparison.Account.ToString(), _instance.Key, isNew, step.Setting.Keys.FirstOrDefault());
            _failing[step] = isShownOnly ? error : throw error;
        }
    }

    // The password is judged when it is there; what is held by the service's own word may be taken away.
    private IEnumerable<Violation> Violations(DbPlanStep step) => step.Operation is OperationKind.RevokePrivilege or OperationKind.RemoveAccount
        ? []
        : _instance.Client.Check(StepChange.Of(step, _info, null))
            .Where(violation => violation.Parameter != nameof(CreateAccount.Password));

    private string? Text(DbPrivilegeSet set) => set.IsEmpty ? null : (comparison.Catalog ?? PrivilegeCatalog.None).Collapse(set).ToString();

    private IEnumerable<string> Texts(DbPrivilegeSet set) => Text(set) is { } text ? [text] : [];
}
