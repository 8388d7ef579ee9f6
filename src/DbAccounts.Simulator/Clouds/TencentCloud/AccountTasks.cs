using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using DbAccounts.Model;
using DbAccounts.Simulator.Chance;
using DbAccounts.Simulator.Clouds.TencentCloud.Requests;
using DbAccounts.Simulator.Security;
using DbAccounts.Simulator.Settings;
using DbAccounts.Simulator.State;

namespace DbAccounts.Simulator.Clouds.TencentCloud;

/// <summary>The actions that change accounts. All but one are tasks: the answer is an id, and the change comes later.</summary>
internal sealed class AccountTasks(SimulatorStore store, DbSimulatorBehavior behavior)
{
    private const int InstanceMaximum = 10240;

    public void Create(CreateAccountsRequest request, Utf8JsonWriter json) => Submit(ChangeKind.Create, request.Accounts!, json, new()
    {
        PasswordHash = PasswordHash.Of(request.Password!),
        Description = request.Description ?? "",
        MaxUserConnections = request.MaxUserConnections ?? (behavior.TencentDefaultIsInstanceMaximum ? InstanceMaximum : 0),
    }, request.Password);

    public void Delete(DeleteAccountsRequest request, Utf8JsonWriter json) => Submit(ChangeKind.Delete, request.Accounts!, json, new());

    public void ModifyPassword(ModifyAccountPasswordRequest request, Utf8JsonWriter json) =>
        Submit(
            ChangeKind.Modify,
            request.Accounts!,
            json,
            new() { PasswordHash = PasswordHash.Of(request.NewPassword!) },
            request.NewPassword);

    public void ModifyDescription(ModifyAccountDescriptionRequest request, Utf8JsonWriter json) =>
        Submit(ChangeKind.Modify, request.Accounts!, json, new() { Description = request.Description ?? "" });

    public void ModifyMaxUserConnections(ModifyAccountMaxUserConnectionsRequest request, Utf8JsonWriter json) =>
        Submit(ChangeKind.Modify, request.Accounts!, json, new() { MaxUserConnections = request.MaxUserConnections });

    public void ModifyHost(ModifyAccountHostRequest request, Utf8JsonWriter json)
    {
        if (request.User == RootAccount.Name)
        {
            throw new RefusalException(
                "OperationDenied.NotSupportModifyLocalRootHostError",
                "The host information of the local root account cannot be modified.");
        }

        var account = new AccountItem { User = request.User, Host = request.Host };
        Submit(ChangeKind.Modify, [account], json, new() { Host = request.NewHost });
    }

    public void ModifyPrivileges(ModifyAccountPrivilegesRequest request, Utf8JsonWriter json) => Submit(
        new StoredChange
        {
            Kind = request.ModifyAction switch
            {
                "grant" => ChangeKind.Grant,
                "revoke" => ChangeKind.Revoke,
                _ => ChangeKind.ReplacePrivileges,
            },
            Accounts = Keys(request.Accounts!),
            Privileges = [.. Privileges(request)],
            KeptLevels = behavior.TencentEmptyListClears ? [] : [.. LevelsWithEmptyList(request)],
        },
        json);

    /// <summary>Gives root its first privileges back, at once.</summary>
    public void ResetRoot(InstanceRequest request, Utf8JsonWriter json)
    {
        var change = new StoredChange
        {
            Kind = ChangeKind.ReplacePrivileges,
            Accounts = [new(RootAccount.Name, "%")],
            Privileges = RootAccount.Privileges(),
        };
        if (store.Apply(SimulatedService.TencentMySql.Name, change) == ChangeOutcome.AccountMissing)
        {
            throw new RefusalException("InvalidParameterValue.VerifyAccountNoRootError", "No root account found.");
        }
    }

    private static List<AccountKey> Keys(IEnumerable<AccountItem> accounts) => [.. accounts.Select(a => new AccountKey(a.User!, a.Host))];

    private static IEnumerable<StoredPrivilege> Privileges(ModifyAccountPrivilegesRequest request) =>
        new[] { new StoredPrivilege { Privileges = [.. request.GlobalPrivileges ?? []] } }
        .Concat((request.DatabasePrivileges ?? []).Select(
            p => new StoredPrivilege { Database = p.Database, Privileges = [.. p.Privileges!] }))
        .Concat((request.TablePrivileges ?? []).Select(
            p => new StoredPrivilege { Database = p.Database, Table = p.Table, Privileges = [.. p.Privileges!] }))
        .Concat((request.ColumnPrivileges ?? []).Select(
            p => new StoredPrivilege { Database = p.Database, Table = p.Table, Column = p.Column, Privileges = [.. p.Privileges!] }));

    private static IEnumerable<DbPrivilegeLevel> LevelsWithEmptyList(ModifyAccountPrivilegesRequest request) =>
        from list in new (DbPrivilegeLevel Level, int? Count)[]
        {
            (DbPrivilegeLevel.Global, request.GlobalPrivileges?.Count),
            (DbPrivilegeLevel.Database, request.DatabasePrivileges?.Count),
            (DbPrivilegeLevel.Table, request.TablePrivileges?.Count),
            (DbPrivilegeLevel.Column, request.ColumnPrivileges?.Count),
        }
        where list.Count == 0
        select list.Level;

    private void Submit(
        ChangeKind kind, IEnumerable<AccountItem> accounts, Utf8JsonWriter json, AccountValues values, Secret? password = null) =>
        Submit(new StoredChange { Kind = kind, Accounts = Keys(accounts), Values = values }, json, password);

    private void Submit(StoredChange change, Utf8JsonWriter json, Secret? password = null)
    {
        string service = SimulatedService.TencentMySql.Name;
        if (behavior.TencentConcurrentTaskConflicts && store.IsBusy(service))
        {
            throw TencentError.StatusConflict();
        }

        switch (store.Accounts(service).Foresee(change))
        {
            case ChangeOutcome.AccountMissing:
                throw TencentError.AccountMissing();
            case ChangeOutcome.AccountExists when !behavior.TencentExistingAccountFailsAsync:
                throw TencentError.AccountExists();
        }

        var job = new StoredJob
        {
            Id = string.Join("-", Enumerable.Range(0, 4).Select(_ => RandomId.Hex(8))),
            Service = service,
            Change = change,
            Echo = behavior.FailedJobsEchoPassword ? password?.Reveal(PasswordEcho.Of) : null,
        };
        store.Submit(job);
        json.WriteString("AsyncRequestId", job.Id);
    }
}
