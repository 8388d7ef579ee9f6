using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using DbAccounts.Simulator.Clouds.TencentCloud.Requests;
using DbAccounts.Simulator.Http;
using DbAccounts.Simulator.Settings;
using DbAccounts.Simulator.State;

namespace DbAccounts.Simulator.Clouds.TencentCloud;

/// <summary>Tencent Cloud API 3.0: one address, the action in a header, errors inside an answer with status 200.</summary>
internal sealed class TencentApi : ISimulatedCloud
{
    private readonly SimulatorStore _store;
    private readonly DbSimulatorBehavior _behavior;
    private readonly TencentGate _gate;
    private readonly Dictionary<string, TencentAction> _actions;

    public TencentApi(SimulatorStore store, DbSimulatorBehavior behavior, Others others, int seed)
    {
        _store = store;
        _behavior = behavior;
        _gate = new TencentGate(behavior);
        var reads = new AccountReads(store, others, behavior.TencentListIsUnordered ? seed : null);
        var tasks = new AccountTasks(store, behavior);
        // The numbers are the documented requests per second.
        _actions = new(StringComparer.Ordinal)
        {
            ["CreateAccounts"] = TencentAction.Of<CreateAccountsRequest>(10, tasks.Create),
            ["DeleteAccounts"] = TencentAction.Of<DeleteAccountsRequest>(10, tasks.Delete),
            ["DescribeAccounts"] = TencentAction.Of<DescribeAccountsRequest>(50, reads.DescribeAccounts),
            ["DescribeAccountPrivileges"] =
                TencentAction.Of<DescribeAccountPrivilegesRequest>(10, reads.DescribeAccountPrivileges),
            ["ModifyAccountPrivileges"] = TencentAction.Of<ModifyAccountPrivilegesRequest>(10, tasks.ModifyPrivileges),
            ["ModifyAccountPassword"] = TencentAction.Of<ModifyAccountPasswordRequest>(10, tasks.ModifyPassword),
            ["ModifyAccountDescription"] = TencentAction.Of<ModifyAccountDescriptionRequest>(10, tasks.ModifyDescription),
            ["ModifyAccountHost"] = TencentAction.Of<ModifyAccountHostRequest>(20, tasks.ModifyHost),
            ["ModifyAccountMaxUserConnections"] =
                TencentAction.Of<ModifyAccountMaxUserConnectionsRequest>(20, tasks.ModifyMaxUserConnections),
            ["ResetRootAccount"] = TencentAction.Of<InstanceRequest>(20, tasks.ResetRoot),
            ["DescribeSupportedPrivileges"] =
                TencentAction.Of<InstanceRequest>(100, AccountReads.DescribeSupportedPrivileges),
            ["DescribeAsyncRequestInfo"] =
                TencentAction.Of<DescribeAsyncRequestInfoRequest>(40, reads.DescribeAsyncRequestInfo),
        };
    }

    /// <inheritdoc/>
    public bool Serves(HttpRequest request) =>
        request.Path == "/" && request.Method is "GET" or "POST" && request.Header("X-TC-Action") is not null;

    /// <inheritdoc/>
    public RefusalException[] Throttling { get; } = [TencentError.TooManyRequests()];

    /// <inheritdoc/>
    public RefusalException[] Busy { get; } =
    [
        TencentError.StatusConflict(),
        new("FailedOperation.StartFlowError", "Failed to initiate the operation. Please try again later."),
        new("FailedOperation.SubmitAsyncTaskError", "Failed to submit the task. Please try again later."),
    ];

    /// <inheritdoc/>
    public bool IsChange(HttpRequest request) => !request.Header("X-TC-Action")!.StartsWith("Describe", StringComparison.Ordinal);

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, string>> Content(HttpRequest request) =>
    [
        new("action", request.Header("X-TC-Action")!),
        .. UrlText.ParseQuery(request.Query),
        new("body", Encoding.UTF8.GetString(request.Body)),
    ];

    /// <inheritdoc/>
    public HttpResponse Answer(HttpRequest request)
    {
        try
        {
            _gate.Authenticate(request, _store.Now);
            if (!_actions.TryGetValue(request.Header("X-TC-Action")!, out TencentAction? action))
            {
                throw new RefusalException("InvalidAction", "The API action is invalid or does not exist.");
            }

            if (_behavior.TencentEnforcesRateLimits && !action.Rate.Admits(_store.Now))
            {
                throw TencentError.TooManyRequests();
            }

            JsonElement parameters = Decode(request);
            return Envelope(json => action.Run(parameters, json));
        }
        catch (RefusalException refusal)
        {
            return Refuse(request, refusal);
        }
    }

    /// <inheritdoc/>
    public HttpResponse Refuse(HttpRequest request, RefusalException refusal) => Envelope(json =>
    {
        json.WriteStartObject("Error");
        json.WriteString("Code", refusal.Code);
        json.WriteString("Message", refusal.Message);
        json.WriteEndObject();
    });

    private static JsonElement Decode(HttpRequest request)
    {
        string text = request.Method == "GET" ? QueryParameters.ToJson(request.Query) : Encoding.UTF8.GetString(request.Body);
        return Json.ReadObject(text) ?? throw new RefusalException("InvalidParameter", "Parameter error: they are no JSON object.");
    }

    private static HttpResponse Envelope(Action<Utf8JsonWriter> content) => new(200, Json.Of(json =>
    {
        json.WriteStartObject("Response");
        content(json);
        json.WriteString("RequestId", Guid.NewGuid().ToString().ToUpperInvariant());
        json.WriteEndObject();
    }));
}
