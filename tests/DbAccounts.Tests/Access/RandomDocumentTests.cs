using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Chaos;
using DbAccounts.Comparison;
using DbAccounts.Documents;
using DbAccounts.Engines;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Planning;
using DbAccounts.Tests.Support;
using Xunit;
using Connected = DbAccounts.Tests.Support.Connected;

namespace DbAccounts.Tests.Access;

/// <summary>Laws of documents, on random ones.</summary>
public sealed class RandomDocumentTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task From_any_state_a_sync_leads_to_what_any_document_says_also_when_it_is_killed(int seed)
    {
        var random = new Random(seed);
        // Five services are changed side by side: where time passed by waiting alone, one could let a request of another expire.
        using var world = new AccessWorld(clock: new Clock(50));
        for (int round = 0; round < 4; round++)
        {
            string json = RandomDocument.OfServices(random);
            DbAccountPlan plan = await world.PlanAsync(json, prune: true);
            if (round % 2 == 1 && plan.Step.Length > 0)
            {
                await KillAsync(world, plan, random.Next(plan.Step.Length) + 1);
            }

            await world.RunAsync(plan);

            Assert.Empty(world.Errors);
            Assert.Empty(await world.DifferencesAsync(json, prune: true));
            int applied = world.Applied.Count;
            Assert.Empty((await world.PlanAsync(json, prune: true)).Step);
            Assert.Empty(await world.RunAsync(plan));
            Assert.Equal(applied, world.Applied.Count);
            await RoundTripAsync(world);
        }
    }

    [Fact]
    public async Task What_is_equal_in_effect_is_equal_however_it_is_written()
    {
        var random = new Random(7);
        foreach (string service in new[] { "TencentMySql", "Ddm" })
        {
            IDbEngine engine = ServiceCatalog.Get(service);
            DbInstance instance = Connected.To(service, new Uri("http://127.0.0.1:1"));
            PrivilegeCatalog catalog = await engine.GetPrivilegeCatalogAsync(instance, new());
            for (int i = 0; i < 500; i++)
            {
                string[] grants = service == "Ddm" ? RandomDocument.Rectangle(random) : RandomDocument.Grants(random);
                DbPrivilegeSet held = ComparablePrivileges.Of(StepChange.Privileges(grants), catalog);
                string spelled = string.Join(", ", grants.OrderBy(_ => random.Next()).Select(grant => $"\"{Spelled(random, grant, engine.Info)}\""));
                var problems = new List<DocumentProblem>();
                AccessDocument document = DocumentReader.ReadJson($$"""{ "accounts": [ { "name": "a", "grants": [ {{spelled.Replace("\\", "\\\\", StringComparison.Ordinal)}} ] } ] }""", problems);
                DesiredAccount desired = Assert.Single(DesiredState.Of(document.Instances[0], engine, default, problems));
                Assert.Empty(problems);

                var comparison = new AccountComparison(
                    instance,
                    desired.Account,
                    new AccountState(true, new Dictionary<string, string>(), held),
                    desired.State with { Privileges = ComparablePrivileges.Of(desired.State.Privileges!, catalog) });
                Assert.True(comparison.IsEqual, $"{held} and {spelled}: {string.Join("; ", comparison.Differences())}");
            }
        }
    }

    [Fact]
    public void A_thousand_accounts_of_five_grants_are_compared()
    {
        IDbEngine engine = ServiceCatalog.Get("TencentMySql");
        DbInstance instance = Connected.To("TencentMySql", new Uri("http://127.0.0.1:1"));
        string accounts = string.Join(",\n", Enumerable.Range(0, 1000).Select(i =>
            $$"""{ "name": "app{{i}}", "grants": [ {{string.Join(", ", Enumerable.Range(0, 5).Select(g => $"\"SELECT, INSERT, UPDATE (a, b) ON db{g}.t{i}\""))}} ] }"""));
        var problems = new List<DocumentProblem>();
        AccessDocument document = DocumentReader.ReadJson($$"""{ "accounts": [ {{accounts}} ] }""", problems);
        IReadOnlyList<DesiredAccount> desired = DesiredState.Of(document.Instances[0], engine, default, problems);
        Assert.Empty(problems);
        int different = desired.Count(one => new AccountComparison(instance, one.Account, new AccountState(true, one.State.Settings, DbPrivilegeSet.Empty), one.State).Differences().Any());

        Assert.Equal(1000, different);
    }

    private static async Task KillAsync(AccessWorld world, DbAccountPlan plan, int step)
    {
        using var kill = new CancellationTokenSource();
        int accepted = 0;
        try
        {
            await world.RunAsync(
                plan,
                accepted: (_, _) =>
                {
                    if (Interlocked.Increment(ref accepted) == step)
                    {
                        kill.Cancel();
                    }
                },
                cancellation: kill.Token);
        }
        catch (OperationCanceledException)
        {
        }

        await world.Context().Clock.WaitAsync(TimeSpan.FromMinutes(1), default);
    }

    // What is exported is what is there, with roles and without, and the same bytes each time.
    private static async Task RoundTripAsync(AccessWorld world)
    {
        foreach (bool withRoles in new[] { false, true })
        {
            string first = await ExportAsync(world, withRoles);
            Assert.Equal(first, await ExportAsync(world, withRoles));
            Assert.Empty(await world.DifferencesAsync(first, prune: true));
            Assert.Empty((await world.PlanAsync(first, prune: true)).Step);
        }
    }

    private static async Task<string> ExportAsync(AccessWorld world, bool withRoles)
    {
        var states = new List<CurrentState>();
        foreach (string service in Connected.Services.Where(service => service != "MySql"))
        {
            states.Add(await CurrentState.ReadAsync(world[service], _ => true, world.Context()));
        }

        return NodeText.Json(DocumentNodes.Of(StateDocument.Of(states, (_, _) => true, _ => false, withRoles)));
    }

    // The same in other words: case, blanks, order, one grant as several, ALL as what it means.
    private static string Spelled(Random random, string grant, DbServiceInfo info)
    {
        int on = grant.IndexOf(" ON ", StringComparison.Ordinal);
        (string words, string target) = (grant[..on], grant[on..]);
        if (words == "ALL")
        {
            words = random.Next(2) == 0 ? "all privileges" : info.HasOnePrivilegeSet
                ? "SELECT, CREATE, DROP, ALTER, INDEX, INSERT, DELETE, UPDATE" : "ALL, SELECT";
        }
        else if (!words.Contains('(', StringComparison.Ordinal))
        {
            string[] list = [.. words.Split(", ").OrderBy(_ => random.Next())];
            words = string.Join(random.Next(2) == 0 ? "," : "  ,  ", list);
            if (list.Length > 1 && random.Next(2) == 0 && !info.HasOnePrivilegeSet)
            {
                return $"{list[0]}{target}; {string.Join(", ", list.Skip(1))} {target}";
            }
        }

        words = random.Next(2) == 0 ? words : words.ToLower(CultureInfo.InvariantCulture);
        return info.HasOnePrivilegeSet && random.Next(2) == 0 ? words + target.ToUpperInvariant() : words + target;
    }
}
