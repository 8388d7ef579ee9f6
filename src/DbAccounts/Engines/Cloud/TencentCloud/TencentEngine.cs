using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Credentials;
using DbAccounts.Engines.Cloud.Http;
using DbAccounts.Engines.Delivery;
using DbAccounts.Engines.Planning;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Formats;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.TencentCloud;

/// <summary>What the products of Tencent Cloud have in common: API 3.0, its signature and faults, changes that are asynchronous tasks.</summary>
/// <param name="product">The product.</param>
/// <param name="wire">How its requests are written as JSON.</param>
/// <param name="shown">The same, their secrets masked.</param>
internal abstract class TencentEngine(TencentProduct product, JsonSerializerContext wire, JsonSerializerContext shown)
    : HttpEngine, IRawRequests
{
    /// <inheritdoc/>
    internal override IEnumerable<(string Parameter, string Words)> Lacks(DbInstanceOptions options) =>
    [
        .. base.Lacks(options),
        .. string.IsNullOrEmpty(options.Region) ? [(nameof(options.Region), Messages.NeedsTencentRegion)] : Array.Empty<(string, string)>(),
    ];

    /// <inheritdoc/>
    protected override Uri EndpointOf(DbInstanceOptions options)
    {
        // Financial regions are isolated: only their own address reaches them.
        string host = options.Region?.EndsWith("-fsi", StringComparison.Ordinal) == true ? $"{product.Name}.{options.Region}" : product.Name;
        return options.Endpoint ?? new Uri($"https://{host}.tencentcloudapi.com");
    }

    /// <inheritdoc/>
    internal override CredentialGuide Credentials { get; } = new TencentCredentials(product);

    /// <inheritdoc/>
    public async Task<JsonElement> InvokeAsync(
        DbInstance instance, string action, IReadOnlyDictionary<string, object?> parameters, CallContext context)
    {
        var call = new TencentCall(product, action, ParameterJson.Serialize(parameters))
        {
            IsChange = !IsRead(action),
            Secrets = ParameterText.Secrets(parameters),
            RequestsPerSecond = Info.Rate(action),
        };
        ApiAnswer answer = await ApiSender.SendAsync(instance, call, context).ConfigureAwait(false);
        return AnswerMask.Mask(answer.Json);
    }

    /// <inheritdoc/>
    public string Show(string action) => action.Trim();

    /// <inheritdoc/>
    public bool IsRead(string action) => action.StartsWith("Describe", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    internal override string Show(DbInstance instance, ServiceRequest request) =>
        $"{request.ActionName()} {JsonSerializer.Serialize(request, request.GetType(), shown)}";

    /// <inheritdoc/>
    internal override string? BatchKey(ServiceRequest request) => request.Joined([]) is { } empty
        ? empty.ActionName() + JsonSerializer.Serialize(empty, empty.GetType(), wire)
        : null;

    /// <summary>The accounts of an instance, for reading back.</summary>
    protected abstract AccountReader Accounts(DbInstance instance);

    /// <inheritdoc/>
    protected override async Task<DbJob> SendAsync(
        DbInstance instance, ServiceRequest request, AccountChange change, DbJob job, CallContext context)
    {
        Effect effect = request.Effect();
        AccountReader accounts = Accounts(instance);
        var call = new TencentCall(product, job.Action, JsonSerializer.SerializeToUtf8Bytes(request, request.GetType(), wire))
        {
            IsChange = true,
            Secrets = SecretsOf(request),
            RequestsPerSecond = Info.Rate(job.Action),
        };
        job.State = DbJobState.Pending;
        return await ReliableSender.SendAsync(
            new ReliableChange(
                instance,
                job,
                () => SendOnceAsync(instance, call, job, context),
                (history, within) => new EffectReadBack(accounts, effect, job, within).FindAsync(history))
            {
                IsRepeatable = effect.IsRepeatable,
                Accepted = (accepted, history) =>
                    new JobFollowUp(new TencentFollowUp(accounts, instance.Key, effect, history).LookAsync).Attach(accepted),
            },
            context).ConfigureAwait(false);
    }

    private static async Task<DbJob> SendOnceAsync(DbInstance instance, TencentCall call, DbJob job, CallContext context)
    {
        job.SubmittedAt = DateTime.UtcNow;
        ApiAnswer answer = await ApiSender.SendAsync(instance, call, context).ConfigureAwait(false);
        job.Id = answer.Json.Text("AsyncRequestId") is { Length: > 0 } id
            ? id
            : throw DbError.JobNotNamed(job.Action, instance.Key, answer.RequestId);
        job.RequestId = answer.RequestId;
        return job;
    }

    /// <summary>Reads one of the provider's actions.</summary>
    protected async Task<JsonElement> ReadAsync(
        DbInstance instance, string action, CallContext context, params (string Name, object? Value)[] parameters)
    {
        var call = new TencentCall(product, action, ParameterJson.Serialize(parameters.ToDictionary(p => p.Name, p => p.Value)))
        {
            RequestsPerSecond = Info.Rate(action),
        };
        return (await ApiSender.SendAsync(instance, call, context).ConfigureAwait(false)).Json;
    }
}
