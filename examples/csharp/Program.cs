using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Running;
using DbAccounts.Simulator;
using DbAccounts.Simulator.Settings;
using DbSimulator simulator = DbSimulator.Start(new DbSimulatorOptions());

// The main job with the engine alone: on each service of a simulator an account is checked, created, changed, listed and removed.
Console.WriteLine($"The simulator listens on {simulator.Endpoint}");
foreach (DbSimulatorInstance simulated in simulator.Instance)
{
    DbInstance instance = DbInstance.Connect(new DbInstanceOptions
    {
        Service = simulated.Service,
        InstanceId = simulated.InstanceId,
        Region = simulated.Region,
        ProjectId = simulated.ProjectId,
        Credential = simulated.Credential,
        Endpoint = simulated.Endpoint,
    });
    await new Walk(instance).RunAsync();
}

// The same on a server of MySQL or MariaDB, where one is named, such as localhost; the credential comes from ~/.my.cnf.
foreach (string server in args)
{
    await new Walk(DbInstance.Connect(new DbInstanceOptions { Service = "MySql", InstanceId = server })).RunAsync();
}

/// <summary>The way of an account through one service, with what happens written to the console.</summary>
internal sealed class Walk(DbInstance instance)
{
    private const string Name = "shop_app";
    private readonly IDbEngine _service = ServiceCatalog.Get(instance.Service);
    private readonly CallContext _context = new() { Timeout = TimeSpan.FromSeconds(30) };

    // A service that knows privileges takes some with the account; the others create one without.
    private bool HasPrivileges => _service.Info.PrivilegeLevels.Count > 0;

    public async Task RunAsync()
    {
        Console.WriteLine($"\n{instance}: {_service.Info.Provider}, {_service.Info.Description}");
        foreach (var violation in _service.Check(Creation("1st app")))
        {
            Console.WriteLine($"  '1st app' is no account: {violation.Message}");
        }

        await ChangeAsync(Creation(Name));
        DbAccount account = (await ListAsync()).Single(found => found.Name == Name);
        var identity = DbAccountIdentity.Of(account);
        if (HasPrivileges)
        {
            var insert = DbPrivilegeSet.Of([new DbPrivilegeTarget("shop")], ["INSERT"]);
            await ChangeAsync(new ChangePrivilege(OperationKind.GrantPrivilege, identity, insert));
            Console.WriteLine($"  {account} now holds {await _service.GetPrivilegesAsync(instance, identity, _context)}");
        }

        await TryAsync(new ResetPassword(identity, ServiceCatalog.NewPassword(_service)));
        await ChangeAsync(new RemoveAccount(identity));
        if ((await ListAsync()).Any(found => found.Name == Name))
        {
            throw new InvalidOperationException($"{account} is still there.");
        }
    }

    private CreateAccount Creation(string name) => new(name)
    {
        Password = ServiceCatalog.NewPassword(_service),
        Database = HasPrivileges ? ["shop"] : null,
        Privilege = HasPrivileges ? ["SELECT"] : null,
    };

    private async Task TryAsync(AccountChange operation)
    {
        try
        {
            await ChangeAsync(operation);
        }
        catch (DbAccountsException e) when (e.ErrorId == DbErrorId.NotSupportedByService)
        {
            Console.WriteLine($"  {e.ErrorId}: {e.Message}");
        }
    }

    private async Task ChangeAsync(AccountChange operation)
    {
        ChangePlan plan = (await _service.PlanAsync(instance, [operation], _context))[0].Require();
        await ChangeRunner.RunAsync(instance, plan, wait: true, new JobWaitOptions(), _context, (job, error) =>
        {
            Console.WriteLine($"  {job}");
            return error is null ? Task.CompletedTask : throw error;
        });
    }

    private async Task<IReadOnlyList<DbAccount>> ListAsync()
    {
        DbAccountList accounts = await _service.ListAccountsAsync(instance, _context);
        Console.WriteLine($"  Accounts: {string.Join(", ", accounts)}");
        return accounts;
    }
}
