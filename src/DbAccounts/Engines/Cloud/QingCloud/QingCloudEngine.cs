using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Credentials;
using DbAccounts.Engines.Cloud.Http;
using DbAccounts.Engines.Cloud.QingCloud.Requests;
using DbAccounts.Engines.Delivery;
using DbAccounts.Engines.Planning;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Formats;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.QingCloud;

/// <summary>What the three account services of QingCloud clusters have in common: RunClusterCustomService, jobs, display tabs.</summary>
internal abstract class QingCloudEngine : HttpEngine, IJobSource, IRawRequests
{
    /// <summary>How many jobs DescribeJobs takes, and the largest page.</summary>
    protected const int MostJobs = 100;

    private const string CustomService = "RunClusterCustomService";
    private const string ServiceParameters = "service_params";

    /// <summary>Zones that documents name.</summary>
    protected static readonly string[] Zones = ["pek3a", "pek3", "sh1a", "gd2", "ap2a"];

    /// <summary>The role of the nodes that hold the accounts; null where the cluster has only one.</summary>
    protected abstract string? Role { get; }

    /// <inheritdoc/>
    internal override IEnumerable<(string Parameter, string Words)> Lacks(DbInstanceOptions options) =>
        [.. base.Lacks(options), .. string.IsNullOrEmpty(options.Region) ? [("Zone", Messages.NeedsZone)] : Array.Empty<(string, string)>()];

    /// <inheritdoc/>
    protected override Uri EndpointOf(DbInstanceOptions options) => options.Endpoint ?? new Uri("https://api.qingcloud.com");

    /// <inheritdoc/>
    internal override CredentialGuide Credentials { get; } = new QingCloudCredentials();

    /// <inheritdoc/>
    public override async Task VerifyAsync(DbInstance instance, CallContext context)
    {
        var parameters = new Dictionary<string, string> { ["clusters.1"] = instance.InstanceId };
        JsonElement answer = await ReadAsync(instance, "DescribeClusters", parameters, context).ConfigureAwait(false);
        if (answer.List("cluster_set").All(cluster => cluster.Text("cluster_id") != instance.InstanceId))
        {
            throw DbError.InstanceNotFound(instance.Key);
        }
    }

    /// <inheritdoc/>
    public override Task<DbAccountList> ListAccountsAsync(DbInstance instance, CallContext context) =>
        AccountTab.ReadAsync(instance, Role, ReadAsync, context);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DbJob>> GetJobsAsync(DbInstance instance, IReadOnlyList<DbJob> jobs, CallContext context)
    {
        var parameters = new Dictionary<string, string>
        {
            // The default page is smaller than what one request may ask for.
            ["limit"] = MostJobs.ToString(CultureInfo.InvariantCulture),
        };
        for (int i = 0; i < jobs.Count; i++)
        {
            parameters[$"jobs.{i + 1}"] = jobs[i].Id ?? "";
        }

        JsonElement answer;
        try
        {
            answer = await ReadAsync(instance, "DescribeJobs", parameters, context).ConfigureAwait(false);
        }
        catch (DbAccountsException e) when (e.ServiceCode == QingCloudFault.NotFound)
        {
            // One unknown id fails the whole request: halving finds the others.
            return jobs.Count <= 1
                ? []
                : [.. await GetJobsAsync(instance, [.. jobs.Take(jobs.Count / 2)], context).ConfigureAwait(false),
                   .. await GetJobsAsync(instance, [.. jobs.Skip(jobs.Count / 2)], context).ConfigureAwait(false)];
        }

        Dictionary<string, JsonElement> states = answer.RequiredList("job_set", answer.Number("total_count"))
            .GroupBy(item => item.Text("job_id") ?? "")
            .ToDictionary(group => group.Key, group => group.First());
        return [.. jobs.Where(job => states.ContainsKey(job.Id ?? "")).Select(job => Refresh(job, states[job.Id ?? ""]))];
    }

    /// <inheritdoc/>
    public async Task<JsonElement> InvokeAsync(
        DbInstance instance, string action, IReadOnlyDictionary<string, object?> parameters, CallContext context)
    {
        // A dictionary is service_params: one string parameter that holds compact JSON.
        var flat = QingCloudParameters.Flatten(parameters);
        var call = new QingCloudCall(action, flat) { IsChange = !IsRead(action), Secrets = ParameterText.Secrets(parameters) };
        ApiAnswer answer = await ApiSender.SendAsync(instance, call, context).ConfigureAwait(false);
        return AnswerMask.Mask(answer.Json);
    }

    /// <inheritdoc/>
    public string Show(string action) => action.Trim();

