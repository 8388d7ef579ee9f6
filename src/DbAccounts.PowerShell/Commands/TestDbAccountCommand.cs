using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.Rules;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Checks values against the documented rules of a service. Nothing is sent, and no connection is needed.</summary>
[Cmdlet(VerbsDiagnostic.Test, "DbAccount")]
[OutputType(typeof(DbAccountTestResult), typeof(bool))]
public sealed class TestDbAccountCommand : AccountValuesCommand
{
    /// <summary>The service whose rules are checked. Default: that of -Instance, or of the session's default instance.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    public string? Service { get; set; }

    /// <summary>The operation that the values are for. Default: CreateAccount.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(OperationCompleter))]
    public string Operation { get; set; } = nameof(OperationKind.CreateAccount);

    /// <summary>Return true or false.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync() => ForRecordAsync(Subject, async () =>
    {
        IDbEngine service = Text(Service) is { } name ? ServiceCatalog.Get(name) : ResolveInstance().Client;
        OperationKind kind = OperationName.Read(Operation);
        foreach (CreateAccount account in NewAccounts(service, NewPassword(service).Password))
        {
            IReadOnlyList<Violation> violations = service.Check(AsOperation(kind, account));
            await Output.WriteAsync(Quiet
                ? violations.Count == 0
                : new DbAccountTestResult(account.Name, service.Info.Service, kind.ToString(), [.. violations])).ConfigureAwait(false);
        }
    });

    private static AccountChange AsOperation(OperationKind kind, CreateAccount values)
    {
        DbAccountIdentity account = values.Account;
        return kind switch
        {
            OperationKind.CreateAccount => values,
            OperationKind.ModifyAccount => new ModifyAccount(account)
            {
                AllowedHost = values.AllowedHost,
                Database = values.Database,
                Description = values.Description,
                MaxUserConnections = values.MaxUserConnections,
                Password = values.Password,
                PasswordLifetime = values.PasswordLifetime,
                Privilege = values.Privilege,
            },
            OperationKind.ResetPassword => new ResetPassword(account, values.Password ?? Secret.From("")),
            OperationKind.RemoveAccount => new RemoveAccount(account),
            _ => new ChangePrivilege(
                kind,
                account,
                DbPrivilegeSet.Of(
                    values.Database?.Select(database => new DbPrivilegeTarget(database)) ?? [DbPrivilegeTarget.Global],
                    values.Privilege ?? []))
            {
                Global = values.Global,
            },
        };
    }
}
