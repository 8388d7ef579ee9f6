using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using DbAccounts.Model;
using DbAccounts.Simulator;

namespace DbAccounts.PowerShell;

/// <summary>A simulator that runs in this process.</summary>
public sealed class DbSimulatorView
{
    internal DbSimulatorView(DbSimulator simulator)
    {
        Port = simulator.Port;
        Seed = simulator.Seed;
        Requests = simulator.Requests;
        Fault = new FaultCounts(simulator.Faults.ToDictionary(fault => fault.Key.ToString(), fault => fault.Value));
        Endpoint = simulator.Endpoint;
        Instance = [.. simulator.Instance.Select(instance => new DbSimulatorInstanceView(instance))];
    }

    /// <summary>The port on the loopback address.</summary>
    public int Port { get; }

    /// <summary>The seed of its faults.</summary>
    public int Seed { get; }

    /// <summary>How many requests the services were sent until now.</summary>
    public long Requests { get; }

    /// <summary>How often each fault was injected until now.</summary>
    public FaultCounts Fault { get; }

    /// <summary>The address that all services share.</summary>
    public Uri Endpoint { get; }

    /// <summary>One instance of each service; each can be piped to Connect-DbInstance.</summary>
    public DbList<DbSimulatorInstanceView> Instance { get; }
}

/// <summary>How often each fault was injected, by its name.</summary>
public sealed class FaultCounts : ReadOnlyDictionary<string, int>
{
    internal FaultCounts(Dictionary<string, int> counts)
        : base(counts)
    {
    }

    /// <summary>The faults that there were, in one text.</summary>
    public override string ToString() => string.Join(", ", this.Select(fault => $"{fault.Key}: {fault.Value}"));
}

/// <summary>What it takes to connect an instance of the simulator. The key is an example of the service's documents.</summary>
public sealed class DbSimulatorInstanceView
{
    internal DbSimulatorInstanceView(DbSimulatorInstance instance)
    {
        Service = instance.Service;
        InstanceId = instance.InstanceId;
        Region = instance.Region;
        ProjectId = instance.ProjectId;
        Credential = new PSCredential(instance.Credential.KeyId, instance.Credential.SecretKey!.ToSecureString());
        Endpoint = instance.Endpoint;
    }

    /// <summary>The service.</summary>
    public string Service { get; }

    /// <summary>The instance or cluster.</summary>
    public string InstanceId { get; }

    /// <summary>The region or zone.</summary>
    public string? Region { get; }

    /// <summary>Huawei Cloud: the project.</summary>
    public string? ProjectId { get; }

    /// <summary>The key pair.</summary>
    public PSCredential Credential { get; }

    /// <summary>The simulator's address.</summary>
    public Uri Endpoint { get; }

    /// <summary>The instance and its service.</summary>
    public override string ToString() => $"{InstanceId} ({Service})";
}
