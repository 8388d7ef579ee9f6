using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using DbAccounts.Simulator.Http;
using DbAccounts.Simulator.Security;
using DbAccounts.Simulator.Settings;
using DbAccounts.Simulator.State;

namespace DbAccounts.Simulator.Clouds.QingCloud;

/// <summary>QingCloud's API: one address, the action in a parameter, errors as ret_code in an answer with status 200.</summary>
internal sealed class QingCloudApi : ISimulatedCloud
{
    private const string ChangingAction = "RunClusterCustomService";
    private const int RequestsPerHour = 2000;
    private static readonly string[] _signing =
        ["access_key_id", "expires", "signature", "signature_method", "signature_version", "time_stamp", "token", "version"];

    private static readonly TimeSpan _validity = TimeSpan.FromSeconds(60);
    private readonly SimulatorStore _store;
    private readonly Dictionary<string, Action<FormParameters, Utf8JsonWriter>> _actions;
    private readonly SlidingWindow? _quota;

    public QingCloudApi(SimulatorStore store, DbSimulatorBehavior behavior)
    {
        _store = store;
        _quota = behavior.QingCloudEnforcesHourlyQuota ? new SlidingWindow(RequestsPerHour, TimeSpan.FromHours(1)) : null;
        _actions = new(StringComparer.Ordinal)
        {
            [ChangingAction] = new CustomServices(store, behavior).Run,
            ["DescribeJobs"] = new Jobs(store, behavior).Describe,
            ["DescribeClusters"] = Clusters.Describe,
            ["DescribeClusterDisplayTabs"] = new Clusters(store).DescribeDisplayTabs,
        };
    }

    /// <inheritdoc/>
    public bool Serves(HttpRequest request) => request.Path is "/iaas" or "/iaas/" or "/iam" or "/iam/";

    /// <inheritdoc/>
    public RefusalException[] Throttling { get; } = [RetCode.TooManyRequests()];

    /// <inheritdoc/>
    public RefusalException[] Busy { get; } =
        [new(RetCode.Updating, "ServiceUpdating, the service is being updated, please try again later")];

    /// <inheritdoc/>
    public bool IsChange(HttpRequest request) =>
        Content(request).Any(parameter => parameter.Key == "action" && parameter.Value == ChangingAction);

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, string>> Content(HttpRequest request) =>
        from parameter in UrlText.ParseQuery(request.Query).Concat(UrlText.ParseQuery(Encoding.UTF8.GetString(request.Body)))
        where !_signing.Contains(parameter.Key)
        // A list's values have numbers, and their order says nothing.
        select new KeyValuePair<string, string>(parameter.Key.Split('.')[0], parameter.Value);

    /// <inheritdoc/>
    public HttpResponse Answer(HttpRequest request)
    {
        try
        {
            FormParameters parameters = Decode(request);
            Authenticate(request, parameters);
            if (_quota?.Admits(_store.Now) == false)
            {
                throw RetCode.TooManyRequests();
            }

            string action = parameters.Require("action");
            if (!_actions.TryGetValue(action, out Action<FormParameters, Utf8JsonWriter>? run))
            {
                throw new RefusalException(RetCode.UnknownAction, $"InvalidAction, action [{action}] is not supported");
            }

            return new HttpResponse(200, Json.Of(json =>
            {
                json.WriteString("action", action + "Response");
                run(parameters, json);
                json.WriteNumber("ret_code", 0);
            }));
        }
        catch (RefusalException refusal)
        {
            return Refuse(request, refusal);
        }
    }

    /// <inheritdoc/>
    public HttpResponse Refuse(HttpRequest request, RefusalException refusal) => new(refusal.Status, Json.Of(json =>
    {
        json.WriteString("message", refusal.Message);
        json.WriteNumber("ret_code", int.Parse(refusal.Code, CultureInfo.InvariantCulture));
    }));

    private static FormParameters Decode(HttpRequest request)
    {
        string body = request.Method switch
        {
            "GET" => "",
            "POST" => Encoding.UTF8.GetString(request.Body),
            _ => throw new RefusalException(RetCode.InvalidMethod, "InvalidMethod, the method is neither GET nor POST"),
        };
        IReadOnlyList<KeyValuePair<string, string>> pairs = [.. UrlText.ParseQuery(request.Query), .. UrlText.ParseQuery(body)];
        // Which of two values was signed and which is meant would be a guess.
        return pairs.Select(p => p.Key).Distinct().Count() == pairs.Count
            ? new FormParameters(pairs)
            : throw RetCode.Invalid("a parameter is there twice");
    }

    private static DateTimeOffset Time(FormParameters parameters, string name) => DateTimeOffset.TryParseExact(
        parameters.Require(name),
        "yyyy-MM-dd'T'HH:mm:ss'Z'",
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal,
        out DateTimeOffset time)
        ? time
        : throw RetCode.Invalid($"parameter [{name}] is no time like 2013-08-27T13:58:35Z");

    private void Authenticate(HttpRequest request, FormParameters parameters)
    {
        string keyId = parameters.Require("access_key_id");
        string given = parameters.Require(QingCloudSignature.Parameter);
        string method = parameters.Require("signature_method");
        // Keys of a role come with the token that they were issued with, and version 2 in the document's example.
        bool isTemporary = request.Path.StartsWith("/iam", StringComparison.Ordinal);
        string version = parameters.Require("signature_version");
        if ((parameters["version"] ?? "1") != "1" || (version != "1" && !(isTemporary && version == "2")))
        {
            throw RetCode.Invalid("the only version is 1");
        }

        if (isTemporary)
        {
            parameters.Require("token");
        }

        SimulatedService service = SimulatedService.MySqlPlus;
        string expected = QingCloudSignature.Compute(request.Method, request.Path, parameters.All, method, service.SecretKey)
            ?? throw RetCode.Invalid("signature_method is neither HmacSHA256 nor HmacSHA1");
        if (keyId != service.KeyId || !Hashing.AreEqual(expected, given))
        {
            throw new RefusalException(RetCode.AuthenticationFailed, "AuthFailure, signature not matched or access key not found");
        }

        DateTimeOffset now = _store.Now;
        if ((now - Time(parameters, "time_stamp")).Duration() > _validity
            || (parameters["expires"] is not null && Time(parameters, "expires") < now))
        {
            throw new RefusalException(RetCode.Expired, "ExpiredMessage, the request has expired, check time_stamp");
        }
    }
}
