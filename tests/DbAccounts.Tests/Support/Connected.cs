using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Engines.Cloud;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Running;

namespace DbAccounts.Tests.Support;

/// <summary>Instances with the documents' example ids and keys, connected to a stub.</summary>
internal static class Connected
{
    public const string Project = "619d3e78f61b4be68bc5aa0b59edcf7b";
    public const string DdmInstance = "61a4ea66210545909d74a05c27a7179ein09";

    private static readonly ConditionalWeakTable<DbInstance, CallContext> _contexts = [];

    /// <summary>The five services of clouds, for theories.</summary>
    public static IEnumerable<string> Services => ServiceCatalog.All.OfType<HttpEngine>().Select(service => service.Info.Service);

    public static DbInstance To(string service, Uri endpoint, string? token = null) =>
        DbInstance.Connect(Options(service) with { Endpoint = endpoint, Credential = Options(service).Credential with { Token = token is null ? null : Secret.From(token) } });

    public static DbInstance To(string service, Stub stub, string? token = null) => To(service, stub.Endpoint, token);

    public static DbInstanceOptions Options(string service) => service switch
    {
        "MySqlPlus" or "MySqlPlusAnalysis" => QingCloud(service, "cl-ouhutv70", "sh1a"),
        "ChronusDB" => QingCloud(service, "cl-yxgxofd3", "pek3"),
        "Ddm" => new()
        {
            Service = service,
            InstanceId = DdmInstance,
            Region = "cn-north-4",
            ProjectId = Project,
            Credential = new("QTWAOYTTINDUT2QVKYUC", Secret.From("MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc")),
        },
        _ => new()
        {
            Service = service,
            InstanceId = "cdb-f35wr6wj",
            Region = "ap-guangzhou",
            Credential = new("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", Secret.From("Gu5t9xGARNpq86cd98joQYCN3EXAMPLE")),
        },
    };

    /// <summary>The context of all that a test does with an instance and gives none for: no real time passes by waiting.</summary>
    public static CallContext Context(this DbInstance instance) => _contexts.GetValue(instance, _ => Probe.Fast);

    /// <summary>A service's client.</summary>
    public static IDbEngine Client(string service) => ServiceCatalog.Get(service);

    /// <summary>Plans a change and sends its steps, each without waiting for the one before.</summary>
    public static async Task<IReadOnlyList<DbJob>> ChangeAsync(this DbInstance instance, AccountChange operation, CallContext? context = null)
    {
        context ??= instance.Context();
        ChangePlan plan = await instance.PlanAsync(operation, context);
        var jobs = new List<DbJob>();
        foreach (ChangeStep step in plan.Steps)
        {
            jobs.Add(await instance.ApplyAsync(step, context));
        }

        return jobs;
    }

    public static async Task<ChangePlan> PlanAsync(this DbInstance instance, AccountChange operation, CallContext? context = null) =>
        (await Client(instance.Service).PlanAsync(instance, [operation], context ?? instance.Context()))[0].Require();

    /// <summary>Sends one step of a change.</summary>
    public static Task<DbJob> ApplyAsync(this DbInstance instance, ChangeStep step, CallContext? context = null) =>
        Client(instance.Service).ApplyAsync(instance, [step], context ?? instance.Context());

    public static Task<DbAccountList> AccountsAsync(this DbInstance instance, CallContext? context = null) =>
        Client(instance.Service).ListAccountsAsync(instance, context ?? instance.Context());

    /// <summary>Runs a change with waiting, quickly.</summary>
    public static async Task<IReadOnlyList<(DbJob Job, string? ErrorId)>> RunAsync(this DbInstance instance, AccountChange operation, bool wait = true) =>
        [.. (await instance.RunAsync(operation, instance.Context(), wait)).Select(ended => (ended.Job, ended.Error?.ErrorId))];

    /// <summary>Runs a change with waiting, by a clock; what ends it early is thrown.</summary>
    public static async Task<IReadOnlyList<(DbJob Job, DbAccountsException? Error)>> RunAsync(
        this DbInstance instance, AccountChange operation, CallContext context, bool wait = true)
    {
        var ended = new List<(DbJob, DbAccountsException?)>();
        await ChangeRunner.RunAsync(
            instance,
            await instance.PlanAsync(operation, context),
            wait,
            new JobWaitOptions { PollingInterval = TimeSpan.FromMilliseconds(10), Timeout = TimeSpan.FromSeconds(60) },
            context,
            (job, error) =>
            {
                ended.Add((job, error));
                return Task.CompletedTask;
            });
        return ended;
    }

    private static DbInstanceOptions QingCloud(string service, string cluster, string zone) => new()
    {
        Service = service,
        InstanceId = cluster,
        Region = zone,
        Credential = new("QYACCESSKEYIDEXAMPLE", Secret.From("SECRETACCESSKEY")),
    };
}