    /// <inheritdoc/>
    public bool IsRead(string action) =>
        action.StartsWith("Describe", StringComparison.OrdinalIgnoreCase) || action.StartsWith("Get", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool ReadsToPlan(AccountChange change) => false;

    /// <summary>Cluster and zone are parameters of RunClusterCustomService, not of the custom service.</summary>
    protected override void Address(ServiceRequest request, DbInstance instance)
    {
    }

    /// <inheritdoc/>
    internal override string Show(DbInstance instance, ServiceRequest request)
    {
        IEnumerable<string> parameters =
            Parameters(instance, (QingCloudRequest)request).Select(parameter => $"{parameter.Key}={parameter.Value}");
        string json = JsonSerializer.Serialize(request, request.GetType(), QingCloudJson.Shown);
        return $"{CustomService} {string.Join(" ", parameters)} {ServiceParameters}={json}";
    }

    /// <inheritdoc/>
    protected override async Task<DbJob> SendAsync(
        DbInstance instance, ServiceRequest request, AccountChange change, DbJob job, CallContext context)
    {
        Effect effect = request.Effect();
        var call = new QingCloudCall(CustomService, Parameters(instance, (QingCloudRequest)request))
        {
            IsChange = true,
            Secrets = SecretsOf(request),
            SecretParameter = (ServiceParameters, () => JsonSerializer.Serialize(request, request.GetType(), QingCloudJson.Wire)),
        };
        job.State = DbJobState.Pending;
        return await ReliableSender.SendAsync(
            new ReliableChange(
                instance,
                job,
                () => SendOnceAsync(instance, call, job, context),
                (history, within) => ReadBackOf(instance, call, within).FindAsync(effect, job, history))
            {
                IsRepeatable = effect.IsRepeatable,
                Accepted = (accepted, history) => FollowUp(instance, accepted, call.WithoutSecrets(), effect, history),
            },
            context).ConfigureAwait(false);
    }

    private QingCloudReadBack ReadBackOf(DbInstance instance, QingCloudCall call, CallContext within) =>
        new(instance, call, ReadAsync, TabOf(instance, within), within);

    private AccountTabReadBack TabOf(DbInstance instance, CallContext within) => new(instance, Role, ReadAsync, within);

    private void FollowUp(DbInstance instance, DbJob job, QingCloudCall call, Effect effect, SendHistory history)
    {
        if (history.IsOpen || effect.Kind == EffectKind.Removal)
        {
            var followUp = new QingCloudFollowUp(
                within => ReadBackOf(instance, call, within), within => TabOf(instance, within), effect, history);
            new JobFollowUp(followUp.LookAsync).Attach(job);
        }
    }

    /// <summary>Reads one of the provider's actions.</summary>
    protected static async Task<JsonElement> ReadAsync(
        DbInstance instance, string action, IReadOnlyDictionary<string, string> parameters, CallContext context) =>
        (await ApiSender.SendAsync(instance, new QingCloudCall(action, parameters), context).ConfigureAwait(false)).Json;

    private static async Task<DbJob> SendOnceAsync(DbInstance instance, QingCloudCall call, DbJob job, CallContext context)
    {
        job.SubmittedAt = DateTime.UtcNow;
        ApiAnswer answer = await ApiSender.SendAsync(instance, call, context).ConfigureAwait(false);
        job.Id = answer.Json.Text("job_id") is { Length: > 0 } id
            ? id
            : throw DbError.JobNotNamed(job.Action, instance.Key, answer.RequestId);
        job.RequestId = answer.RequestId;
        RecentChanges.NoteJob(instance, job.Id, context);
        return job;
    }

    private static Dictionary<string, string> Parameters(DbInstance instance, QingCloudRequest request)
    {
        var parameters = new Dictionary<string, string> { ["cluster"] = instance.InstanceId, ["service"] = request.ActionName() };
        if (request.Role() is { } role)
        {
            parameters["role"] = role;
        }

        return parameters;
    }

    private static DateTime? Time(JsonElement item, string name) => DateTime.TryParse(
        item.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out DateTime time)
        ? time
        : null;

    private static DbJob Refresh(DbJob job, JsonElement item)
    {
        string? status = item.Text("status");
        DbJobState state = status switch
        {
            "pending" => DbJobState.Pending,
            "working" => DbJobState.Running,
            "successful" => DbJobState.Succeeded,
            "failed" or "done with failure" => DbJobState.Failed,
            _ => DbJobState.Unknown,
        };
        // Both by the service's clock, which may be another than this machine's: how long it took is what they tell together.
        DateTime? ended = Time(item, "status_time") is not { } end ? null
            : job.SubmittedAt is { } sent && Time(item, "create_time") is { } begun && end >= begun ? sent + (end - begun) : end;
        // What error_codes holds is not documented. The directive, which echoes the password, is not read.
        bool bad = state == DbJobState.Failed;
        return job.With(
            state,
            AnswerMask.Mask(status, job),
            bad ? AnswerMask.Mask(item.Text("error_codes"), job) : null,
            bad ? AnswerMask.Mask(item.Text("message"), job) : null,
            ended);
    }
}
