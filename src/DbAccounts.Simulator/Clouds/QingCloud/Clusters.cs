using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using DbAccounts.Simulator.State;

namespace DbAccounts.Simulator.Clouds.QingCloud;

/// <summary>DescribeClusters and DescribeClusterDisplayTabs.</summary>
internal sealed class Clusters(SimulatorStore store)
{
    private const int MaxRows = 225;

    // Role and number of nodes, plausible ones.
    private static readonly Dictionary<string, (string Role, int Nodes)[]> _roles = new()
    {
        [SimulatedService.MySqlPlus.InstanceId] = [("maininstance", 3), ("proxy", 2), ("analysis", 1)],
        [SimulatedService.ChronusDB.InstanceId] = [("", 3)],
    };

    /// <summary>Runs DescribeClusters.</summary>
    public static void Describe(FormParameters parameters, Utf8JsonWriter json)
    {
        string zone = parameters.Require("zone");
        IReadOnlyList<string> ids = parameters.List("clusters");
        string[] found =
        [
            .. from id in _roles.Keys
               where ids.Count == 0 || ids.Contains(id)
               where SimulatedService.All.Any(s => s.InstanceId == id && s.Region == zone)
               select id,
        ];
        json.WriteNumber("total_count", found.Length);
        json.WriteStartArray("cluster_set");
        foreach (string id in found)
        {
            Write(id, parameters.Number("verbose", 0) > 0, json);
        }

        json.WriteEndArray();
    }

    /// <summary>Runs DescribeClusterDisplayTabs.</summary>
    public void DescribeDisplayTabs(FormParameters parameters, Utf8JsonWriter json)
    {
        string cluster = parameters.Require("cluster");
        string zone = parameters.Require("zone");
        string name = parameters.Require("display_tabs");
        DisplayTab tab = DisplayTab.All.FirstOrDefault(
            t => t.Name == name && t.Instance.InstanceId == cluster && t.Instance.Region == zone)
            ?? throw new RefusalException(RetCode.NotFound, $"ResourceNotFound, cluster [{cluster}] has no display tab [{name}]");
        if (parameters["role"] is { } role && role != tab.Role)
        {
            throw RetCode.Invalid($"display tab [{name}] is not shown by role [{role}]");
        }

        json.WriteStartObject("display_tabs");
        WriteArray("labels", tab.Labels, json);
        IReadOnlyList<StoredAccount> accounts = store.Accounts(tab.Instance.Name).All;
        if (accounts.Count == 0)
        {
            json.WriteNull("data");
        }
        else
        {
            json.WriteStartArray("data");
            foreach (StoredAccount account in accounts.Take(MaxRows))
            {
                json.WriteStartArray();
                Array.ForEach(tab.Row(account), json.WriteStringValue);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteArray(string name, IEnumerable<string> values, Utf8JsonWriter json)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void Write(string id, bool verbose, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("cluster_id", id);
        json.WriteString("status", "active");
        json.WriteString("transition_status", "");
        json.WriteStartObject("role_count");
        foreach ((string role, int nodes) in _roles[id])
        {
            json.WriteNumber(role, nodes);
        }

        json.WriteEndObject();
        if (verbose)
        {
            json.WriteStartObject("display_tabs");
            foreach (DisplayTab tab in DisplayTab.All.Where(t => t.Instance.InstanceId == id))
            {
                json.WriteStartObject(tab.Name);
                json.WriteString("description", tab.Description);
                WriteArray("roles_to_execute_on", [tab.Role], json);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
