using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Running;
using DbAccounts.Simulator;
using DbAccounts.Simulator.Settings;
using DbAccounts.Simulator.State;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Engines;

/// <summary>What a pipeline lists and removes is gone afterwards, all of it, also while somebody else creates and removes accounts.</summary>
public sealed class RemoveAllTests
{
    [Theory]
    [InlineData("TencentMySql", 1000, 0, false)]
    [InlineData("TencentMySql", 1000, 5, true)]
    [InlineData("TencentMySql", 300, 15, true)]
    [InlineData("Ddm", 400, 0, false)]
    [InlineData("Ddm", 400, 5, true)]
    [InlineData("ChronusDB", 200, 0, true)]
    public async Task Every_account_that_was_there_is_removed(string service, int accounts, int changesBetweenPages, bool isBusy)
    {
        var clock = new WaitedClock();
        using DbSimulator simulator = DbSimulator.Start(
            new DbSimulatorOptions
            {
                Seed = 1,
                Behavior = new()
                {
                    TencentOtherAccounts = accounts, DdmOtherAccounts = accounts, QingCloudOtherAccounts = accounts, DdmMostAccounts = 2 * accounts,
                    OthersChangeAccounts = changesBetweenPages, TencentEnforcesRateLimits = false, TencentListIsUnordered = true,
                },
            },
            () => clock.Now);
        DbInstance instance = Connected.To(service, simulator.Endpoint);
        var context = new CallContext { Clock = clock };
        HashSet<string> lasting = [.. Names(simulator, service)];
        simulator.Store.Applied = (_, change) => change.Accounts.Where(_ => change.Kind == ChangeKind.Delete).ToList().ForEach(account => lasting.Remove(account.Name));
        using var end = new CancellationTokenSource();
        Task busy = isBusy ? Task.Run(() => BusyAsync(Connected.To(service, simulator.Endpoint), context, end.Token)) : Task.CompletedTask;

        DbAccountList listed = await instance.AccountsAsync(context);
        string[] expected;
        lock (simulator.Store.Gate)
        {
            expected = [.. lasting];
        }

        Assert.Empty(expected.Except(listed.Select(account => account.Name)));
        foreach (DbAccount account in listed.Where(account => Others.IsOwn(account.Name)))
        {
            await RemoveAsync(instance, account, context);
        }

        await end.CancelAsync();
        await busy;
        await clock.WaitAsync(TimeSpan.FromSeconds(2), default);
        lock (simulator.Store.Gate)
        {
            simulator.Store.Settle();
        }

        Assert.Empty(Names(simulator, service).Where(Others.IsOwn).Intersect(listed.Select(account => account.Name)));
        Assert.InRange(expected.Count(Others.IsOwn), accounts / 2, accounts);
    }

    private static string[] Names(DbSimulator simulator, string service)
    {
        lock (simulator.Store.Gate)
        {
            return [.. simulator.Store.Accounts(service).All.Select(account => account.Name)];
        }
    }

    private static async Task RemoveAsync(DbInstance instance, DbAccount account, CallContext context)
    {
        DbAccountIdentity identity = instance.Client.Info.HostIsIdentity ? DbAccountIdentity.Of(account) : new DbAccountIdentity(account.Name, null);
        try
        {
            await instance.ChangeAsync(new RemoveAccount(identity), context);
        }
        catch (DbAccountsException e) when (e.ErrorId == DbErrorId.AccountNotFound)
        {
            // Somebody else was quicker.
        }
    }

    // Creates an account, and removes it again a moment later.
    private static async Task BusyAsync(DbInstance instance, CallContext context, CancellationToken end)
    {
        for (int i = 0; !end.IsCancellationRequested; i++)
        {
            var create = new CreateAccount($"busy{i}")
            {
                Password = ServiceCatalog.NewPassword(instance.Client),
                Privilege = instance.Service == "Ddm" ? ["SELECT"] : null,
            };
            try
            {
                await ChangeRunner.RunAsync(
                    instance,
                    await instance.PlanAsync(create, context),
                    wait: true,
                    new JobWaitOptions { PollingInterval = TimeSpan.FromSeconds(0.2) },
                    context,
                    (_, _) => Task.CompletedTask);
                string? host = instance.Client.Info.HostIsIdentity ? "%" : null;
                await instance.ChangeAsync(new RemoveAccount(new DbAccountIdentity(create.Name, host)), context);
            }
            catch (DbAccountsException e) when (e.ErrorId is DbErrorId.InstanceBusy)
            {
                // Its turn comes later.
            }
        }
    }
}
