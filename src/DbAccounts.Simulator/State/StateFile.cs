using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using DbAccounts.Errors;
using DbAccounts.Texts;

namespace DbAccounts.Simulator.State;

/// <summary>The JSON file that keeps a simulator's state; it always holds either the old state or the new one.</summary>
internal sealed class StateFile(string path)
{
    private readonly string _path = Path.GetFullPath(path);

    /// <summary>Reads the state; null where there is no file yet.</summary>
    /// <exception cref="DbAccountsException">The file holds something else, or can't be read.</exception>
    public SimulatorState? Load()
    {
        try
        {
            if (!File.Exists(_path))
            {
                return null;
            }

            SimulatorState? state = JsonSerializer.Deserialize(File.ReadAllText(_path), StateJson.Default.SimulatorState);
            return state is { Format: SimulatorState.CurrentFormat } && IsComplete(state)
                ? state
                : throw Invalid(Messages.StateFileFormat.With(SimulatorState.CurrentFormat), null);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // A reader's own words quote the file, over several lines.
            throw Invalid(e is JsonException json ? Messages.StateFileNoJson.With(json.LineNumber + 1) : e.Message, e);
        }
    }

    /// <summary>Replaces the file.</summary>
    public void Save(SimulatorState state)
    {
        // In the same folder, as a file can only be moved at once within one volume.
        string next = _path + ".new";
        using (var stream = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            JsonSerializer.Serialize(stream, state, StateJson.Default.SimulatorState);
            stream.Flush(flushToDisk: true);
        }

        if (File.Exists(_path))
        {
            File.Replace(next, _path, null);
        }
        else
        {
            File.Move(next, _path);
        }
    }

    /// <summary>Writes the file for the first time, so that a path that can't be written is noticed at the start.</summary>
    /// <exception cref="DbAccountsException">It can't be written.</exception>
    public void SaveFirst(SimulatorState state)
    {
        try
        {
            Save(state);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Invalid(e.Message, e);
        }
    }

    // A file that somebody has edited may have nulls where the types promise there are none.
    private static bool IsComplete(SimulatorState state) =>
        state is { Accounts: not null, Jobs: not null }
        && state.Accounts.Values.All(accounts => accounts?.All(IsComplete) == true)
        && state.Jobs.All(IsComplete)
        && state.Jobs.Select(job => job.Id).Distinct().Count() == state.Jobs.Count;

    private static bool IsComplete(StoredJob job) =>
        job is { Id: not null, MaskedRequest: not null, Change: { Values: not null, KeptLevels: not null } change }
        && SimulatedService.All.Any(service => service.Name == job.Service)
        && change.Accounts?.All(key => key is { Name: not null }) == true
        && change.Privileges?.All(IsComplete) == true;

    private static bool IsComplete(StoredAccount account) =>
        account is { Name: not null, Values: not null } && account.Privileges?.All(IsComplete) == true;

    private static bool IsComplete(StoredPrivilege privilege) =>
        privilege is { Privileges: not null }
        && (privilege.Table is null || privilege.Database is not null)
        && (privilege.Column is null || privilege.Table is not null);

    private DbAccountsException Invalid(string reason, Exception? inner) => new(
        DbErrorId.StateFileInvalid,
        DbErrorCategory.InvalidData,
        Messages.StateFileInvalid.With(_path, reason),
        Messages.StateFileAdvice,
        inner);
}
