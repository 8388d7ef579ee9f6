using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Simulator.Chance;
using DbAccounts.Simulator.Clouds.QingCloud.Requests;
using DbAccounts.Simulator.Http;
using DbAccounts.Simulator.Security;
using DbAccounts.Simulator.Settings;
using DbAccounts.Simulator.State;

namespace DbAccounts.Simulator.Clouds.QingCloud;

/// <summary>RunClusterCustomService: checks the service_params and makes a job of them.</summary>
internal sealed class CustomServices(SimulatorStore store, DbSimulatorBehavior behavior)
{
    private const int JobIdLength = 11;
    private const string JobIdAlphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static readonly string[] _secretKeys = ["passwd", "user_password"];

    /// <summary>Runs the action.</summary>
    public void Run(FormParameters parameters, Utf8JsonWriter json)
    {
        CustomService service = Find(parameters);
        JsonElement serviceParams = Json.ReadObject(parameters.Require("service_params")) ?? throw NoServiceParams();
        object request = Json.ReadRequest(serviceParams, service.RequestType, ServiceParamsJson.Default) ?? throw NoServiceParams();
        if (behavior.QingCloudBusyClusterRefuses && store.IsBusy(ServicesOf(service.Instance.InstanceId)))
        {
            throw new RefusalException(RetCode.Denied, $"PermissionDenied, cluster [{service.Instance.InstanceId}] is in transition");
        }

        StoredJob job = Check(service, request);
        job.Id = "j-" + RandomId.Of(JobIdLength, JobIdAlphabet);
        job.Service = service.Instance.Name;
        job.Request = Directive(parameters, parameters["service_params"]!);
        job.MaskedRequest = Directive(parameters, Masked(serviceParams));
        job.Echo = behavior.FailedJobsEchoPassword
            ? string.Concat(serviceParams.EnumerateObject()
                .Where(p => _secretKeys.Contains(p.Name)).Select(p => PasswordEcho.Of(p.Value.ToString())))
            : null;
        store.Submit(job);
        json.WriteString("job_id", job.Id);
        json.WriteString("cluster_id", service.Instance.InstanceId);
        json.WriteString("service", service.Name);
        if (service.Role is not null)
        {
            json.WriteString("role", service.Role);
        }
    }

    private static RefusalException NoServiceParams() =>
        RetCode.Invalid("service_params is no JSON object with text values");

    private static string[] ServicesOf(string cluster) =>
        [.. SimulatedService.All.Where(s => s.InstanceId == cluster).Select(s => s.Name)];

    private static CustomService Find(FormParameters parameters)
    {
        string cluster = parameters.Require("cluster");
        string zone = parameters.Require("zone");
        if (!SimulatedService.All.Any(s => s.InstanceId == cluster && s.Region == zone))
        {
            throw new RefusalException(RetCode.NotFound, $"ResourceNotFound, cluster [{cluster}] is not found");
        }

        string name = parameters.Require("service");
        CustomService service = CustomService.All.FirstOrDefault(s => s.Name == name && s.Instance.InstanceId == cluster)
            ?? throw RetCode.Invalid($"cluster [{cluster}] has no service [{name}]");
        return service.Role == parameters["role"]
            ? service
            : throw RetCode.Invalid($"service [{name}] needs role [{service.Role}]");
    }

    private static string Directive(FormParameters parameters, string serviceParams) => Json.Of(json =>
    {
        foreach (KeyValuePair<string, string> parameter in parameters.All.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            json.WriteString(parameter.Key, parameter.Key == "service_params" ? serviceParams : parameter.Value);
        }
    });

    private static string Masked(JsonElement serviceParams) => Json.Of(json =>
    {
        foreach (JsonProperty property in serviceParams.EnumerateObject())
        {
            if (_secretKeys.Contains(property.Name))
            {
                json.WriteString(property.Name, Secret.Mask);
            }
            else
            {
                property.WriteTo(json);
            }
        }
    });

    private StoredJob Check(CustomService service, object request)
    {
        IReadOnlyList<Violation> violations = RuleCheck.Check(request);
        if (violations.Count > 0)
        {
            return behavior.QingCloudRuleViolationsAreJobs
                ? new StoredJob { Error = JobError.RuleViolation }
                : throw RetCode.Invalid(string.Join("; ", violations.Select(v => v.Message)));
        }

        StoredChange change = service.ChangeOf(request, behavior.ChronusAddOverwrites);
        if (behavior.QingCloudAccountErrorsAreImmediate)
        {
            switch (store.Accounts(service.Instance.Name).Foresee(change))
            {
                case ChangeOutcome.AccountExists:
                    throw new RefusalException(RetCode.Exists, "ResourceExists, the account exists already");
                case ChangeOutcome.AccountMissing:
                    throw new RefusalException(RetCode.NotFound, "ResourceNotFound, the account does not exist");
            }
        }

        return new StoredJob { Change = change };
    }
}
