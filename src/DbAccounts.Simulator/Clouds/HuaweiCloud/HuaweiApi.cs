using System;
using System.Collections.Generic;
using System.Text;
using DbAccounts.Simulator.Chance;
using DbAccounts.Simulator.Http;
using DbAccounts.Simulator.Settings;
using DbAccounts.Simulator.State;

namespace DbAccounts.Simulator.Clouds.HuaweiCloud;

/// <summary>Huawei Cloud: the gateway, IAM's tokens, and DDM in the versions V1 to V3.</summary>
internal sealed class HuaweiApi : ISimulatedCloud
{
    private readonly SimulatorStore _store;
    private readonly IamTokens _tokens = new();
    private readonly HuaweiGateway _gateway;
    private readonly DdmV1 _v1;
    private readonly DdmV3 _v3;

    public HuaweiApi(SimulatorStore store, DbSimulatorBehavior behavior, Others others)
    {
        _store = store;
        _gateway = new HuaweiGateway(_tokens);
        var accounts = new DdmAccounts(store, behavior, others);
        _v1 = new DdmV1(accounts);
        _v3 = new DdmV3(accounts);
    }

    /// <inheritdoc/>
    public bool Serves(HttpRequest request) =>
        request.Path.StartsWith("/v1/", StringComparison.Ordinal)
        || request.Path.StartsWith("/v2/", StringComparison.Ordinal)
        || request.Path.StartsWith("/v3/", StringComparison.Ordinal);

    /// <inheritdoc/>
    public RefusalException[] Throttling { get; } = [DdmError.TooManyRequests()];

    /// <inheritdoc/>
    public RefusalException[] Busy { get; } = DdmError.Busy();

    /// <inheritdoc/>
    public bool IsChange(HttpRequest request) => request.Method != "GET" && !IsTokenRequest(request);

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, string>> Content(HttpRequest request) =>
        [new(request.Method, request.Path), .. UrlText.ParseQuery(request.Query), new("body", Encoding.UTF8.GetString(request.Body))];

    /// <inheritdoc/>
    public HttpResponse Answer(HttpRequest request)
    {
        try
        {
            return Identified(RandomId.Hex(32), IsTokenRequest(request)
                ? _tokens.Issue(request, _store.Now)
                : new HttpResponse(200, AnswerDdm(request)));
        }
        catch (RefusalException refusal)
        {
            return Refuse(request, refusal);
        }
    }

    /// <inheritdoc/>
    public HttpResponse Refuse(HttpRequest request, RefusalException refusal)
    {
        string requestId = RandomId.Hex(32);
        return Identified(requestId, new HttpResponse(refusal.Status, ErrorBody(request, refusal, requestId)));
    }

    private static HttpResponse Identified(string requestId, HttpResponse response)
    {
        response.Headers["X-Request-Id"] = requestId;
        return response;
    }

    private static bool IsTokenRequest(HttpRequest request) => request.Method == "POST" && request.Path == IamTokens.Path;

    private static string ErrorBody(HttpRequest request, RefusalException refusal, string requestId) => Json.Of(json =>
    {
        bool isGateway = refusal.Code.StartsWith("APIGW.", StringComparison.Ordinal);
        bool isCurrent = isGateway || request.Path.StartsWith("/v3/", StringComparison.Ordinal);
        json.WriteString(isCurrent ? "error_code" : "errCode", refusal.Code);
        json.WriteString(isCurrent ? "error_msg" : "externalMessage", refusal.Message);
        if (isGateway)
        {
            json.WriteString("request_id", requestId);
        }
    });

    private string AnswerDdm(HttpRequest request)
    {
        DdmRoute route = DdmRoute.Read(request.Path) ?? throw DdmError.NoSuchApi();
        _gateway.Authenticate(request, _store.Now);
        if (route.ProjectId != SimulatedService.Ddm.ProjectId || route.InstanceId != SimulatedService.Ddm.InstanceId)
        {
            throw DdmError.InstanceMissing();
        }

        return route.Version == "v3" ? _v3.Answer(request.Method, route, request) : _v1.Answer(request.Method, route, request);
    }
}
