using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace DbAccounts.Simulator.State;

/// <summary>All that a simulator knows.</summary>
internal sealed class SimulatorState
{
    /// <summary>Tells a state file from any other JSON.</summary>
    public const string CurrentFormat = "DbAccounts.Simulator/1";

    [JsonRequired]
    public string Format { get; set; } = CurrentFormat;

    /// <summary>The accounts by service.</summary>
    [JsonRequired]
    public Dictionary<string, List<StoredAccount>> Accounts { get; set; } = [];

    [JsonRequired]
    public List<StoredJob> Jobs { get; set; } = [];
}

/// <summary>How the state is written as JSON, without reflection.</summary>
[JsonSerializable(typeof(SimulatorState))]
[JsonSourceGenerationOptions(
    WriteIndented = true, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class StateJson : JsonSerializerContext;
