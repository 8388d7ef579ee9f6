using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using DbAccounts.Rules;
using DbAccounts.Simulator.Clouds.TencentCloud.Requests;
using DbAccounts.Simulator.Http;
using DbAccounts.Simulator.Security;
using DbAccounts.Simulator.State;

namespace DbAccounts.Simulator.Clouds.TencentCloud;

/// <summary>One action: its request type, its limit of requests per second, and what it does.</summary>
internal sealed class TencentAction
{
    private const string InstanceId = nameof(InstanceRequest.InstanceId);
    // A field of the documents that the service no longer heeds.
    private const string Deprecated = "SkipValidatePassword";
    private readonly Type _requestType;
    private readonly Action<object, Utf8JsonWriter> _run;

    private TencentAction(Type requestType, int perSecond, Action<object, Utf8JsonWriter> run)
    {
        _requestType = requestType;
        _run = run;
        Rate = new SlidingWindow(perSecond, TimeSpan.FromSeconds(1));
    }

    /// <summary>The requests of the last second.</summary>
    public SlidingWindow Rate { get; }

    /// <summary>Defines an action.</summary>
    public static TencentAction Of<T>(int perSecond, Action<T, Utf8JsonWriter> run) =>
        new(typeof(T), perSecond, (request, json) => run((T)request, json));

    /// <summary>Checks the parameters and runs the action.</summary>
    public void Run(JsonElement parameters, Utf8JsonWriter json)
    {
        RequireKnownFields(parameters, RequestType.Of(_requestType), "");
        object request = Json.ReadRequest(parameters, _requestType, RequestJson.Default)
            ?? throw new RefusalException("InvalidParameter", "Parameter error: a field has a wrong type.");
        if (request is InstanceRequest { InstanceId: var instance })
        {
            RequireInstance(instance);
        }

        IReadOnlyList<Violation> violations = RuleCheck.Check(request);
        if (violations.Count > 0)
        {
            throw TencentError.Of(violations[0]);
        }

        _run(request, json);
    }

    private static void RequireKnownFields(JsonElement given, RequestType type, string path)
    {
        foreach (JsonProperty field in given.EnumerateObject().Where(field => field.Name != Deprecated))
        {
            RequestProperty known = type.Properties.FirstOrDefault(p => p.WireName == field.Name)
                ?? throw new RefusalException("UnknownParameter", $"The parameter `{path}{field.Name}` is not recognized.");
            if (known.ElementType is not null && field.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement element in field.Value.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object))
                {
                    RequireKnownFields(element, known.ElementType, field.Name + ".");
                }
            }
        }
    }

    private void RequireInstance(string? id)
    {
        if (string.IsNullOrEmpty(id))
        {
            throw TencentError.Missing(InstanceId);
        }

        if (id != SimulatedService.TencentMySql.InstanceId)
        {
            // One action documents another code for it than the rest.
            throw _requestType == typeof(DescribeAccountPrivilegesRequest)
                ? new RefusalException("ResourceNotFound.InstanceNotFoundError", "The instance does not exist.")
                : new RefusalException(
                    "ResourceNotFound.CdbInstanceNotFoundError",
                    "The instance cannot be found. Please check whether your instance status is normal.");
        }
    }
}
