using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using DbAccounts.Simulator.Settings;
using DbAccounts.Simulator.State;

namespace DbAccounts.Simulator.Clouds.QingCloud;

/// <summary>DescribeJobs.</summary>
internal sealed class Jobs(SimulatorStore store, DbSimulatorBehavior behavior)
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;
    private static readonly string[] _statuses = ["pending", "working", "failed", "successful", "done with failure"];

    /// <summary>Runs the action.</summary>
    public void Describe(FormParameters parameters, Utf8JsonWriter json)
    {
        string zone = parameters.Require("zone");
        IReadOnlyList<string> statuses = parameters.List("status");
        if (statuses.FirstOrDefault(status => !_statuses.Contains(status)) is { } unknown)
        {
            throw RetCode.Invalid($"status [{unknown}] is illegal");
        }

        DateTimeOffset now = store.Seen;
        IReadOnlyList<string> ids = parameters.List("jobs");
        StoredJob[] found =
        [
            .. from job in ids.Count > 0 ? Find(ids, zone) : store.Jobs.Where(job => InstanceOf(job)?.Region == zone)
               where statuses.Count == 0 || statuses.Contains(Status(job, now))
               where (parameters["job_action"] ?? "RunClusterCustomService") == "RunClusterCustomService"
               orderby job.Created descending
               select job,
        ];
        json.WriteNumber("total_count", found.Length);
        json.WriteStartArray("job_set");
        int limit = Math.Min(parameters.Number("limit", DefaultLimit), MaxLimit);
        foreach (StoredJob job in found.Skip(parameters.Number("offset", 0)).Take(limit))
        {
            Write(job, now, json);
        }

        json.WriteEndArray();
    }

    private static string Status(StoredJob job, DateTimeOffset now) => _statuses[job.PhaseAt(now) switch
    {
        JobPhase.Waiting => 0,
        JobPhase.Working => 1,
        JobPhase.Failed => job.Error == JobError.Aborted ? 4 : 2,
        _ => 3,
    }];

    private static SimulatedService? InstanceOf(StoredJob job) => SimulatedService.All.FirstOrDefault(
        s => s.Name == job.Service && s.KeyId == SimulatedService.MySqlPlus.KeyId);

    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static void Write(StoredJob job, DateTimeOffset now, Utf8JsonWriter json)
    {
        DateTimeOffset since = job.PhaseAt(now) switch
        {
            JobPhase.Waiting => job.Created,
            JobPhase.Working => job.Begins,
            _ => job.Ends,
        };
        json.WriteStartObject();
        json.WriteString("job_id", job.Id);
        json.WriteString("job_action", "RunClusterCustomService");
        json.WriteString("create_time", Text(job.Created));
        json.WriteString("status_time", Text(since));
        json.WriteString("resource_ids", InstanceOf(job)!.InstanceId);
        json.WriteString("owner", "usr-simulator");
        json.WriteString("status", Status(job, now));
        json.WriteString("error_codes", job.PhaseAt(now) == JobPhase.Failed ? job.Error + job.Echo : "");
        // The real service echoes the request with the password in plain text, and so does this one until it is restarted.
        json.WriteString("directive", job.Request ?? job.MaskedRequest);
        json.WriteEndObject();
    }

    private IEnumerable<StoredJob> Find(IReadOnlyList<string> ids, string zone)
    {
        foreach (string id in ids.Distinct())
        {
            StoredJob? job = store.FindJob(id);
            if (job is not null && InstanceOf(job)?.Region == zone)
            {
                yield return job;
            }
            else if (!behavior.QingCloudUnknownJobsAreLeftOut)
            {
                throw new RefusalException(RetCode.NotFound, $"ResourceNotFound, job [{id}] is not found");
            }
        }
    }
}
